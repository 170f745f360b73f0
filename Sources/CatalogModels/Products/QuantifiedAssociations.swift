/// What an item is associated with in quantities, by association type.
///
/// See https://api.akeneo.com/concepts/products.html#focus-on-quantified-associations
public struct QuantifiedAssociations: Sendable, Hashable, Codable {
  /// A product with its quantity.
  public struct ProductQuantity: Sendable, Hashable, Codable {
    /// The product.
    public let product: ProductReference
    /// How many.
    public let quantity: Int

    /// Creates a product with its quantity.
    public init(_ product: ProductReference, quantity: Int) {
      self.product = product
      self.quantity = quantity
    }
  }

  /// A product model with its quantity.
  public struct ProductModelQuantity: Sendable, Hashable, Codable {
    /// The product model.
    public let productModel: Code<ProductModel>
    /// How many.
    public let quantity: Int

    /// Creates a product model with its quantity.
    public init(_ productModel: Code<ProductModel>, quantity: Int) {
      self.productModel = productModel
      self.quantity = quantity
    }
  }

  /// What stands under one association type.
  public struct Entry: Sendable, Hashable, Codable {
    /// The association type.
    public let type: Code<AssociationType>
    /// The products. Those that the endpoint did not name are missing (N8); ``unnamedProducts`` counts them.
    public let products: [ProductQuantity]
    /// The product models.
    public let productModels: [ProductModelQuantity]
    /// The number of products that an identifier endpoint could not name, or that came without a quantity (N8).
    public let unnamedProducts: Int

    /// Whether nothing is associated.
    public var isEmpty: Bool { products.isEmpty && productModels.isEmpty && unnamedProducts == 0 }
  }

  /// The entries in the order in which they came.
  public let entries: [Entry]

  package init(_ raw: RawJSON?) {
    // `[]` stands for an empty map (N1).
    entries = (raw?.members ?? []).map { type, json in
      let items = json["products"]?.list ?? []
      let products = items.compactMap { item -> ProductQuantity? in
        guard let quantity = item["quantity"]?.lenientInt,
          let product = ProductReference(uuid: item["uuid"], identifier: item["identifier"])
        else { return nil }
        return ProductQuantity(product, quantity: quantity)
      }
      return Entry(
        type: Code(type), products: products,
        productModels: (json["product_models"]?.list ?? []).compactMap { item in
          guard let quantity = item["quantity"]?.lenientInt,
            let code: Code<ProductModel> = (item["code"] ?? item["identifier"])?.code()
          else { return nil }
          return ProductModelQuantity(code, quantity: quantity)
        },
        unnamedProducts: items.count - products.count)
    }
  }

  /// The entry of an association type.
  public subscript(_ type: Code<AssociationType>) -> Entry? { entries.last { $0.type.matches(type) } }

  /// Whether nothing is associated.
  public var isEmpty: Bool { entries.allSatisfy(\.isEmpty) }
}
