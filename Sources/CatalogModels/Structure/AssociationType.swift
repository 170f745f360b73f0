/// A way in which products belong together.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#association-type
public struct AssociationType: LabeledEntity {
  /// `association type`.
  public static var entityName: String { "association type" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "labels", "is_quantified", "is_two_way",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<AssociationType>

  /// Makes an association type of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// Whether its associations have quantities.
  public var isQuantified: Bool { raw.bool("is_quantified") ?? false }
  /// Whether each association also holds the other way round.
  public var isTwoWay: Bool { raw.bool("is_two_way") ?? false }
}
