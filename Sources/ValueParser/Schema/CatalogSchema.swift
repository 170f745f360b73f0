public import CatalogModels

/// What types a catalog's values: the definitions of attributes, their options, channels and measurement families.
///
/// It is a value that costs little to copy. A collector fills it as the definitions arrive:
///
/// ```swift
/// var schema = CatalogSchema(labelLocales: ["en_US", "en_GB"])
/// schema = schema.adding(channels: channels).adding(attributes: attributes)
/// let typed = schema.typed(product)
/// print(typed["name", locale: "en_US"]?.data.text ?? "unnamed")
/// ```
///
/// The PIM's attribute list is the authority on types: `attribute_type` in a value, which some servers send, does not
/// overrule it (N6). Codes are looked up without regard to case (N15).
public struct CatalogSchema: Sendable {
  /// The locales whose labels are taken, the best first, where a call names none.
  public var labelLocales: [Code<CatalogLocale>]

  /// The attribute that identifies products: the one marked so, else the first of the type, for servers that know one
  /// only.
  public internal(set) var mainIdentifier: Code<Attribute>?

  var products = AttributeTable()
  /// By reference entity, in the case in which codes are compared.
  var records: [String: AttributeTable] = [:]
  /// By asset family, in the case in which codes are compared.
  var assets: [String: AttributeTable] = [:]
  var attributesByCode: [String: Attribute] = [:]
  var familiesByCode: [String: Family] = [:]
  var structures: [String: VariantStructure] = [:]
  var channelsByCode: [String: ChannelProfile] = [:]
  var locales = CodeIndex()
  /// The codes of ``channelsByCode``.
  var channelCodes = CodeIndex()
  var unitTables: [String: UnitTable] = [:]

  /// Creates a schema; what is not known yet is added later.
  public init(
    attributes: [Attribute] = [], options: [AttributeOption] = [], channels: [Channel] = [],
    labelLocales: [Code<CatalogLocale>] = []
  ) {
    self.labelLocales = labelLocales
    self = adding(attributes: attributes).adding(options: options).adding(channels: channels)
  }
}
