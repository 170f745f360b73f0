internal import CatalogJSON

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

extension Date {
  /// Reads a moment in the forms that the API uses for one: `2026-02-25T02:46:11+00:00`, with a fraction, with `Z`,
  /// with `+0000`, without seconds, or a day alone. Text without a zone is taken as UTC, which is how the server's
  /// source reads it (N24). `nil` where the text is none of these or names a day that does not exist.
  package init?(catalogText text: String) {
    var reader = MomentReader(bytes: ArraySlice(text.utf8))
    guard let seconds = reader.moment() else { return nil }
    self.init(timeIntervalSince1970: seconds)
  }

  /// Reads the same from a JSON string.
  init?(catalogJSON json: RawJSON) {
    if let inside = json.slice.inside, inside.count == 25 {
      // What the API writes, of which no text need be made.
      let bytes = json.slice.storage.bytes
      if let seconds = MomentReader.usualMoment(bytes.span.extracting(inside.indices)) {
        self.init(timeIntervalSince1970: seconds)
        return
      }
    }
    guard let text = json.string else { return nil }
    self.init(catalogText: text)
  }
}

/// Reads ISO 8601 text, digit by digit.
private struct MomentReader {
  var bytes: ArraySlice<UInt8>

  /// The seconds of `2026-02-25T02:46:11+00:00`; `nil` for what has another form, or may not be right.
  static func usualMoment(_ text: Span<UInt8>) -> Double? {
    guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"), text[22] == UInt8(ascii: ":"),
      text[19] == UInt8(ascii: "+") || text[19] == UInt8(ascii: "-"),
      let year = text.number(at: 0, digits: 4), let month = text.number(at: 5, digits: 2),
      let day = text.number(at: 8, digits: 2), let hour = text.number(at: 11, digits: 2),
      let minute = text.number(at: 14, digits: 2), let second = text.number(at: 17, digits: 2),
      let hours = text.number(at: 20, digits: 2), let minutes = text.number(at: 23, digits: 2),
      hour < 24, minute < 60, second <= 60, hours < 24, minutes < 60, let days = days(year, month, day)
    else { return nil }
    let offset = (hours * 3600 + minutes * 60) * (text[19] == UInt8(ascii: "-") ? -1 : 1)
    return Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
  }

  mutating func moment() -> Double? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      let days = Self.days(year, month, day)
    else { return nil }
    let midnight = Double(days) * 86_400
    guard !bytes.isEmpty else { return midnight }
    guard take("T") || take("t") || take(" ") else { return nil }
    guard let hour = digits(2), take(":"), let minute = digits(2), hour < 24, minute < 60 else { return nil }
    var second = 0.0
    if take(":") {
      // 60 is a leap second, and stands in an example of the documentation.
      guard let whole = digits(2), whole <= 60, let part = fraction() else { return nil }
      second = Double(whole) + part
    }
    guard let offset = zone(), bytes.isEmpty else { return nil }
    return midnight + Double(hour * 3600 + minute * 60 - offset) + second
  }

  private mutating func fraction() -> Double? {
    guard take(".") || take(",") else { return 0 }
    var value = 0.0
    var scale = 0.1
    guard bytes.first?.isASCIIDigit == true else { return nil }
    while let byte = bytes.first, byte.isASCIIDigit {
      value += Double(byte - UInt8(ascii: "0")) * scale
      scale /= 10
      bytes.removeFirst()
    }
    return value
  }

  /// Seconds east of UTC.
  private mutating func zone() -> Int? {
    if bytes.isEmpty || take("Z") || take("z") { return 0 }
    let isWest = bytes.first == UInt8(ascii: "-")
    guard take("+") || take("-"), let hours = digits(2), hours < 24 else { return nil }
    var minutes = 0
    if take(":") || !bytes.isEmpty {
      guard let read = digits(2), read < 60 else { return nil }
      minutes = read
    }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard bytes.first == UInt8(ascii: character) else { return false }
    bytes.removeFirst()
    return true
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard bytes.count >= count else { return nil }
    var value = 0
    for _ in 0..<count {
      let byte = bytes.removeFirst()
      guard byte.isASCIIDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Days from 1970-01-01 in the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (isLeap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    guard (1...12).contains(month), day >= 1, day <= length else { return nil }
    // Years that begin in March put the leap day at their end, which makes the rest arithmetic.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
