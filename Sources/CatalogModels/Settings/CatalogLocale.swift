/// A language as spoken in a place, such as `en_US`.
///
/// See https://api.akeneo.com/concepts/target-market-settings.html#locale
public struct CatalogLocale: CodedEntity {
  /// `locale`.
  public static var entityName: String { "locale" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "enabled",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<CatalogLocale>

  /// Makes a locale of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// Whether a channel uses it.
  public var isEnabled: Bool { raw.bool("enabled") ?? false }
}
