import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A test of a moment of a product or product model. Seconds are the grain; a fraction is cut off (N24).
public struct DateTest: Hashable, Sendable {
  let test: Test

  /// Later than a moment, itself excluded.
  public static func after(_ date: Date) -> DateTest { one(">", date) }
  /// Earlier than a moment.
  public static func before(_ date: Date) -> DateTest { one("<", date) }
  /// On the day of a moment.
  public static func on(_ date: Date) -> DateTest { one("=", date) }
  /// Not on the day of a moment.
  public static func notOn(_ date: Date) -> DateTest { one("!=", date) }
  /// From a moment to another, both included.
  public static func between(_ first: Date, _ last: Date) -> DateTest {
    DateTest(test: .period("BETWEEN", first, last))
  }
  /// Before a moment or after another.
  public static func notBetween(_ first: Date, _ last: Date) -> DateTest {
    DateTest(test: .period("NOT BETWEEN", first, last))
  }
  /// In the last days, today included.
  public static func sinceLast(days: Int) -> DateTest { DateTest(test: .sinceLast(days: days)) }

  private static func one(_ operator: String, _ date: Date) -> DateTest {
    DateTest(test: Test(`operator`, .moments([date], isOne: true)))
  }
}

/// A test of the last update of a record or an asset, which know no test of a day. Seconds are the grain; a fraction is
/// cut off (N24).
///
/// All but `after` need PIM 7.0 for records and PIM 6.0 for assets.
/// See https://api.akeneo.com/documentation/filter.html#filter-reference-entity-records
public struct UpdateTest: Hashable, Sendable {
  let test: Test

  /// Later than a moment, itself excluded.
  public static func after(_ date: Date) -> UpdateTest { UpdateTest(test: Test(">", .moments([date], isOne: true))) }
  /// Earlier than a moment.
  public static func before(_ date: Date) -> UpdateTest { UpdateTest(test: Test("<", .moments([date], isOne: true))) }
  /// From a moment to another, both included.
  public static func between(_ first: Date, _ last: Date) -> UpdateTest {
    UpdateTest(test: .period("BETWEEN", first, last))
  }
  /// Before a moment or after another.
  public static func notBetween(_ first: Date, _ last: Date) -> UpdateTest {
    UpdateTest(test: .period("NOT BETWEEN", first, last))
  }
  /// In the last days, today included.
  public static func sinceLast(days: Int) -> UpdateTest { UpdateTest(test: .sinceLast(days: days)) }
}

/// A test of a day, written `YYYY-MM-DD`: a date attribute has neither time nor time zone.
public struct DayTest: Hashable, Sendable {
  let test: Test

  private init(_ operator: String, _ days: [String], isOne: Bool = true) {
    let texts = days.map { JSONSlice(string: $0) }
    let wrong = days.first { !Self.isDay($0) }
    var flaw = wrong.map { Flaw("has the day `\($0)`", "Write days as `2016-07-04`.") }
    if flaw == nil, !isOne, let first = days.first, let last = days.last, first > last {
      flaw = Flaw("has a period that ends before it begins", "Give the earlier day first.")
    }
    test = Test(`operator`, .json(isOne ? texts.first ?? .null : JSONSlice(array: texts)), flaw: flaw)
  }

  /// Later than a day.
  public static func after(_ day: String) -> DayTest { DayTest(">", [day]) }
  /// Earlier than a day.
  public static func before(_ day: String) -> DayTest { DayTest("<", [day]) }
  /// This day.
  public static func on(_ day: String) -> DayTest { DayTest("=", [day]) }
  /// Another day.
  public static func notOn(_ day: String) -> DayTest { DayTest("!=", [day]) }
  /// From a day to another, both included.
  public static func between(_ first: String, _ last: String) -> DayTest {
    DayTest("BETWEEN", [first, last], isOne: false)
  }
  /// Before a day or after another.
  public static func notBetween(_ first: String, _ last: String) -> DayTest {
    DayTest("NOT BETWEEN", [first, last], isOne: false)
  }

  /// Whether a text is a day of the calendar.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month), day > 0
    else { return false }
    let civil = CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
    return year == 0 || CivilTime(civil.date).dayText == text
  }
}
