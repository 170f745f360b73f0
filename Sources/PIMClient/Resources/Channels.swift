public import CatalogModels

extension CatalogClient {
  /// The channels, which values call `scope`.
  ///
  /// See https://api.akeneo.com/api-reference.html#Channel
  public var channels: Endpoint<Channel> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("channels")), .pages))
  }
}
