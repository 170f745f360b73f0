public import CatalogModels

extension CatalogClient {
  /// The attributes of an asset family's assets, all at once (N2). Each names its asset family, whose code the
  /// address needs in its exact case (N15).
  ///
  /// See https://api.akeneo.com/api-reference.html#Assetattribute
  public func attributes(of family: Code<AssetFamily>) -> Endpoint<AssetFamilyAttribute> {
    Endpoint(
      connection: connection,
      resource: Resource(
        ResourcePath(.word("asset-families"), .code(family.rawValue), .word("attributes")), .whole
      ).without(limit: true, count: true)
        .with(context: ("asset_family", family.rawValue)))
  }
}
