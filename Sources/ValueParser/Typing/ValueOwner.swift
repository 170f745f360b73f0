public import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The item whose values are typed. It decides which attributes hold, and diagnostics name it.
/// More cases may come, so a `switch` needs a `default`.
public enum ValueOwner: Sendable, Hashable {
  /// A product, by UUID, identifier, or both, as far as they are known.
  case product(ProductReference)
  /// A product model.
  case productModel(Code<ProductModel>)
  /// A record of a reference entity.
  case record(Code<ReferenceEntityRecord>, of: Code<ReferenceEntity>)
  /// An asset of an asset family.
  case asset(Code<Asset>, of: Code<AssetFamily>)

  /// Whether the attributes are those of products.
  var hasProductAttributes: Bool {
    switch self {
    case .product, .productModel: true
    default: false
    }
  }

  /// Whose files its media attributes hold.
  var mediaSource: MediaReference.Source {
    switch self {
    case .product, .productModel: .product
    case .record: .referenceEntity
    case .asset: .asset
    }
  }
}

extension ValueOwner: CustomStringConvertible {
  /// What it is and its keys.
  public var description: String {
    switch self {
    case .product(let product): "product \(product.excerpt)"
    case .productModel(let code): "product model \(code.rawValue.boundedExcerpt)"
    case .record(let code, let entity):
      "record \(code.rawValue.boundedExcerpt) of reference entity \(entity.rawValue.boundedExcerpt)"
    case .asset(let code, let family):
      "asset \(code.rawValue.boundedExcerpt) of asset family \(family.rawValue.boundedExcerpt)"
    }
  }
}

extension ProductReference {
  /// The UUID, with the identifier in brackets where there are both.
  fileprivate var excerpt: String {
    let name = identifier?.boundedExcerpt
    guard let uuid = uuid?.uuidString.lowercased() else { return name ?? "without a key" }
    return name.map { "\(uuid) (\($0))" } ?? uuid
  }
}
