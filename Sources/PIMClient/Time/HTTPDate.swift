#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the dates of HTTP headers, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, IMF-fixdate).
enum HTTPDate {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// The date, or `nil` where the text is no IMF-fixdate. The weekday is not compared with the date.
  static func parse(_ text: String) -> Date? {
    let words = text.lowercased().split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "gmt" || words[5] == "utc",
      let day = number(words[1], 1...31), let month = months.firstIndex(where: { $0 == words[2] }),
      words[3].utf8.count == 4, let year = number(words[3], 1...9999)
    else { return nil }
    let clock = words[4].split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 3, let hour = number(clock[0], 0...23), let minute = number(clock[1], 0...59),
      let second = number(clock[2], 0...60)
    else { return nil }
    let civil = CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    return civil.date
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }), let number = Int(text),
      range.contains(number)
    else { return nil }
    return number
  }
}
