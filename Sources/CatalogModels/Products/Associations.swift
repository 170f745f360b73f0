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
    entries = (raw?.members ?? []).map { Entry($0.name, $0.value, naming) }
  }

  /// The entry of an association type.
  public subscript(_ type: Code<AssociationType>) -> Entry? { entries.last { $0.type.matches(type) } }

  /// Whether nothing is associated.
  public var isEmpty: Bool { entries.allSatisfy(\.isEmpty) }
}

extension Associations.Entry {
  fileprivate init(_ type: String, _ json: RawJSON, _ naming: ProductReference.Naming) {
    let slice = json.slice
    var (products, models, groups): (RawJSON?, RawJSON?, RawJSON?)
    // Most have nothing, which is seen in one look.
    if !slice.holdsEmptyContainersOnly {
      for (name, value) in slice.members {
        switch name {
        case "products": products = RawJSON(value)
        case "product_models": models = RawJSON(value)
        case "groups": groups = RawJSON(value)
        default: break
        }
      }
    }
    let listed = products?.list ?? []
    self.type = Code(type)
    self.products = listed.compactMap { ProductReference($0, naming: naming) }
    productModels = models?.codes() ?? []
    self.groups = groups?.codes() ?? []
    unnamedProducts = listed.count - self.products.count
  }
}
