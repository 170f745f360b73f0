/// A currency, such as `EUR`.
///
/// See https://api.akeneo.com/concepts/target-market-settings.html#currency
public struct Currency: CodedEntity {
  /// `currency`.
  public static var entityName: String { "currency" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "enabled", "label",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<Currency>

  /// Makes a currency of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// Whether prices can be given in it.
  public var isEnabled: Bool { raw.bool("enabled") ?? false }
  /// The name.
  public var label: String? { raw.string("label") }
}
