public import CatalogModels

extension CatalogClient {
  /// The families: which attributes products have.
  ///
  /// See https://api.akeneo.com/api-reference.html#Family
  public var families: Endpoint<Family> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("families")), .pages))
  }
}
