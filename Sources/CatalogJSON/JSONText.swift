/// Turns the inside of a checked JSON string, quotes excluded, into UTF-8 and back.
package enum JSONText {
  /// Decodes the escapes of a checked string.
  package static func decode(_ inside: ArraySlice<UInt8>) -> [UInt8] {
    decode(inside.span)
  }

  /// The text of a checked string.
  static func string(decoding inside: Span<UInt8>) -> String {
    let decoded = decode(inside)
    if #available(macOS 26, iOS 26, *) {
      // Safe: the string was checked, and its escapes stand for scalars.
      let slice = decoded[...]
      return String(copying: unsafe UTF8Span(unchecked: slice.span))
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func decode(_ span: Span<UInt8>) -> [UInt8] {
    // Text is never longer than what it is written with. Safe: as many bytes are counted as were written.
    unsafe [UInt8](unsafeUninitializedCapacity: span.count) { decoded, count in
      var index = 0
      while true {
        let run = span.nextQuoteOrBackslash(from: index)
        // Safe: both places lie in the span, and the buffer has room for all of it.
        let target = unsafe UnsafeMutableBufferPointer(rebasing: decoded[count...])
        unsafe span.extracting(index..<run).withUnsafeBufferPointer { _ = unsafe target.update(fromContentsOf: $0) }
        count += run - index
        guard run + 1 < span.count else { return }
        index = run + 2
        var byte = span[run + 1]
        switch byte {
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"):
          let (scalar, length) = unicodeEscape(span, at: run)
          index = run + length
          for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            // Safe: an escape takes more bytes than its scalar.
            unsafe decoded[count] = unit
            count += 1
          }
          continue
        default: break
        }
        // Safe: two bytes were read for this one.
        unsafe decoded[count] = byte
        count += 1
      }
    }
  }

  /// What a checked `\u` escape stands for, alone or with the second half of a pair, and how many bytes it takes.
  static func unicodeEscape(_ span: Span<UInt8>, at start: Int) -> (scalar: Unicode.Scalar, count: Int) {
    let unit = codeUnit(span, at: start)
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    let pair = 0x10000 + (unit & 0x3FF) << 10 + (codeUnit(span, at: start + 6) & 0x3FF)
    return (Unicode.Scalar(pair) ?? "\u{FFFD}", 12)
  }

  private static func codeUnit(_ span: Span<UInt8>, at start: Int) -> UInt32 {
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 { unit = unit << 4 | (span[index].hexValue ?? 0) }
    return unit
  }

  private static func appendUTF8(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    guard let encoded = UTF8.encode(scalar) else { return }
    for byte in encoded { bytes.append(byte) }
  }

  /// Appends a scalar as it stands in a string, escaped if it must be.
  static func appendEscaped(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if let byte = UInt8(exactly: scalar.value), byte < 0x80 {
      appendEscaped(byte, to: &bytes)
    } else {
      appendUTF8(scalar, to: &bytes)
    }
  }

  /// Appends text as a JSON string: only what must be escaped is, in the short form where there is one (RFC 8785).
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    // Safe: the pointer lives as long as the closure runs.
    let isWritten: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { utf8 in
      let span = unsafe utf8.span
      var start = 0
      while start < span.count {
        let end = span.nextToEscape(from: start)
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
        if end < span.count { appendEscaped(span[end], to: &bytes) }
        start = end + 1
      }
    }
    if isWritten == nil {
      for byte in text.utf8 { appendEscaped(byte, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case ..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(contentsOf: hexDigits(byte))
    default: bytes.append(byte)
    }
  }

  static func hexDigits(_ byte: UInt8) -> [UInt8] {
    [byte >> 4, byte & 0xF].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 }
  }
}
