public import CatalogModels

extension CatalogClient {
  /// The locales, enabled or not.
  ///
  /// See https://api.akeneo.com/api-reference.html#Locale
  public var locales: Endpoint<CatalogLocale> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("locales")), .pages))
  }
}
