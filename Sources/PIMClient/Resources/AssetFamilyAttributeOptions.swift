public import CatalogModels

extension CatalogClient {
  /// The options of an asset family's attribute, all at once. Each names both.
  ///
  /// See https://api.akeneo.com/api-reference.html#Assetattributeoption
  public func options(
    of attribute: Code<AssetFamilyAttribute>, in parent: Code<AssetFamily>
  ) -> Endpoint<AssetFamilyAttributeOption> {
    Endpoint(
      connection: connection,
      resource: Resource(
        ResourcePath(
          .word("asset-families"), .code(parent.rawValue), .word("attributes"), .code(attribute.rawValue),
          .word("options")), .whole
      ).without(limit: true, count: true)
        .with(context: ("asset_family", parent.rawValue), ("attribute", attribute.rawValue)))
  }
}
