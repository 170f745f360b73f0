/// Bytes as hexadecimal digits.
package enum Hexadecimal {
  /// Two digits in lower case for each byte.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 0x0f)] }, as: UTF8.self)
  }

  /// The bytes of digits in either case; `nil` for anything else.
  package static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The 16 bytes of a UUID's 36 characters, digits in either case; `nil` for anything else.
  package static func uuid(_ text: Span<UInt8>) -> (high: UInt64, low: UInt64)? {
    guard text.count == 36 else { return nil }
    var (high, low) = (UInt64(0), UInt64(0))
    for index in 0..<36 {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard text[index] == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = value(text[index]) else { return nil }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(digit)
    }
    return (high, low)
  }

  /// What four digits in either case stand for, the first of them in the lowest byte; `nil` for anything else.
  @inline(__always)
  static func codeUnit(_ digits: UInt32) -> UInt32? {
    let tops: UInt32 = 0x8080_8080
    // Sums carry into a byte's top bit where the byte is at or above a bound; none of them leaves its byte.
    let plain = digits & ~tops
    let lower = plain | 0x2020_2020
    let isDigit = (plain &+ 0x5050_5050) & ~(plain &+ 0x4646_4646)
    let isLetter = (lower &+ 0x1F1F_1F1F) & ~(lower &+ 0x1919_1919)
    guard (isDigit | isLetter) & ~digits & tops == tops else { return nil }
    let values = (digits & 0x0F0F_0F0F) &+ (digits >> 6 & 0x0101_0101) &* 9
    return (values & 0xF) << 12 | (values >> 8 & 0xF) << 8 | (values >> 16 & 0xF) << 4 | values >> 24
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
