/// A group in which attributes stand together.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#attribute-group
public struct AttributeGroup: LabeledEntity {
  /// `attribute group`.
  public static var entityName: String { "attribute group" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "sort_order", "attributes", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<AttributeGroup>

  /// Makes an attribute group of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The place among the groups.
  public var sortOrder: Int? { raw.int("sort_order") }
  /// The attributes of the group.
  public var attributes: [Code<Attribute>] { raw.codes("attributes") }
}
