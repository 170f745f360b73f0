/// Looks for single bytes in eight at a time. A top bit is set where a byte is one that is looked for. A borrow can mark
/// a byte too many, but only above one that is rightly marked: the lowest mark is the one that counts.
extension UInt64 {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  static var topBits: UInt64 { 0x8080_8080_8080_8080 }

  /// Marks `"` and `\`. Bits other than the top ones have no meaning.
  @inline(__always)
  var marksOfQuotesAndBackslashes: UInt64 {
    let quote = self ^ (Self.ones &* 0x22)
    let slash = self ^ (Self.ones &* 0x5C)
    return ((quote &- Self.ones) & ~quote) | ((slash &- Self.ones) & ~slash)
  }

  /// Marks bytes below 0x20. Bits other than the top ones have no meaning.
  @inline(__always)
  var marksOfControls: UInt64 { (self &- (Self.ones &* 0x20)) & ~self }
}

extension Span where Element == UInt8 {
  /// The place of the next quote or backslash, at or behind `start`; the end where there is none.
  @inline(__always)
  func nextQuoteOrBackslash(from start: Int) -> Int {
    var offset = start
    while let word = word(at: offset) {
      let marks = word.marksOfQuotesAndBackslashes & UInt64.topBits
      if marks != 0 { return offset &+ marks.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < count, self[offset] != UInt8(ascii: "\""), self[offset] != UInt8(ascii: "\\") { offset &+= 1 }
    return offset
  }

  /// The place of the next byte that a string holds as an escape only, at or behind `start`; the end where there is none.
  @inline(__always)
  func nextToEscape(from start: Int) -> Int {
    var offset = start
    while let word = word(at: offset) {
      let marks = (word.marksOfQuotesAndBackslashes | word.marksOfControls) & UInt64.topBits
      if marks != 0 { return offset &+ marks.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < count, self[offset] >= 0x20, self[offset] != UInt8(ascii: "\""), self[offset] != UInt8(ascii: "\\") {
      offset &+= 1
    }
    return offset
  }

  /// Eight bytes, the first of them lowest; `nil` where fewer are left.
  @inline(__always)
  func word(at offset: Int) -> UInt64? {
    guard offset >= 0, offset <= count &- 8 else { return nil }
    // Safe: the eight bytes lie between 0 and the span's end, and every bit pattern is an integer.
    return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
