/// How the products of a family vary: on one or two levels, by which axes, and which attributes each level owns.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#family-variant
public struct FamilyVariant: LabeledEntity {
  /// `family variant`.
  public static var entityName: String { "family variant" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "family", "common_attributes", "variant_attribute_sets", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<FamilyVariant>

  /// Makes a family variant of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The family, which the API names in the address only.
  public var family: Code<Family>? { raw.code("family") }
  /// The levels, the upper one first.
  public var levels: [Level] {
    (raw["variant_attribute_sets"]?.list ?? []).enumerated().map { Level($0.element, place: $0.offset) }
      .sorted { $0.level < $1.level }
  }
  /// The attributes whose values the root model owns, where the server names them.
  public var commonAttributes: [Code<Attribute>] { raw.codes("common_attributes") }
}

extension FamilyVariant {
  /// A level of variation.
  public struct Level: Sendable, Hashable, Codable {
    /// 1 for the level below the root model, 2 for the one below that.
    public let level: Int
    /// The attributes that tell the variants of this level apart.
    public let axes: [Code<Attribute>]
    /// The attributes whose values this level owns, axes included.
    public let attributes: [Code<Attribute>]

    /// Creates a level.
    ///
    /// - Parameters:
    ///   - level: 1 for the level below the root model, 2 for the one below that.
    ///   - axes: The attributes that tell its variants apart.
    ///   - attributes: The attributes whose values it owns.
    public init(_ level: Int, axes: [Code<Attribute>], attributes: [Code<Attribute>] = []) {
      self.level = level
      self.axes = axes
      self.attributes = attributes
    }

    init(_ json: RawJSON, place: Int) {
      level = json["level"]?.lenientInt ?? place + 1
      axes = json["axes"]?.codes() ?? []
      attributes = json["attributes"]?.codes() ?? []
    }
  }

  /// The level that owns the values of an attribute: 0 for the root model.
  public func owningLevel(of attribute: Code<Attribute>) -> Int {
    levels.last { level in (level.attributes + level.axes).contains { $0.matches(attribute) } }?.level ?? 0
  }
}
