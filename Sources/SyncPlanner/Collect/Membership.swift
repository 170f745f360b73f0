import CatalogModels

extension PIMCollection {
  /// Whether a product belongs to the scope. The same is decided here for a sweep and for a run of changes, whatever
  /// the server filtered (G7).
  func membership(of product: Product) -> SourceItem.Membership {
    if let wanted = scope.enabled, product.isEnabled != wanted {
      return .outside(reason: wanted ? "it is disabled" : "it is enabled")
    }
    return membership(family: product.family, categories: product.categories)
  }

  /// Whether a family and categories lie within the scope.
  func membership(family: Code<Family>?, categories: [Code<CatalogCategory>]) -> SourceItem.Membership {
    if let wanted = wantedFamilies, !(family.map { wanted.contains($0.folded) } ?? false) {
      return .outside(reason: "its family \(family.map { "`\($0)`" } ?? "(none)") is not wanted")
    }
    if let tree, !tree.holds(categories) { return .outside(reason: "it is not in the category tree `\(tree.root)`") }
    return .inside
  }

  private var wantedFamilies: Set<String>? {
    scope.families == nil ? nil : structure.familyCodes
  }
}
