public import CatalogModels

/// Filters of product models. `enabled` is not among them (N18).
extension Filter where Item == ProductModel {
  /// The code. More than 100 are spread over several requests.
  public static func code(_ test: ListTest<String>) -> Filter {
    // Product models are found by their code under the name of the products' key.
    test.test.filter("identifier").cuttable(limit: 100)
  }

  /// The family. Long lists are spread over several requests. `within` and `notWithin` are for products only.
  public static func family(_ test: CodeTest<Family>) -> Filter {
    let filter: Filter = test.test.filter("family").cuttable()
    guard test.test.operator.hasSuffix("CHILDREN") else { return filter }
    return filter.flawed(Flaw("asks for children of families, which is for products", "Name the children too."))
  }

  /// The product model above (PIM 6.0 and later).
  public static func parent(_ test: ParentTest) -> Filter { test.test.filter("parent").cuttable() }

  /// How many of its variants are complete in a channel.
  public static func completeness(
    _ test: VariantCompleteness, in channel: Code<Channel>, locales: [Code<CatalogLocale>] = []
  ) -> Filter {
    Filter("completeness", test.rawValue).at(locales: locales).at(nil, channel)
  }
}

/// How many variants of a product model are complete. More cases may come, so a `switch` needs a `default`.
public enum VariantCompleteness: String, Hashable, Sendable, CaseIterable {
  /// One at least is complete.
  case atLeastOneComplete = "AT LEAST COMPLETE"
  /// One at least is incomplete.
  case atLeastOneIncomplete = "AT LEAST INCOMPLETE"
  /// All are complete.
  case allComplete = "ALL COMPLETE"
  /// All are incomplete.
  case allIncomplete = "ALL INCOMPLETE"
}
