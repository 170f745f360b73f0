public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A test of something that is in a list or is not.
public struct ListTest<Entry>: Hashable, Sendable {
  let test: Test
}

extension ListTest where Entry == UUID {
  /// One of these.
  public static func any(_ entries: [UUID]) -> ListTest {
    ListTest(test: .codes("IN", entries.map { $0.uuidString.lowercased() }))
  }
  /// None of these.
  public static func none(_ entries: [UUID]) -> ListTest {
    ListTest(test: .codes("NOT IN", entries.map { $0.uuidString.lowercased() }))
  }
}

extension ListTest where Entry == String {
  /// One of these.
  public static func any(_ entries: [String]) -> ListTest { ListTest(test: .codes("IN", entries)) }
  /// None of these.
  public static func none(_ entries: [String]) -> ListTest { ListTest(test: .codes("NOT IN", entries)) }
}

/// A test of a code that may also be absent.
public struct CodeTest<Entity>: Hashable, Sendable {
  let test: Test

  /// One of these.
  public static func any(_ codes: Code<Entity>...) -> CodeTest { any(codes) }
  /// One of these.
  public static func any(_ codes: [Code<Entity>]) -> CodeTest { CodeTest(test: .codes("IN", codes.map(\.rawValue))) }
  /// None of these.
  public static func none(_ codes: Code<Entity>...) -> CodeTest { none(codes) }
  /// None of these.
  public static func none(_ codes: [Code<Entity>]) -> CodeTest {
    CodeTest(test: .codes("NOT IN", codes.map(\.rawValue)))
  }
  /// Absent.
  public static var empty: CodeTest { CodeTest(test: Test("EMPTY")) }
  /// Present.
  public static var notEmpty: CodeTest { CodeTest(test: Test("NOT EMPTY")) }
}

extension CodeTest where Entity == Family {
  /// One of these families or a child of theirs (SaaS).
  public static func within(_ codes: [Code<Family>]) -> CodeTest {
    CodeTest(test: .codes("IN CHILDREN", codes.map(\.rawValue)))
  }
  /// None of these families nor a child of theirs (SaaS).
  public static func notWithin(_ codes: [Code<Family>]) -> CodeTest {
    CodeTest(test: .codes("NOT IN CHILDREN", codes.map(\.rawValue)))
  }
}

/// A test of the product model above. The API knows no exclusion of models.
public struct ParentTest: Hashable, Sendable {
  let test: Test

  /// Directly below one of these.
  public static func any(_ codes: [Code<ProductModel>]) -> ParentTest {
    ParentTest(test: .codes("IN", codes.map(\.rawValue)))
  }
  /// Below none: simple products, and product models at the top.
  public static var empty: ParentTest { ParentTest(test: Test("EMPTY")) }
  /// Below one: variants, and product models of the second level.
  public static var notEmpty: ParentTest { ParentTest(test: Test("NOT EMPTY")) }
}

/// A test of the categories in which something is.
public struct CategoryTest: Hashable, Sendable {
  let test: Test

  private init(_ operator: String, _ codes: [Code<CatalogCategory>]?) {
    test = codes.map { .codes(`operator`, $0.map(\.rawValue)) } ?? Test(`operator`)
  }

  /// In one of these themselves.
  public static func any(_ codes: [Code<CatalogCategory>]) -> CategoryTest { CategoryTest("IN", codes) }
  /// In none of these themselves.
  public static func none(_ codes: [Code<CatalogCategory>]) -> CategoryTest { CategoryTest("NOT IN", codes) }
  /// In one of these themselves, or in no category at all.
  public static func anyOrUnclassified(_ codes: [Code<CatalogCategory>]) -> CategoryTest {
    CategoryTest("IN OR UNCLASSIFIED", codes)
  }
  /// In one of these or below.
  public static func within(_ codes: [Code<CatalogCategory>]) -> CategoryTest { CategoryTest("IN CHILDREN", codes) }
  /// Neither in one of these nor below.
  public static func notWithin(_ codes: [Code<CatalogCategory>]) -> CategoryTest {
    CategoryTest("NOT IN CHILDREN", codes)
  }
  /// In no category at all.
  public static var unclassified: CategoryTest { CategoryTest("UNCLASSIFIED", nil) }
}
