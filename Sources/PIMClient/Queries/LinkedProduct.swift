import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A product or product model that a product link attribute names (SaaS Enterprise).
///
/// See https://api.akeneo.com/documentation/filter.html#available-operators
public struct LinkedProduct: Hashable, Sendable {
  private let type: String
  private let id: String

  /// A product.
  public static func product(_ uuid: UUID) -> LinkedProduct {
    LinkedProduct(type: "product", id: uuid.uuidString.lowercased())
  }

  /// A product model.
  public static func productModel(_ code: Code<ProductModel>) -> LinkedProduct {
    LinkedProduct(type: "product_model", id: code.rawValue)
  }

  var json: JSONSlice {
    JSONSlice(object: [("type", JSONSlice(string: type)), ("id", JSONSlice(string: id))])
  }
}

/// A kind of item whose changes may count as changes of the products that name it (N14).
/// More cases may come, so a `switch` needs a `default`.
public enum LinkedEntityKind: String, Hashable, Sendable, CaseIterable {
  /// Assets.
  case asset
  /// Reference entity records.
  case referenceEntityRecord = "reference_entity_record"
}
