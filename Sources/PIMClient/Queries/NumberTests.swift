import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A test of a number, such as an amount or a completeness in percent.
public struct NumberTest: Hashable, Sendable {
  let test: Test

  private init(_ operator: String, _ value: Decimal) { test = .number(`operator`, value) }

  /// Less than a number.
  public static func less(than value: Decimal) -> NumberTest { NumberTest("<", value) }
  /// A number or less.
  public static func atMost(_ value: Decimal) -> NumberTest { NumberTest("<=", value) }
  /// This number.
  public static func equal(to value: Decimal) -> NumberTest { NumberTest("=", value) }
  /// Another number.
  public static func notEqual(to value: Decimal) -> NumberTest { NumberTest("!=", value) }
  /// A number or more.
  public static func atLeast(_ value: Decimal) -> NumberTest { NumberTest(">=", value) }
  /// More than a number.
  public static func greater(than value: Decimal) -> NumberTest { NumberTest(">", value) }
}

extension Test {
  static func number(_ operator: String, _ value: Decimal) -> Test {
    let json = JSONSlice(numberText: value.description)
    return Test(
      `operator`, .json(json ?? .null),
      flaw: json == nil ? Flaw("compares with what is no number", "Give a finite number.") : nil)
  }

  /// A percentage that the API takes as a whole number from 0 to 100.
  static func percent(_ operator: String, _ percent: Int) -> Test {
    Test(`operator`, .json(JSONSlice(number: percent)), flaw: flaw([percent]))
  }

  static func percents(_ operator: String, _ first: Int, _ last: Int) -> Test {
    Test(
      `operator`, .json(JSONSlice(array: [JSONSlice(number: first), JSONSlice(number: last)])),
      flaw: flaw([first, last])
        ?? (first <= last ? nil : Flaw("has a range that ends before it begins", "Give the smaller number first.")))
  }

  private static func flaw(_ percents: [Int]) -> Flaw? {
    percents.first { !(0...100).contains($0) }
      .map { Flaw("compares with \($0) percent", "Give whole percents from 0 to 100.") }
  }

  /// The test where its number must be a whole one.
  var wholeNumber: Test {
    guard flaw == nil, case .json(let json) = value, json.int == nil else { return self }
    var test = self
    test.flaw = Flaw("compares with \(json.text), which is no whole number", "Give whole percents.")
    return test
  }
}

/// A test of a readiness score in one locale, in whole percents from 0 to 100 (SaaS Enterprise, in beta).
///
/// See https://api.akeneo.com/documentation/filter.html#on-their-readiness
public struct ReadinessTest: Hashable, Sendable {
  let test: Test

  /// Less than a score.
  public static func less(than percent: Int) -> ReadinessTest { ReadinessTest(test: .percent("<", percent)) }
  /// A score or less.
  public static func atMost(_ percent: Int) -> ReadinessTest { ReadinessTest(test: .percent("<=", percent)) }
  /// This score.
  public static func equal(to percent: Int) -> ReadinessTest { ReadinessTest(test: .percent("=", percent)) }
  /// Another score.
  public static func notEqual(to percent: Int) -> ReadinessTest { ReadinessTest(test: .percent("!=", percent)) }
  /// A score or more.
  public static func atLeast(_ percent: Int) -> ReadinessTest { ReadinessTest(test: .percent(">=", percent)) }
  /// More than a score.
  public static func greater(than percent: Int) -> ReadinessTest { ReadinessTest(test: .percent(">", percent)) }
  /// From a score to another, both included.
  public static func between(_ first: Int, _ last: Int) -> ReadinessTest {
    ReadinessTest(test: .percents("BETWEEN", first, last))
  }
  /// No score.
  public static var empty: ReadinessTest { ReadinessTest(test: Test("EMPTY")) }
  /// Some score.
  public static var notEmpty: ReadinessTest { ReadinessTest(test: Test("NOT EMPTY")) }
}

/// A test of the readiness scores in several locales, in whole percents from 0 to 100 (SaaS Enterprise, in beta).
///
/// See https://api.akeneo.com/documentation/filter.html#on-their-readiness
public struct LocalesReadinessTest: Hashable, Sendable {
  let test: Test
  let locales: [Code<CatalogLocale>]

  private init(_ operator: String, _ percent: Int, _ locales: [Code<CatalogLocale>]) {
    test = .percent(`operator`, percent)
    self.locales = locales
  }

  /// A score or more in all of these locales.
  public static func atLeast(_ percent: Int, onAll locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("GREATER OR EQUALS THAN ON ALL LOCALES", percent, locales)
  }
  /// More than a score in all of these locales.
  public static func greater(than percent: Int, onAll locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("GREATER THAN ON ALL LOCALES", percent, locales)
  }
  /// A score or less in all of these locales.
  public static func atMost(_ percent: Int, onAll locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("LOWER OR EQUALS THAN ON ALL LOCALES", percent, locales)
  }
  /// Less than a score in all of these locales.
  public static func less(than percent: Int, onAll locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("LOWER THAN ON ALL LOCALES", percent, locales)
  }
  /// A score or more in one of these locales.
  public static func atLeast(_ percent: Int, onAny locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE", percent, locales)
  }
  /// More than a score in one of these locales.
  public static func greater(than percent: Int, onAny locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("GREATER THAN ON AT LEAST ONE LOCALE", percent, locales)
  }
  /// A score or less in one of these locales.
  public static func atMost(_ percent: Int, onAny locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE", percent, locales)
  }
  /// Less than a score in one of these locales.
  public static func less(than percent: Int, onAny locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("LOWER THAN ON AT LEAST ONE LOCALE", percent, locales)
  }
  /// This score in one of these locales.
  public static func equal(to percent: Int, onAny locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("EQUALS ON AT LEAST ONE LOCALE", percent, locales)
  }
  /// Another score in one of these locales.
  public static func notEqual(to percent: Int, onAny locales: [Code<CatalogLocale>]) -> LocalesReadinessTest {
    LocalesReadinessTest("NOT EQUALS ON AT LEAST ONE LOCALE", percent, locales)
  }
}
