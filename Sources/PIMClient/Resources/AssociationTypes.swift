public import CatalogModels

extension CatalogClient {
  /// The types of associations.
  ///
  /// See https://api.akeneo.com/api-reference.html#Associationtype
  public var associationTypes: Endpoint<AssociationType> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("association-types")), .pages))
  }
}
