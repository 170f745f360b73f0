/// What products of one kind have: their attributes, and which of them each channel requires.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#family
public struct Family: LabeledEntity {
  /// `family`.
  public static var entityName: String { "family" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "attributes", "attribute_as_label", "attribute_as_image", "attribute_requirements", "parent", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<Family>

  /// Makes a family of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The attributes.
  public var attributes: [Code<Attribute>] { raw.codes("attributes") }
  /// The attribute that serves as a product's name.
  public var attributeAsLabel: Code<Attribute>? { raw.code("attribute_as_label") }
  /// The attribute that serves as a product's picture.
  public var attributeAsImage: Code<Attribute>? { raw.code("attribute_as_image") }
  /// The attributes that a product must have to be complete, by channel.
  public var attributeRequirements: [Code<Channel>: [Code<Attribute>]] {
    Dictionary((raw["attribute_requirements"]?.members ?? []).map { (Code($0.name), $0.value.codes()) }) { $1 }
  }
  /// The family above, where the server knows such.
  public var parent: Code<Family>? { raw.code("parent") }
}
