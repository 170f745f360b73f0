extension JSONScanner {
  /// Checks a string, from its opening quote to the byte behind its closing one.
  @usableFromInline
  package mutating func skipString(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    var place = offset &+ 1
    while true {
      place = bytes.nextToLookAt(from: place)
      guard place < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      // Safe: the place was just checked, and never lies before the string.
      switch unsafe bytes[unchecked: place] {
      case UInt8(ascii: "\""):
        offset = place &+ 1
        return
      case UInt8(ascii: "\\"): place = try passEscape(at: place, bytes)
      case 0x80...: place = try passMultiByteScalars(at: place, bytes)
      case ..<0x20: throw JSONError(.controlCharacter, at: place)
      default: place &+= 1
      }
    }
  }

  private mutating func passEscape(at start: Int, _ bytes: borrowing Span<UInt8>) throws(JSONError) -> Int {
    guard start + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    traits.sawEscape()
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "/"):
      traits.sawNeedlessEscape()
      return start + 2
    case UInt8(ascii: "u"):
      traits.sawNeedlessEscape()
      return try passUnicodeEscape(at: start, bytes)
    default:
      throw JSONError(.invalidEscape, at: start)
    }
  }

  private func passUnicodeEscape(at start: Int, _ bytes: borrowing Span<UInt8>) throws(JSONError) -> Int {
    let unit = try codeUnit(bytes, at: start)
    let place = start + 6
    guard unit & 0xF800 == 0xD800 else { return place }
    // A high surrogate must be followed by the escape of a low one.
    guard unit < 0xDC00 else { throw JSONError(.loneSurrogate, at: start) }
    guard place < bytes.count else { throw JSONError(.unexpectedEnd, at: place) }
    guard bytes[place] == UInt8(ascii: "\\") else { throw JSONError(.loneSurrogate, at: start) }
    guard place + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    guard bytes[place + 1] == UInt8(ascii: "u") else { throw JSONError(.loneSurrogate, at: start) }
    let low = try codeUnit(bytes, at: place)
    guard low & 0xFC00 == 0xDC00 else { throw JSONError(.loneSurrogate, at: start) }
    return place + 6
  }

  /// The four hexadecimal digits of the escape that starts at `start`.
  @inline(__always)
  private func codeUnit(_ bytes: borrowing Span<UInt8>, at start: Int) throws(JSONError) -> UInt32 {
    if let word = bytes.word(at: start) {
      guard let unit = Hexadecimal.codeUnit(UInt32(truncatingIfNeeded: word >> 16)) else {
        throw JSONError(.invalidEscape, at: start)
      }
      return unit
    }
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 {
      guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      guard let digit = bytes[index].hexValue else { throw JSONError(.invalidEscape, at: start) }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// Checks scalars of two to four bytes, as many as stand side by side.
  private mutating func passMultiByteScalars(
    at start: Int, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> Int {
    traits.sawNonASCII()
    var place = start
    // Most are of two or three bytes, and checked here by their bits.
    while let word = bytes.word(at: place), word & 0x80 != 0 {
      if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
        place &+= 2
      } else if word & 0xC0_C0F0 == 0x80_80E0, word & 0x200F != 0, word & 0x200F != 0x200D {
        place &+= 3
      } else {
        place = try passMultiByteScalar(at: place, bytes)
      }
    }
    while place < bytes.count, bytes[place] >= 0x80 { place = try passMultiByteScalar(at: place, bytes) }
    return place
  }

  /// Checks one scalar of two to four bytes: no overlong form, no surrogate, nothing above U+10FFFF.
  private func passMultiByteScalar(at start: Int, _ bytes: borrowing Span<UInt8>) throws(JSONError) -> Int {
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch bytes[start] {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: throw JSONError(.invalidUTF8, at: start)
      }
    for index in 1..<count {
      guard start + index < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      let byte = bytes[start + index]
      guard index == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { throw JSONError(.invalidUTF8, at: start) }
    }
    return start + count
  }
}
