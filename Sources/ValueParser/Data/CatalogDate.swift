internal import CatalogJSON
internal import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A day of the calendar, as attributes of the type date hold it.
///
/// The API writes such days as moments, `2024-06-01T00:00:00+02:00`. The day is the one that is written: no time zone
/// ever shifts it.
public struct CatalogDate: Sendable, Hashable {
  /// The year, 0 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day, 1 to 31.
  public let day: Int

  /// Creates a day; `nil` for one that the calendar does not have.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CatalogDate.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2024-06-01`, alone or with a time of day behind it, which is left out.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(40))
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = CatalogDate.number(bytes[0..<4]), let month = CatalogDate.number(bytes[5..<7]),
      let day = CatalogDate.number(bytes[8..<10]), CatalogDate.isTime(bytes[10...])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads the same from a JSON string.
  init?(_ json: RawJSON) {
    guard let inside = json.slice.inside else { return nil }
    let bytes = json.slice.storage.bytes
    let text = bytes.span.extracting(inside.indices)
    // What the API writes is as long as this; all else is read as text.
    guard inside.count == 25, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T"), let year = text.number(at: 0, digits: 4),
      let month = text.number(at: 5, digits: 2), let day = text.number(at: 8, digits: 2),
      (11..<25).allSatisfy({ CatalogDate.isOfTime(bytes[Int(inside.start) + $0]) })
    else {
      guard let text = json.string else { return nil }
      self.init(text)
      return
    }
    self.init(year: year, month: month, day: day)
  }

  /// The moment at which the day begins in Greenwich.
  public var startInGMT: Date { Date(timeIntervalSince1970: Double(daysSince1970) * 86_400) }

  /// The number of days from 1970-01-01, below 0 for earlier days.
  public var daysSince1970: Int {
    // Years begin in March here, so that the leap day is a year's last day.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let leapDays = (shifted + 400) / 4 - (shifted + 400) / 100 + (shifted + 400) / 400 - 97
    return 365 * shifted + leapDays + dayOfYear - 719_468
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(\.isASCIIDigit) ? digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } : nil
  }

  /// Whether nothing follows the day, or a time of day in digits and the signs that belong to it.
  private static func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let mark = rest.first else { return true }
    guard mark == UInt8(ascii: "T") || mark == UInt8(ascii: " "), rest.count >= 6 else { return false }
    return rest.dropFirst().allSatisfy(isOfTime)
  }

  private static func isOfTime(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "Z"), UInt8(ascii: " "):
      true
    default: false
    }
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CatalogDate: Comparable {
  /// The order of days.
  public static func < (a: CatalogDate, b: CatalogDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CatalogDate: LosslessStringConvertible {
  /// The day as `2024-06-01`.
  public var description: String {
    "\(CatalogDate.padded(year, 4))-\(CatalogDate.padded(month, 2))-\(CatalogDate.padded(day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
