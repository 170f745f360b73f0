public import CatalogModels

extension CatalogClient {
  /// The attributes of a reference entity's records, all at once (N2). Each names its reference entity.
  ///
  /// See https://api.akeneo.com/api-reference.html#Referenceentityattribute
  public func attributes(of entity: Code<ReferenceEntity>) -> Endpoint<ReferenceEntityAttribute> {
    Endpoint(
      connection: connection,
      resource: Resource(
        ResourcePath(.word("reference-entities"), .code(entity.rawValue), .word("attributes")), .whole
      ).without(limit: true, count: true)
        .with(context: ("reference_entity", entity.rawValue)))
  }
}
