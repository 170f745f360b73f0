public import CatalogModels

extension CatalogClient {
  /// The categories of all trees.
  ///
  /// See https://api.akeneo.com/api-reference.html#Category
  public var categories: Endpoint<CatalogCategory> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("categories")), .pages))
  }
}
