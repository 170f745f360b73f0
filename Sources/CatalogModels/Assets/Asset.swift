#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A picture, document or link, with what is said of it.
///
/// See https://api.akeneo.com/concepts/asset-manager.html#asset
public struct Asset: LabeledEntity {
  /// `asset`.
  public static var entityName: String { "asset" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "asset_family", "asset_family_code", "values", "labels", "created", "updated",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<Asset>

  /// Makes an asset of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The asset family, which older servers name in the address only.
  public var assetFamily: Code<AssetFamily>? { raw.code("asset_family_code") ?? raw.code("asset_family") }
  /// The names, which are the values of the attribute `label`.
  public var labels: Labels { raw.valueLabels }
  /// The values.
  public var values: Values { raw.values }
  /// When it was created.
  public var created: Date? { raw.date("created") }
  /// When it was last updated.
  public var updated: Date? { raw.date("updated") }
}
