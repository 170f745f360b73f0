/// A choice of a simple or multi select attribute.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#attribute-option
public struct AttributeOption: LabeledEntity {
  /// `attribute option`.
  public static var entityName: String { "attribute option" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "attribute", "sort_order", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<AttributeOption>

  /// Makes an attribute option of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The attribute, which the API names in the address and in the object.
  public var attribute: Code<Attribute>? { raw.code("attribute") }
  /// The place among the options.
  public var sortOrder: Int? { raw.int("sort_order") }
}
