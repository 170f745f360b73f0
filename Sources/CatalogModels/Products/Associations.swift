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
    var entries: [Entry] = []
    if let slice = raw?.slice {
      // `[]` stands for an empty map (N1); a list cannot name types.
      slice.storage.forEachMember(of: slice.range) { name, lists in
        entries.append(Entry(slice.storage, name, lists, naming))
        return true
      }
    }
    self.entries = entries
  }

  /// The entry of an association type.
  public subscript(_ type: Code<AssociationType>) -> Entry? { entries.last { $0.type.matches(type) } }

  /// Whether nothing is associated.
  public var isEmpty: Bool { entries.allSatisfy(\.isEmpty) }
}

extension Associations.Entry {
  fileprivate init(
    _ storage: JSONStorage, _ type: JSONRange, _ lists: JSONRange, _ naming: ProductReference.Naming
  ) {
    var (products, models, groups): (RawJSON?, RawJSON?, RawJSON?)
    storage.forEachMember(of: lists) { name, value in
      // Most have nothing, which is seen in one look; but the last of two lists counts, be it empty.
      let list = JSONSlice(storage: storage, range: value)
      let json = list.isEmptyContainer ? nil : RawJSON(list)
      if storage.isSame(name, "products") {
        products = json
      } else if storage.isSame(name, "product_models") {
        models = json
      } else if storage.isSame(name, "groups") {
        groups = json
      }
      return true
    }
    let listed = products?.list ?? []
    self.type = Code(storage.string(type))
    self.products = listed.compactMap { ProductReference($0, naming: naming) }
    productModels = models?.codes() ?? []
    self.groups = groups?.codes() ?? []
    unnamedProducts = listed.count - self.products.count
  }
}
