public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension CatalogPatch where Item: ProductEntity {
  /// Sets the groups and product models that are associated by a type. A list replaces what was there, an empty one
  /// removes it, and `nil` leaves it.
  public mutating func associate(
    _ type: Code<AssociationType>, productModels: [Code<ProductModel>]? = nil, groups: [Code<ProductGroup>]? = nil
  ) {
    merge(type, "associations", "product_models", productModels?.patchJSON)
    merge(type, "associations", "groups", groups?.patchJSON)
  }

  /// Sets the product models that are associated in quantities by a type, in place of those that were.
  public mutating func associate(
    _ type: Code<AssociationType>, quantities: [QuantifiedAssociations.ProductModelQuantity]
  ) {
    // The description's schemas call it `code`, its examples `identifier`, which is what the server's source reads.
    merge(
      type, "quantified_associations", "product_models",
      .array(quantities.map { .object([("identifier", $0.productModel.patchJSON), ("quantity", .int($0.quantity))]) }))
  }

  /// Sets the products that are associated in quantities by a type, in place of those that were. What was read can be
  /// written: each product is named by UUID or identifier, as the endpoint does (N8), or by the other where that is all
  /// that is known of it.
  public mutating func associate(
    _ type: Code<AssociationType>, quantities: [QuantifiedAssociations.ProductQuantity]
  ) {
    merge(type, "quantified_associations", "products", .array(quantities.map(Self.json)))
  }

  private static func json(_ entry: QuantifiedAssociations.ProductQuantity) -> RawJSON {
    let quantity = RawJSON.int(entry.quantity)
    let uuid = entry.product.uuid?.uuidString.lowercased()
    if let uuid, Item.self == Product.self || entry.product.identifier == nil {
      return .object([("uuid", .string(uuid)), ("quantity", quantity)])
    }
    return .object([("identifier", entry.product.identifier.patchJSON), ("quantity", quantity)])
  }

  fileprivate mutating func merge(
    _ type: Code<AssociationType>, _ field: String, _ side: String, _ list: RawJSON?
  ) {
    guard let list else { return }
    let entry = self[raw: field]?[type.rawValue] ?? .object([:])
    merge(raw: field, type.rawValue, entry.setting(side, to: list))
  }
}

extension CatalogPatch where Item == Product {
  /// Sets the products that are associated by a type. An empty list removes them.
  public mutating func associate(_ type: Code<AssociationType>, products: [UUID]) {
    merge(type, "associations", "products", products.map { $0.uuidString.lowercased() }.patchJSON)
  }
}

/// Products and product models whose associated products are named by identifier (N8).
public protocol AssociatesByIdentifier: ProductEntity, Writable {}

extension IdentifiedProduct: AssociatesByIdentifier {}
extension ProductModel: AssociatesByIdentifier {}

extension CatalogPatch where Item: AssociatesByIdentifier {
  /// Sets the products that are associated by a type, by identifier (N8). An empty list removes them.
  public mutating func associate(_ type: Code<AssociationType>, products: [Code<IdentifiedProduct>]) {
    merge(type, "associations", "products", products.patchJSON)
  }
}
