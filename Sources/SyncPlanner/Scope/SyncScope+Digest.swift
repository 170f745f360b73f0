import CatalogModels
import PIMClient

extension SyncScope {
  /// Stands for what is wanted: equal scopes give equal digests in every process, whatever the order of their lists.
  ///
  /// What was remembered of one scope says nothing about another.
  public var digest: Fingerprint { Fingerprint(of: json) }

  private var json: RawJSON {
    var members: [String: RawJSON] = [
      "reference_entities": .bool(includesReferenceEntities),
      "assets": .bool(includesAssets),
      "linked_products": .string(linkedProducts.rawValue),
    ]
    if productModels != .all { members["product_models"] = .string(productModels.rawValue) }
    members["channel"] = channel.map { .string($0.rawValue) }
    members["locales"] = locales.map { Self.set($0.map(\.rawValue)) }
    members["families"] = families.map { Self.set($0.map(\.rawValue)) }
    members["category_root"] = categoryRoot.map { .string($0.rawValue) }
    members["enabled"] = enabled.map { .bool($0) }
    members["feeds"] = feeds.map { Self.set($0.map(\.rawValue)) }
    if !productFilters.isEmpty { members["product_filters"] = Self.set(productFilters.map(\.canonicalText)) }
    if !productModelFilters.isEmpty {
      members["product_model_filters"] = Self.set(productModelFilters.map(\.canonicalText))
    }
    return .object(members)
  }

  private static func set(_ texts: [String]) -> RawJSON {
    .array(Set(texts).sorted().map { .string($0) })
  }
}
