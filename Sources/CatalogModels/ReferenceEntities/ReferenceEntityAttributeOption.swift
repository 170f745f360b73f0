/// A choice of an attribute of records.
///
/// See https://api.akeneo.com/concepts/reference-entities.html#reference-entity-attribute-option
public struct ReferenceEntityAttributeOption: LabeledEntity {
  /// `reference entity attribute option`.
  public static var entityName: String { "reference entity attribute option" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "reference_entity", "attribute", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<ReferenceEntityAttributeOption>

  /// Makes a reference entity attribute option of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The reference entity, which the API names in the address only.
  public var referenceEntity: Code<ReferenceEntity>? { raw.code("reference_entity") }
  /// The attribute, which the API names in the address only.
  public var attribute: Code<ReferenceEntityAttribute>? { raw.code("attribute") }
}
