public import CatalogModels

extension PatchField where Item: ProductKind & Writable, Value == Bool {
  /// Whether the product is enabled.
  public static var enabled: Self { Self("enabled") }
}

extension PatchField where Item: ProductKind & Writable, Value == Code<Family>? {
  /// The family; `nil` takes the product out of its family.
  public static var family: Self { Self("family") }
}

extension PatchField where Item: ProductKind & Writable, Value == Code<ProductModel>? {
  /// The product model whose variant this is; `nil` makes a simple product of it.
  public static var parent: Self { Self("parent") }
}

extension PatchField where Item: ProductKind & Writable, Value == [Code<ProductGroup>] {
  /// The groups: the whole list.
  public static var groups: Self { Self("groups") }
}

extension PatchField where Item: ProductEntity & Writable, Value == [Code<CatalogCategory>] {
  /// The categories: the whole list.
  public static var categories: Self { Self("categories") }
  /// Categories to add to those that are there. Bulk updates take it.
  public static var addedCategories: Self { Self("add_categories") }
  /// Categories to take away from those that are there. Bulk updates take it.
  public static var removedCategories: Self { Self("remove_categories") }
}

extension PatchField where Item == ProductModel, Value == Code<FamilyVariant> {
  /// The family variant, which a new product model needs.
  public static var familyVariant: Self { Self("family_variant") }
}

extension PatchField where Item == ProductModel, Value == Code<Family> {
  /// The family.
  public static var family: Self { Self("family") }
}

extension PatchField where Item == ProductModel, Value == Code<ProductModel>? {
  /// The product model above; `nil` for the top.
  public static var parent: Self { Self("parent") }
}
