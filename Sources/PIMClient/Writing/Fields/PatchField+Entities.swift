public import CatalogModels

// MARK: Reference entities

extension PatchField where Item == ReferenceEntity, Value == Code<MediaFile>? {
  /// The image, by the code that ``MediaFiles/upload(_:for:)`` gave.
  public static var image: Self { Self("image") }
}

// MARK: Attributes of records and assets

extension PatchField where Item: EntityAttribute, Value == AttributeType {
  /// The type, which a new attribute needs and an old one keeps, such as `AttributeType.Entity.singleOption`.
  public static var type: Self { Self("type") }
}

extension PatchField where Item: EntityAttribute, Value == Bool {
  /// Whether it has a value for each locale. It stays as it was made.
  public static var valuePerLocale: Self { Self("value_per_locale") }
  /// Whether it has a value for each channel. It stays as it was made.
  public static var valuePerChannel: Self { Self("value_per_channel") }
  /// Whether it counts for completeness.
  public static var requiredForCompleteness: Self { Self("is_required_for_completeness") }
  /// Whether numbers may have a fraction.
  public static var decimalsAllowed: Self { Self("decimals_allowed") }
  /// Whether text has several lines.
  public static var textarea: Self { Self("is_textarea") }
}

extension PatchField where Item == ReferenceEntityAttribute, Value == Code<ReferenceEntity> {
  /// The reference entity whose records its values name.
  public static var linkedReferenceEntity: Self { Self("reference_entity_code") }
}

extension PatchField where Item: EntityAttribute, Value == Code<AssetFamily> {
  /// The asset family whose assets its values name.
  public static var linkedAssetFamily: Self { Self("asset_family_identifier") }
}

// MARK: Asset families

extension PatchField where Item == AssetFamily, Value == Code<AssetFamilyAttribute> {
  /// The attribute that holds the main media.
  public static var attributeAsMainMedia: Self { Self("attribute_as_main_media") }
}

extension PatchField where Item == AssetFamily, Value == AssetNamingConvention {
  /// How media names become values.
  public static var namingConvention: Self { Self("naming_convention") }
}

extension PatchField where Item == AssetFamily, Value == [AssetProductLinkRule] {
  /// Rules that link assets to products: the whole list.
  public static var productLinkRules: Self { Self("product_link_rules") }
}

extension PatchField where Item == AssetFamily, Value == [AssetTransformation] {
  /// How media are made from media: the whole list.
  public static var transformations: Self { Self("transformations") }
}

extension PatchField where Item == AssetFamilyAttribute, Value == String? {
  /// `image`, `pdf`, `youtube`, `vimeo` or `other`.
  public static var mediaType: Self { Self("media_type") }
  /// What stands before the value of a media link.
  public static var prefix: Self { Self("prefix") }
  /// What stands behind the value of a media link.
  public static var suffix: Self { Self("suffix") }
}
