/// How bytes and lists of them are written for PostgreSQL, and read from it.
enum PostgresText {
  /// Bytes as `bytea` has them: `\x` and hexadecimal digits.
  static func bytes(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "x")]
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads what ``bytes(_:)-swift.type.method`` writes.
  static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for digit in text.utf8.dropFirst(2) {
      let value = digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  /// Texts without quotes and backslashes of their own, such as names of tables, as an array.
  static func array(_ texts: some Sequence<String>) -> String {
    "{" + texts.map { "\"" + $0.replacing("\\", with: "\\\\") + "\"" }.joined(separator: ",") + "}"
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
