public import CatalogModels

extension CatalogClient {
  /// The options of a simple or multi select attribute. Each names its attribute.
  ///
  /// See https://api.akeneo.com/api-reference.html#Attributeoption
  public func options(of attribute: Code<Attribute>) -> Endpoint<AttributeOption> {
    Endpoint(
      connection: connection,
      resource: Resource(ResourcePath(.word("attributes"), .code(attribute.rawValue), .word("options")), .pages)
        .with(context: ("attribute", attribute.rawValue)))
  }
}
