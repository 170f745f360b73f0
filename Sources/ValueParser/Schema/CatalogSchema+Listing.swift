public import CatalogModels

extension CatalogSchema {
  /// All attributes of products that are known, by code.
  public var attributes: [Attribute] { attributesByCode.values.sorted { $0.code < $1.code } }

  /// All families that are known, by code.
  public var families: [Family] { familiesByCode.values.sorted { $0.code < $1.code } }
}
