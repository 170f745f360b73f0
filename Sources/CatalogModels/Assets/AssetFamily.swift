/// A kind of asset, such as packshots.
///
/// See https://api.akeneo.com/concepts/asset-manager.html#asset-family
public struct AssetFamily: LabeledEntity {
  /// `asset family`.
  public static var entityName: String { "asset family" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "labels", "attribute_as_main_media", "naming_convention", "product_link_rules", "transformations",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<AssetFamily>

  /// Makes an asset family of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The attribute that holds the main media.
  public var attributeAsMainMedia: Code<AssetFamilyAttribute>? { raw.code("attribute_as_main_media") }
  /// How a new asset's code or file name is taken apart into values.
  public var namingConvention: AssetNamingConvention? {
    raw["naming_convention"]?.nonEmpty.flatMap(AssetNamingConvention.init)
  }
  /// How new assets are linked to products.
  public var productLinkRules: [AssetProductLinkRule] {
    (raw["product_link_rules"]?.list ?? []).map(AssetProductLinkRule.init)
  }
  /// How media files are made from media files.
  public var transformations: [AssetTransformation] {
    (raw["transformations"]?.list ?? []).map(AssetTransformation.init)
  }
}
