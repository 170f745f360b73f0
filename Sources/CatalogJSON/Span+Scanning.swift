#if arch(x86_64) && canImport(_Builtin_intrinsics)
  // The compiler's own names for SSE2, which every such processor has. Swift's comparisons of vectors become loops.
  internal import _Builtin_intrinsics.intel
#endif

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

/// The same in sixteen bytes, the first of them lowest.
extension SIMD2<UInt64> {
  /// The place of the first quote, backslash, control character or byte that is not ASCII.
  @inline(__always)
  var firstToLookAt: Int? {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      let block = signed
      // As signed numbers, bytes that are not ASCII are below all others.
      let odd = _mm_cmplt_epi8(block, _mm_set1_epi8(0x20))
      return Self.first(_mm_or_si128(Self.quotesAndBackslashes(block), odd))
    #else
      let ones = SIMD2(repeating: 0x0101_0101_0101_0101 as UInt64)
      let quotes = (self ^ SIMD2(repeating: 0x2222_2222_2222_2222)) &- ones
      let slashes = (self ^ SIMD2(repeating: 0x5C5C_5C5C_5C5C_5C5C)) &- ones
      let controls = self &- SIMD2(repeating: 0x2020_2020_2020_2020)
      return (quotes | slashes | controls | self).firstMark
    #endif
  }

  /// The place of the first quote or backslash.
  @inline(__always)
  var firstQuoteOrBackslash: Int? {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      return Self.first(Self.quotesAndBackslashes(signed))
    #else
      let ones = SIMD2(repeating: 0x0101_0101_0101_0101 as UInt64)
      let quotes = (self ^ SIMD2(repeating: 0x2222_2222_2222_2222)) &- ones
      let slashes = (self ^ SIMD2(repeating: 0x5C5C_5C5C_5C5C_5C5C)) &- ones
      return ((quotes | slashes) & ~self).firstMark
    #endif
  }

  #if arch(x86_64) && canImport(_Builtin_intrinsics)
    @inline(__always)
    private var signed: SIMD2<Int64> {
      // Safe: both are sixteen bytes of which every pattern is two integers.
      unsafe unsafeBitCast(self, to: SIMD2<Int64>.self)
    }

    @inline(__always)
    private static func quotesAndBackslashes(_ block: SIMD2<Int64>) -> SIMD2<Int64> {
      _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(0x22)), _mm_cmpeq_epi8(block, _mm_set1_epi8(0x5C)))
    }

    /// The place of the first byte whose bits are set.
    @inline(__always)
    private static func first(_ marks: SIMD2<Int64>) -> Int? {
      let mask = UInt32(bitPattern: _mm_movemask_epi8(marks))
      return mask == 0 ? nil : mask.trailingZeroBitCount
    }
  #else
    /// The place of the lowest mark among sixteen bytes.
    @inline(__always)
    private var firstMark: Int? {
      let (low, high) = (self[0] & UInt64.topBits, self[1] & UInt64.topBits)
      if low | high == 0 { return nil }
      return low != 0 ? low.trailingZeroBitCount >> 3 : 8 &+ high.trailingZeroBitCount >> 3
    }
  #endif
}

extension Span where Element == UInt8 {
  /// The place of the next byte of a string that is not plain ASCII, at or behind `start`; the end where there is none.
  @inline(__always)
  func nextToLookAt(from start: Int) -> Int {
    var offset = start
    while let block = block(at: offset) {
      if let mark = block.firstToLookAt { return offset &+ mark }
      offset &+= 16
    }
    while offset < count, case let byte = self[offset], byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""),
      byte != UInt8(ascii: "\\")
    {
      offset &+= 1
    }
    return offset
  }

  /// The place of the next quote or backslash, at or behind `start`; the end where there is none.
  func nextQuoteOrBackslash(from start: Int) -> Int {
    var offset = start
    while let block = block(at: offset) {
      if let mark = block.firstQuoteOrBackslash { return offset &+ mark }
      offset &+= 16
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

  /// Whether a line ends in it.
  var holdsLineBreak: Bool {
    var offset = 0
    while offset < count {
      // Where no byte is a control character, none is a line break.
      if let word = word(at: offset), word.marksOfControls & UInt64.topBits == 0 {
        offset &+= 8
      } else if self[offset] == 0x0A || self[offset] == 0x0D {
        return true
      } else {
        offset &+= 1
      }
    }
    return false
  }

  /// Eight bytes, the first of them lowest; `nil` where fewer are left.
  @inlinable
  @inline(__always)
  package func word(at offset: Int) -> UInt64? {
    guard offset >= 0, offset <= count &- 8 else { return nil }
    // Safe: the eight bytes lie between 0 and the span's end, and every bit pattern is an integer.
    return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Sixteen bytes; `nil` where fewer are left.
  @inline(__always)
  func block(at offset: Int) -> SIMD2<UInt64>? {
    guard offset >= 0, offset <= count &- 16 else { return nil }
    // Safe: the bytes lie between 0 and the span's end, and every bit pattern is an integer.
    let block = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
    return SIMD2(UInt64(littleEndian: block[0]), UInt64(littleEndian: block[1]))
  }

  /// Whether a text stands at a place.
  package func holds(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= count &- length else { return false }
    // Safe: a StaticString's UTF-8 lives for ever, and all places lie in it.
    let other = unsafe UnsafeBufferPointer(start: text.utf8Start, count: length).span
    var place = 0
    while let word = other.word(at: place) {
      if self.word(at: offset &+ place) != word { return false }
      place &+= 8
    }
    while place < length {
      if self[offset &+ place] != other[place] { return false }
      place &+= 1
    }
    return true
  }

  /// Whether four bytes, the first of them lowest, stand at a place.
  @inline(__always)
  func starts(with four: UInt32, at offset: Int) -> Bool {
    word(at: offset).map { UInt32(truncatingIfNeeded: $0) == four } ?? false
  }

  /// A name of up to eight bytes as a number, the first of them lowest; 0 for a longer one.
  ///
  /// It tells known names apart at once: `0x61746164` says `data` from behind.
  @inlinable
  package func shortName(_ name: JSONRange) -> UInt64 {
    guard name.count <= 8, name.count > 0 else { return 0 }
    if let word = word(at: Int(name.start)) { return word & (~0 >> UInt64(64 &- 8 &* name.count)) }
    var number: UInt64 = 0
    for index in name.indices.reversed() { number = number << 8 | UInt64(self[index]) }
    return number
  }
}
