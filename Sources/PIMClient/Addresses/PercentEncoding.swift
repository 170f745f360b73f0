/// Percent-encoding that leaves only the unreserved characters of RFC 3986 bare.
///
/// Foundation's `queryItems` leaves `+` as it is, which PHP reads as a space.
enum PercentEncoding {
  /// Encodes a name or a value of a query.
  static func query(_ text: String) -> String {
    encode(text.utf8) { isUnreserved($0) }
  }

  /// Encodes a code as part of a path (N32): a `/` stays when it stands between two other characters, as in media
  /// codes; one at an end, or next to another, would be lost on the way and is encoded.
  static func path(_ code: String) -> String {
    let bytes = Array(code.utf8)
    let slash = UInt8(ascii: "/")
    var result = ""
    for (index, byte) in bytes.enumerated() {
      let staysSlash =
        byte == slash && index > 0 && index + 1 < bytes.count && bytes[index - 1] != slash && bytes[index + 1] != slash
      append(byte, bare: staysSlash || isUnreserved(byte), to: &result)
    }
    return result
  }

  /// Decodes a name or a value of a query. `nil` where a `%` does not begin a code.
  static func decodeQuery(_ text: some StringProtocol) -> String? { decode(text, plusIsSpace: true) }

  /// Decodes a path. `nil` where a `%` does not begin a code.
  static func decodePath(_ text: some StringProtocol) -> String? { decode(text, plusIsSpace: false) }

  private static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
    var result: [UInt8] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = bytes.next().flatMap(digit), let low = bytes.next().flatMap(digit) else { return nil }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    return String(validating: result, as: UTF8.self)
  }

  private static func encode(_ bytes: some Sequence<UInt8>, _ isBare: (UInt8) -> Bool) -> String {
    var result = ""
    for byte in bytes { append(byte, bare: isBare(byte), to: &result) }
    return result
  }

  private static func append(_ byte: UInt8, bare: Bool, to text: inout String) {
    if bare {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      let hex = String(byte, radix: 16, uppercase: true)
      text += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
