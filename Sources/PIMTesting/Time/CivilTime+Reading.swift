extension CivilTime {
  /// Reads `YYYY-MM-DD hh:mm:ss` on a clock that far east of Greenwich; nothing else is taken (N24).
  init?(filterDate text: String, offset: Int) {
    var digits = DigitReader(text)
    guard let date = digits.date(), digits.take(" "), let time = digits.time(), digits.isAtEnd else { return nil }
    self.init(date.year, date.month, date.day, time.hour, time.minute, time.second)
    seconds -= offset
  }

  /// Reads `YYYY-MM-DDThh:mm:ss`, with or without a fraction, and `Z` or `±hh:mm`. A date alone is its first second.
  init?(iso8601 text: String) {
    var digits = DigitReader(text)
    guard let date = digits.date() else { return nil }
    guard !digits.isAtEnd else {
      self.init(date.year, date.month, date.day)
      return
    }
    guard digits.take("T") || digits.take(" "), let time = digits.time() else { return nil }
    if digits.take(".") { while digits.number(1) != nil {} }
    self.init(date.year, date.month, date.day, time.hour, time.minute, time.second)
    if digits.isAtEnd || digits.take("Z") {
      guard digits.isAtEnd else { return nil }
      return
    }
    let isEast = digits.take("+")
    guard isEast || digits.take("-"), let hours = digits.number(2) else { return nil }
    _ = digits.take(":")
    guard let minutes = digits.number(2), digits.isAtEnd else { return nil }
    seconds -= (hours * 3_600 + minutes * 60) * (isEast ? 1 : -1)
  }
}

/// Reads fixed-width numbers from a text.
private struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    rest = rest.dropFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  mutating func date() -> (year: Int, month: Int, day: Int)? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return (year, month, day)
  }

  mutating func time() -> (hour: Int, minute: Int, second: Int)? {
    guard let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    return (hour, minute, second)
  }
}
