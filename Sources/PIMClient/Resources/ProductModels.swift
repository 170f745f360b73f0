public import CatalogModels

extension CatalogClient {
  /// The product models. Their lists come by cursor unless told.
  ///
  /// See https://api.akeneo.com/api-reference.html#Productmodel
  public var productModels: Endpoint<ProductModel> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("product-models")), .cursorOrPages))
  }
}
