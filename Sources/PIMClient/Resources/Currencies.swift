public import CatalogModels

extension CatalogClient {
  /// The currencies, enabled or not.
  ///
  /// See https://api.akeneo.com/api-reference.html#Currency
  public var currencies: Endpoint<Currency> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("currencies")), .pages))
  }
}
