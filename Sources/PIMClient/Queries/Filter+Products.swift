import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Filters of products and product models alike.
///
/// See https://api.akeneo.com/documentation/filter.html#filter-on-product-properties
extension Filter where Item: ProductEntity {
  /// The categories.
  public static func categories(_ test: CategoryTest) -> Filter { test.test.filter("categories") }

  /// The time of creation, in the server's time zone (N24).
  public static func created(_ test: DateTest) -> Filter { test.test.filter("created") }

  /// The time of the last update, in the server's time zone. It is no version: variants come back when a parent was
  /// updated (N14, N24).
  public static func updated(_ test: DateTest) -> Filter { test.test.filter("updated") }

  /// The time of the last update, that of linked assets and records included (SaaS Enterprise, where the PIM is set
  /// up so; N14).
  public static func updatedIncludingLinkedEntities(_ test: DateTest) -> Filter {
    test.test.filter("updated_including_linked_entities")
  }

  /// The time of the last update, that of linked items of these kinds included (SaaS Enterprise, where the PIM is set
  /// up so; N14).
  public static func updatedIncludingLinkedEntities(_ test: DateTest, of kinds: Set<LinkedEntityKind>) -> Filter {
    var filter: Filter = test.test.filter("updated_including_linked_entities")
    filter.companion = [Test.codes("IN", kinds.map(\.rawValue).sorted()).filter("updated_including_linked_type")]
    return filter
  }
}

/// Filters of products that have an address by UUID.
extension Filter where Item == Product {
  /// The UUID (PIM 7.0 and later). Long lists are spread over several requests.
  public static func uuid(_ test: ListTest<UUID>) -> Filter { test.test.filter("uuid").cuttable() }
}

/// Filters of products.
extension Filter where Item: ProductKind {
  /// The identifier. More than 100 are spread over several requests (N23).
  public static func identifier(_ test: ListTest<String>) -> Filter {
    test.test.filter("identifier").cuttable(limit: 100)
  }

  /// Whether the product is enabled.
  public static func enabled(_ isEnabled: Bool) -> Filter {
    Filter("enabled", "=", .json(JSONSlice(bool: isEnabled)))
  }

  /// The family. Long lists are spread over several requests.
  public static func family(_ test: CodeTest<Family>) -> Filter { test.test.filter("family").cuttable() }

  /// The groups.
  public static func groups(_ test: CodeTest<ProductGroup>) -> Filter { test.test.filter("groups") }

  /// The product model directly above (PIM 7.0 and later).
  public static func parent(_ test: ParentTest) -> Filter { test.test.filter("parent").cuttable() }

  /// All variants below a product model, whether directly or not (PIM 3.2 and later).
  public static func descendant(of model: Code<ProductModel>) -> Filter {
    Filter("parent", "=", .json(JSONSlice(string: model.rawValue)))
  }

  /// The quality score in a channel and a locale: letters from `A` to `E` (PIM 6.0 and later).
  public static func qualityScore(
    _ scores: [String], in channel: Code<Channel>, locale: Code<CatalogLocale>
  ) -> Filter {
    let unknown = scores.first { !["A", "B", "C", "D", "E"].contains($0) }
    return Test.codes("IN", scores).filter("quality_score").at(locale, channel)
      .flawed(unknown.map { Flaw("asks for the score `\($0)`", "Scores are letters from `A` to `E`.") })
  }

  /// The completeness in a channel, in percent, in any of its locales.
  public static func completeness(_ test: NumberTest, in channel: Code<Channel>) -> Filter {
    test.test.wholeNumber.filter("completeness").at(nil, channel)
  }

  /// A completeness in a channel that all of these locales reach, in percent.
  public static func completeness(
    atLeast percent: Int, in channel: Code<Channel>, onAll locales: [Code<CatalogLocale>]
  ) -> Filter {
    completeness("GREATER OR EQUALS THAN ON ALL LOCALES", percent, channel, locales)
  }

  /// A completeness in a channel that all of these locales exceed, in percent.
  public static func completeness(
    greaterThan percent: Int, in channel: Code<Channel>, onAll locales: [Code<CatalogLocale>]
  ) -> Filter {
    completeness("GREATER THAN ON ALL LOCALES", percent, channel, locales)
  }

  /// A completeness in a channel that none of these locales exceeds, in percent.
  public static func completeness(
    atMost percent: Int, in channel: Code<Channel>, onAll locales: [Code<CatalogLocale>]
  ) -> Filter {
    completeness("LOWER OR EQUALS THAN ON ALL LOCALES", percent, channel, locales)
  }

  /// A completeness in a channel that none of these locales reaches, in percent.
  public static func completeness(
    lessThan percent: Int, in channel: Code<Channel>, onAll locales: [Code<CatalogLocale>]
  ) -> Filter {
    completeness("LOWER THAN ON ALL LOCALES", percent, channel, locales)
  }

  private static func completeness(
    _ operator: String, _ percent: Int, _ channel: Code<Channel>, _ locales: [Code<CatalogLocale>]
  ) -> Filter {
    Test.percent(`operator`, percent).filter("completeness").at(locales: locales).at(nil, channel)
      .flawed(.noLocales(locales))
  }
}

extension Flaw {
  /// What is wrong with an empty list of locales.
  static func noLocales(_ locales: [Code<CatalogLocale>]) -> Flaw? {
    locales.isEmpty ? Flaw("has an empty list of locales", "Name the locales that count.") : nil
  }
}
