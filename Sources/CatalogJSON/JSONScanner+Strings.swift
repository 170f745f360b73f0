extension JSONScanner {
  /// Checks a string, from its opening quote to the byte behind its closing one.
  package mutating func skipString(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    offset += 1
    while true {
      skipPlainText(bytes)
      guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"): try skipEscape(bytes)
      case 0x80...: try skipMultiByteScalar(bytes)
      case ..<0x20: throw JSONError(.controlCharacter, at: offset)
      default: offset += 1
      }
    }
  }

  /// Moves over ASCII that needs no look, eight bytes at a time, and stops at or before the first byte that does.
  @inline(__always)
  private mutating func skipPlainText(_ bytes: borrowing Span<UInt8>) {
    while let word = bytes.word(at: offset) {
      let marks = (word.marksOfQuotesAndBackslashes | word.marksOfControls | word) & UInt64.topBits
      if marks != 0 {
        offset &+= marks.trailingZeroBitCount >> 3
        return
      }
      offset &+= 8
    }
  }

  private mutating func skipEscape(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let start = offset
    guard offset + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    traits.insert(.escape)
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    case UInt8(ascii: "/"):
      traits.insert(.needlessEscape)
      offset += 2
    case UInt8(ascii: "u"):
      traits.insert(.needlessEscape)
      let unit = try codeUnit(bytes, at: start)
      offset += 6
      guard unit & 0xF800 == 0xD800 else { return }
      // A high surrogate must be followed by the escape of a low one.
      guard unit < 0xDC00 else { throw JSONError(.loneSurrogate, at: start) }
      guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
      guard bytes[offset] == UInt8(ascii: "\\") else { throw JSONError(.loneSurrogate, at: start) }
      guard offset + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      guard bytes[offset + 1] == UInt8(ascii: "u") else { throw JSONError(.loneSurrogate, at: start) }
      let low = try codeUnit(bytes, at: offset)
      guard low & 0xFC00 == 0xDC00 else { throw JSONError(.loneSurrogate, at: start) }
      offset += 6
    default:
      throw JSONError(.invalidEscape, at: start)
    }
  }

  /// The four hexadecimal digits of the escape that starts at `start`.
  private func codeUnit(_ bytes: borrowing Span<UInt8>, at start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 {
      guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      guard let digit = bytes[index].hexValue else { throw JSONError(.invalidEscape, at: start) }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// Checks one scalar of two to four bytes: no overlong form, no surrogate, nothing above U+10FFFF.
  private mutating func skipMultiByteScalar(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    traits.insert(.nonASCII)
    let lead = bytes[offset]
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: throw JSONError(.invalidUTF8, at: offset)
      }
    for index in 1..<count {
      guard offset + index < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      let byte = bytes[offset + index]
      guard index == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { throw JSONError(.invalidUTF8, at: offset) }
    }
    offset += count
  }
}
