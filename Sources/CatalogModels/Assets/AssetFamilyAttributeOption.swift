/// A choice of an attribute of assets.
///
/// See https://api.akeneo.com/concepts/asset-manager.html#asset-attribute-option
public struct AssetFamilyAttributeOption: LabeledEntity {
  /// `asset family attribute option`.
  public static var entityName: String { "asset family attribute option" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "asset_family", "attribute", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<AssetFamilyAttributeOption>

  /// Makes an asset family attribute option of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The asset family, which the API names in the address only.
  public var assetFamily: Code<AssetFamily>? { raw.code("asset_family") }
  /// The attribute, which the API names in the address only.
  public var attribute: Code<AssetFamilyAttribute>? { raw.code("attribute") }
}
