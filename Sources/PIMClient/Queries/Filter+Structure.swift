import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Filter where Item: FilteredByCode {
  /// The code. Long lists are spread over several requests.
  public static func code(anyOf codes: [Code<Item>]) -> Filter {
    Test.codes("IN", codes.map(\.rawValue)).filter("code").cuttable()
  }
}

extension Filter where Item: FilteredByUpdate {
  /// Updated later than a moment, which is all that the API knows here (N24).
  public static func updated(after date: Date) -> Filter {
    DateTest.after(date).test.filter("updated", .iso8601)
  }
}

extension Filter where Item: FilteredByEnabled {
  /// Whether it is enabled (currencies: SaaS).
  public static func enabled(_ isEnabled: Bool) -> Filter {
    Filter("enabled", "=", .json(JSONSlice(bool: isEnabled)))
  }
}

extension Filter where Item == Family {
  /// Whether products have the family (PIM 7.0 and later).
  public static func hasProducts(_ hasProducts: Bool) -> Filter {
    Filter("has_products", "=", .json(JSONSlice(bool: hasProducts)))
  }
}

extension Filter where Item == Attribute {
  /// The type (PIM 4.0 and later).
  public static func type(anyOf types: [AttributeType]) -> Filter {
    Test.codes("IN", types.map(\.rawValue)).filter("type").cuttable()
  }

  /// Whether it is the main identifier (SaaS).
  public static func isMainIdentifier(_ isMain: Bool) -> Filter {
    Filter("is_main_identifier", "=", .json(JSONSlice(bool: isMain)))
  }
}

extension Filter where Item == CatalogCategory {
  /// Whether it is the root of a tree (PIM 6.0 and later).
  public static func isRoot(_ isRoot: Bool) -> Filter {
    Filter("is_root", "=", .json(JSONSlice(bool: isRoot)))
  }

  /// Below a category. Servers answer with its children or with all its descendants (N17).
  public static func parent(_ code: Code<CatalogCategory>) -> Filter {
    Filter("parent", "=", .json(JSONSlice(string: code.rawValue)))
  }
}
