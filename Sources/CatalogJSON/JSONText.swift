/// Turns the inside of a checked JSON string, quotes excluded, into UTF-8 and back.
package enum JSONText {
  /// Decodes the escapes of a checked string.
  package static func decode(_ inside: ArraySlice<UInt8>) -> [UInt8] {
    decode(inside.span)
  }

  /// The text of a checked string.
  ///
  /// - Parameter isASCII: Whether the bytes themselves are known to be ASCII; escapes may stand for more.
  static func string(decoding inside: Span<UInt8>, isASCII: Bool = false) -> String {
    guard #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) else {
      return String(decoding: decode(inside), as: UTF8.self)
    }
    // Safe: text is never longer than what it is written with, as many bytes are read as were written, and they are
    // UTF-8, since the string was checked and its escapes stand for scalars.
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: inside.count) { buffer in
      guard let target = buffer.baseAddress else { return "" }
      let decoded = unsafe decode(inside, to: target)
      let text = unsafe UnsafeBufferPointer(start: target, count: decoded.count).span
      return String(copying: unsafe UTF8Span(unchecked: text, isKnownASCII: isASCII && decoded.isASCII))
    }
  }

  private static func decode(_ span: Span<UInt8>) -> [UInt8] {
    // Text is never longer than what it is written with. Safe: as many bytes are counted as were written.
    unsafe [UInt8](unsafeUninitializedCapacity: span.count) { buffer, count in
      guard let target = buffer.baseAddress else { return }
      count = unsafe decode(span, to: target).count
    }
  }

  /// Decodes a checked string to memory with room for as many bytes as it has, and tells how many were written, and
  /// whether escapes stand for ASCII only.
  @unsafe
  private static func decode(
    _ span: Span<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) -> (count: Int, isASCII: Bool) {
    var (index, count, isASCII) = (0, 0, true)
    while true {
      // Safe, here and below: never more bytes were written than read, so that there is room for as many as are left.
      while let block = span.block(at: index) {
        unsafe UnsafeMutableRawPointer(target + count).storeBytes(of: block, as: SIMD2<UInt64>.self)
        let run = block.firstQuoteOrBackslash
        index &+= run ?? 16
        count &+= run ?? 16
        if run != nil { break }
      }
      while index < span.count, span[index] != UInt8(ascii: "\\") {
        unsafe target[count] = span[index]
        index &+= 1
        count &+= 1
      }
      guard index &+ 1 < span.count else { return (count, isASCII) }
      var byte = span[index &+ 1]
      switch byte {
      case UInt8(ascii: "b"): byte = 0x08
      case UInt8(ascii: "f"): byte = 0x0C
      case UInt8(ascii: "n"): byte = 0x0A
      case UInt8(ascii: "r"): byte = 0x0D
      case UInt8(ascii: "t"): byte = 0x09
      case UInt8(ascii: "u"):
        let (scalar, length) = unicodeEscape(span, at: index)
        index &+= length
        let (bytes, length8) = utf8(scalar)
        if length8 > 1 { isASCII = false }
        for place in 0..<length8 {
          unsafe target[count &+ place] = UInt8(truncatingIfNeeded: bytes >> UInt32(8 * place))
        }
        count &+= length8
        continue
      default: break
      }
      unsafe target[count] = byte
      index &+= 2
      count &+= 1
    }
  }

  /// A scalar in UTF-8, the first byte lowest, and how many bytes it has.
  @inline(__always)
  static func utf8(_ scalar: Unicode.Scalar) -> (bytes: UInt32, count: Int) {
    let value = scalar.value
    if value < 0x80 { return (value, 1) }
    if value < 0x800 { return (0x80C0 | value >> 6 | (value & 0x3F) << 8, 2) }
    if value < 0x10000 { return (0x80_80E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16, 3) }
    let tail = (value >> 12 & 0x3F) << 8 | (value >> 6 & 0x3F) << 16 | (value & 0x3F) << 24
    return (0x8080_80F0 | value >> 18 | tail, 4)
  }

  /// What a checked `\u` escape stands for, alone or with the second half of a pair, and how many bytes it takes.
  @inline(__always)
  static func unicodeEscape(_ span: Span<UInt8>, at start: Int) -> (scalar: Unicode.Scalar, count: Int) {
    let unit = codeUnit(span, at: start)
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    let pair = 0x10000 + (unit & 0x3FF) << 10 + (codeUnit(span, at: start + 6) & 0x3FF)
    return (Unicode.Scalar(pair) ?? "\u{FFFD}", 12)
  }

  @inline(__always)
  private static func codeUnit(_ span: Span<UInt8>, at start: Int) -> UInt32 {
    if let word = span.word(at: start) {
      return Hexadecimal.codeUnit(UInt32(truncatingIfNeeded: word >> 16)) ?? 0
    }
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 { unit = unit << 4 | (span[index].hexValue ?? 0) }
    return unit
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

  /// Appends an ASCII character, or a byte of a longer one, as it stands in a string.
  static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
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
