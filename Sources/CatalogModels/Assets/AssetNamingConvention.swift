/// How the code or the main file's name of a new asset is taken apart into values.
///
/// See https://api.akeneo.com/concepts/asset-manager.html#focus-on-the-naming-convention
public struct AssetNamingConvention: Sendable, Hashable, Codable {
  /// The convention as it came.
  public let json: RawJSON

  /// Creates a convention.
  ///
  /// - Parameters:
  ///   - source: What is taken apart: the property `code`, or the attribute of the main media.
  ///   - pattern: A regular expression whose named groups are the attributes to fill, such as `/(?P<sku>.*)_(?P<view>.*)/`.
  ///   - abortsCreationOnError: Whether an asset is refused when the pattern does not fit.
  public init(source: AssetValuePlace, pattern: String, abortsCreationOnError: Bool) {
    json = .object([
      ("source", source.json(naming: "property")), ("pattern", .string(pattern)),
      ("abort_asset_creation_on_error", .bool(abortsCreationOnError)),
    ])
  }

  init?(_ json: RawJSON) {
    guard json.kind == .object else { return nil }
    self.json = json
  }

  /// What is taken apart: `code`, or the attribute of the main media.
  public var source: AssetValuePlace? { json["source"].flatMap { AssetValuePlace($0, attribute: "property") } }
  /// The regular expression whose named groups are the attributes to fill.
  public var pattern: String? { json["pattern"]?.string }
  /// Whether an asset is refused when the pattern does not fit.
  public var abortsCreationOnError: Bool { json["abort_asset_creation_on_error"]?.lenientBool ?? false }
}

/// One value of an asset: an attribute for a channel and a locale.
public struct AssetValuePlace: Sendable, Hashable, Codable {
  /// The attribute, or the property `code`.
  public let attribute: String
  /// The channel, for an attribute with a value for each channel.
  public let channel: Code<Channel>?
  /// The locale, for an attribute with a value for each locale.
  public let locale: Code<CatalogLocale>?

  /// Creates a place.
  public init(_ attribute: String, channel: Code<Channel>? = nil, locale: Code<CatalogLocale>? = nil) {
    self.attribute = attribute
    self.channel = channel
    self.locale = locale
  }

  func json(naming name: String) -> RawJSON {
    .object([
      (name, .string(attribute)), ("channel", channel.map { .string($0.rawValue) } ?? .null),
      ("locale", locale.map { .string($0.rawValue) } ?? .null),
    ])
  }

  init?(_ json: RawJSON, attribute name: String = "attribute") {
    guard let attribute = json[name]?.string else { return nil }
    self.attribute = attribute
    channel = json["channel"]?.code()
    locale = json["locale"]?.code()
  }
}
