/// The definition of an attribute of records.
///
/// See https://api.akeneo.com/concepts/reference-entities.html#reference-entity-attribute
public struct ReferenceEntityAttribute: EntityAttribute {
  /// `reference entity attribute`.
  public static var entityName: String { "reference entity attribute" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "reference_entity", "type", "labels", "value_per_channel", "value_per_locale",
    "is_required_for_completeness", "is_read_only", "max_characters", "is_textarea", "is_rich_text_editor",
    "validation_rule", "validation_regexp", "allowed_extensions", "max_file_size", "decimals_allowed", "min_value",
    "max_value", "reference_entity_code", "asset_family_identifier",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<ReferenceEntityAttribute>

  /// Makes a reference entity attribute of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The reference entity, which the API names in the address only.
  public var referenceEntity: Code<ReferenceEntity>? { raw.code("reference_entity") }
  /// The reference entity that links of this attribute name.
  public var linkedReferenceEntity: Code<ReferenceEntity>? { raw.code("reference_entity_code") }
}
