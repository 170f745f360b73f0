public import CatalogModels

extension CatalogClient {
  /// The attributes of products and product models.
  ///
  /// See https://api.akeneo.com/api-reference.html#Attribute
  public var attributes: Endpoint<Attribute> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("attributes")), .pages))
  }
}
