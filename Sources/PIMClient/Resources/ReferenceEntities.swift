public import CatalogModels

extension CatalogClient {
  /// The reference entities (Enterprise Edition).
  ///
  /// See https://api.akeneo.com/api-reference.html#Referenceentity
  public var referenceEntities: Endpoint<ReferenceEntity> {
    Endpoint(
      connection: connection,
      resource: Resource(ResourcePath(.word("reference-entities")), .cursor).without(limit: true, count: true))
  }
}
