internal import CatalogJSON

/// What an item is associated with, by association type.
///
/// See https://api.akeneo.com/concepts/products.html#focus-on-the-associations
public struct Associations: Sendable, Hashable, Codable {
  /// What stands under one association type.
  public struct Entry: Sendable, Hashable, Codable {
    /// The association type.
    public let type: Code<AssociationType>
    /// The associated products. Those that the endpoint gave as `null` are missing (N8); ``unnamedProducts`` counts them.
    public let products: [ProductReference]
    /// The associated product models.
    public let productModels: [Code<ProductModel>]
    /// The associated groups.
    public let groups: [Code<ProductGroup>]
    /// The number of associated products that an identifier endpoint could not name (N8).
    public let unnamedProducts: Int

    /// Whether nothing is associated.
    public var isEmpty: Bool {
      products.isEmpty && productModels.isEmpty && groups.isEmpty && unnamedProducts == 0
    }
  }

  /// The entries in the order in which they came.
  public let entries: [Entry]

  package init(_ raw: RawJSON?, naming: ProductReference.Naming = .uuid) {
    // `[]` stands for an empty map (N1); a list cannot name types.
    entries = (raw?.members ?? []).map { type, json in
      // Most have nothing, which is seen in one look.
      if json.slice.holdsEmptyContainersOnly {
        return Entry(type: Code(type), products: [], productModels: [], groups: [], unnamedProducts: 0)
      }
      let products = json["products"]?.list ?? []
      let references = products.compactMap { ProductReference($0, naming: naming) }
      return Entry(
        type: Code(type), products: references,
        productModels: json["product_models"]?.codes() ?? [], groups: json["groups"]?.codes() ?? [],
        unnamedProducts: products.count - references.count)
    }
  }

  /// The entry of an association type.
  public subscript(_ type: Code<AssociationType>) -> Entry? { entries.last { $0.type.matches(type) } }

  /// Whether nothing is associated.
  public var isEmpty: Bool { entries.allSatisfy(\.isEmpty) }
}
