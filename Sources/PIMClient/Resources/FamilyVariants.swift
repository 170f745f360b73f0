public import CatalogModels

extension CatalogClient {
  /// The variants of a family: how its products are divided into levels. Each names its family.
  ///
  /// See https://api.akeneo.com/api-reference.html#Familyvariant
  public func familyVariants(of family: Code<Family>) -> Endpoint<FamilyVariant> {
    Endpoint(
      connection: connection,
      resource: Resource(ResourcePath(.word("families"), .code(family.rawValue), .word("variants")), .pages)
        .with(context: ("family", family.rawValue)))
  }
}
