public import CatalogModels

extension CatalogClient {
  /// The records of a reference entity, by cursor. Each names its reference entity.
  ///
  /// See https://api.akeneo.com/api-reference.html#Referenceentityrecord
  public func records(of entity: Code<ReferenceEntity>) -> Endpoint<ReferenceEntityRecord> {
    Endpoint(
      connection: connection,
      resource: Resource(
        ResourcePath(.word("reference-entities"), .code(entity.rawValue), .word("records")), .cursor
      ).without(limit: true, count: true).with(channelParameter: "channel").with(bulk: .array)
        .with(context: ("reference_entity", entity.rawValue)))
  }
}
