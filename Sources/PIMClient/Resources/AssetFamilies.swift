public import CatalogModels

extension CatalogClient {
  /// The asset families (Enterprise Edition).
  ///
  /// See https://api.akeneo.com/api-reference.html#Assetfamily
  public var assetFamilies: Endpoint<AssetFamily> {
    Endpoint(
      connection: connection,
      resource: Resource(ResourcePath(.word("asset-families")), .cursor).without(limit: true, count: true))
  }
}
