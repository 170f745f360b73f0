public import CatalogModels

extension CatalogClient {
  /// The options of a reference entity's attribute, all at once. Each names both.
  ///
  /// See https://api.akeneo.com/api-reference.html#Referenceentityattributeoption
  public func options(
    of attribute: Code<ReferenceEntityAttribute>, in parent: Code<ReferenceEntity>
  ) -> Endpoint<ReferenceEntityAttributeOption> {
    Endpoint(
      connection: connection,
      resource: Resource(
        ResourcePath(
          .word("reference-entities"), .code(parent.rawValue), .word("attributes"), .code(attribute.rawValue),
          .word("options")), .whole
      ).without(limit: true, count: true)
        .with(context: ("reference_entity", parent.rawValue), ("attribute", attribute.rawValue)))
  }
}
