/// How a media file of an asset is made from another one.
///
/// See https://api.akeneo.com/concepts/asset-manager.html#focus-on-the-transformations
public struct AssetTransformation: Sendable, Hashable, Codable {
  /// The transformation as it came.
  public let json: RawJSON

  /// Creates a transformation.
  ///
  /// - Parameters:
  ///   - label: The name, which stands in messages.
  ///   - source: The value that holds the source.
  ///   - target: The value that takes the new file.
  ///   - filenamePrefix: What the new file's name has before the source's.
  ///   - filenameSuffix: What it has behind the source's. The PIM asks for one of the two.
  ///   - operations: The steps, in their order.
  public init(
    _ label: String, from source: AssetValuePlace, to target: AssetValuePlace, filenamePrefix: String? = nil,
    filenameSuffix: String? = nil, operations: [Operation]
  ) {
    json = RawJSON.object([
      ("label", .string(label)), ("source", source.json(naming: "attribute")),
      ("target", target.json(naming: "attribute")), ("operations", .array(operations.map(\.json))),
    ])
    .setting("filename_prefix", to: filenamePrefix.map { .string($0) })
    .setting("filename_suffix", to: filenameSuffix.map { .string($0) })
  }

  init(_ json: RawJSON) { self.json = json }

  /// The name, which stands in messages.
  public var label: String? { json["label"]?.string }
  /// What the new file's name has before the source's.
  public var filenamePrefix: String? { json["filename_prefix"]?.string }
  /// What the new file's name has behind the source's.
  public var filenameSuffix: String? { json["filename_suffix"]?.string }
  /// The value that holds the source.
  public var source: AssetValuePlace? { json["source"].flatMap { AssetValuePlace($0) } }
  /// The value that takes the new file.
  public var target: AssetValuePlace? { json["target"].flatMap { AssetValuePlace($0) } }
  /// The steps, in their order.
  public var operations: [Operation] { (json["operations"]?.list ?? []).compactMap(Operation.init) }

  /// A step of a transformation.
  public struct Operation: Sendable, Hashable, Codable {
    /// `thumbnail`, `scale`, `colorspace`, `resolution`, `resize` or `optimize_jpeg`.
    public let type: String
    /// The parameters, such as `width` and `height`.
    public let parameters: RawJSON

    /// Creates a step.
    public init(_ type: String, parameters: RawJSON = [:]) {
      self.type = type
      self.parameters = parameters
    }

    var json: RawJSON { .object([("type", .string(type)), ("parameters", parameters)]) }

    init?(_ json: RawJSON) {
      guard let type = json["type"]?.string else { return nil }
      self.type = type
      parameters = json["parameters"] ?? .object([:])
    }
  }
}
