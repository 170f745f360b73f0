public import CatalogModels

extension CatalogClient {
  /// The products by identifier, those that have one (N13). Prefer ``products``; this is for PIMs before 7.0 and for
  /// partners that know identifiers only.
  ///
  /// See https://api.akeneo.com/api-reference.html#Productidentifier
  public var productsByIdentifier: Endpoint<IdentifiedProduct> {
    Endpoint(
      connection: connection,
      resource: Resource(
        path: ResourcePath(.word("products")), lists: .cursorOrPages, keyField: "identifier", key: { $0.rawValue }))
  }
}
