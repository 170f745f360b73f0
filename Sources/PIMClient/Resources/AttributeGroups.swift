public import CatalogModels

extension CatalogClient {
  /// The groups in which attributes are shown.
  ///
  /// See https://api.akeneo.com/api-reference.html#Attributegroup
  public var attributeGroups: Endpoint<AttributeGroup> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("attribute-groups")), .pages))
  }
}
