/// The definition of an attribute of assets.
///
/// See https://api.akeneo.com/concepts/asset-manager.html#asset-attribute
public struct AssetFamilyAttribute: EntityAttribute {
  /// `asset family attribute`.
  public static var entityName: String { "asset family attribute" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "asset_family", "type", "labels", "value_per_channel", "value_per_locale", "is_required_for_completeness",
    "is_read_only", "max_characters", "is_textarea", "is_rich_text_editor", "validation_rule", "validation_regexp",
    "allowed_extensions", "max_file_size", "decimals_allowed", "min_value", "max_value", "media_type", "prefix",
    "suffix", "reference_entity", "reference_entity_code", "asset_family_identifier",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<AssetFamilyAttribute>

  /// Makes an asset family attribute of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The asset family, which the API names in the address only.
  public var assetFamily: Code<AssetFamily>? { raw.code("asset_family") }
  /// The reference entity that links of this attribute name.
  public var linkedReferenceEntity: Code<ReferenceEntity>? {
    raw.code("reference_entity") ?? raw.code("reference_entity_code")
  }
  /// What the media are: `image`, `pdf`, `youtube`, `vimeo` or `other`.
  public var mediaType: String? { raw.string("media_type") }
  /// What stands before the value of a media link.
  public var prefix: String? { raw.string("prefix") }
  /// What stands behind the value of a media link.
  public var suffix: String? { raw.string("suffix") }
}
