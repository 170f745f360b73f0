/// A place where products go: its locales, its currencies and its category tree.
///
/// See https://api.akeneo.com/concepts/target-market-settings.html#channel
public struct Channel: LabeledEntity {
  /// `channel`.
  public static var entityName: String { "channel" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "locales", "currencies", "category_tree", "conversion_units", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<Channel>

  /// Makes a channel of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The locales.
  public var locales: [Code<CatalogLocale>] { raw.codes("locales") }
  /// The currencies.
  public var currencies: [Code<Currency>] { raw.codes("currencies") }
  /// The root of the category tree.
  public var categoryTree: Code<CatalogCategory>? { raw.code("category_tree") }
  /// The units into which values of measurement attributes are converted for this channel.
  public var conversionUnits: ConversionUnits { ConversionUnits(raw["conversion_units"]) }
}
