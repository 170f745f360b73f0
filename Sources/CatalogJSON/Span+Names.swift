/// Comparing and hashing short names. The hash is the same for names that differ in the case of ASCII letters only.
extension Span where Element == UInt8 {
  /// Whether two places hold the same bytes.
  package func isSame(_ a: JSONRange, _ b: JSONRange) -> Bool {
    a.count == b.count && isSame(from: Int(a.start), as: Int(b.start), count: a.count)
  }

  /// Whether so many bytes from two places on are the same; `false` where fewer are left.
  func isSame(from a: Int, as b: Int, count length: Int) -> Bool {
    guard length >= 0, a >= 0, b >= 0, a <= count &- length, b <= count &- length else { return false }
    if length >= 8 {
      let last = length &- 8
      var place = 0
      while place < last {
        if bits(at: a &+ place) != bits(at: b &+ place) { return false }
        place &+= 8
      }
      // The last word may hold bytes that were compared before.
      return bits(at: a &+ last) == bits(at: b &+ last)
    }
    // The bytes behind both are the document's own, so whole words can be taken and cut.
    if length > 0, let u = word(at: a), let v = word(at: b) { return (u ^ v) << UInt64(64 &- 8 &* length) == 0 }
    for place in 0..<length where self[a &+ place] != self[b &+ place] { return false }
    return true
  }

  /// Eight bytes at a place that is known to have as many.
  @inline(__always)
  private func bits(at offset: Int) -> UInt64 {
    assert(offset >= 0 && offset <= count - 8)
    // Safe: the caller compared the place with the span's end, and every bit pattern is an integer.
    return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Whether another span of the same length holds the same bytes.
  func holdsSame(as other: borrowing Span<UInt8>) -> Bool {
    var offset = 0
    while let u = word(at: offset), let v = other.word(at: offset) {
      if u != v { return false }
      offset &+= 8
    }
    while offset < count, offset < other.count {
      if self[offset] != other[offset] { return false }
      offset &+= 1
    }
    return true
  }

  /// The first eight bytes of a name, the first one highest; with zeros behind a shorter name.
  @inline(__always)
  func shortPrefix(_ name: JSONRange) -> UInt64 {
    let start = Int(name.start)
    if let word = word(at: start) {
      let prefix = word.byteSwapped
      return name.count >= 8 ? prefix : prefix & ~(~0 >> UInt64(8 &* name.count))
    }
    var prefix: UInt64 = 0
    for place in 0..<8 { prefix = prefix << 8 | (place < name.count ? UInt64(self[start &+ place]) : 0) }
    return prefix
  }

  /// The number that so many digits stand for; `nil` where a byte is none.
  package func number(at offset: Int, digits: Int) -> Int? {
    var number = 0
    for place in offset..<offset + digits {
      guard self[place].isDigit else { return nil }
      number = number * 10 + Int(self[place] - UInt8(ascii: "0"))
    }
    return number
  }

  package func foldedHash(of name: JSONRange) -> UInt64 {
    foldedHash(from: Int(name.start), to: Int(name.end))
  }

  func foldedHash(from start: Int, to end: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: end &- start) &* NameHash.factor
    var offset = start
    while end &- offset >= 8, let word = word(at: offset) {
      hash = NameHash.mix(hash, word)
      offset &+= 8
    }
    guard offset < end else { return NameHash.finish(hash) }
    var rest: UInt64 = 0
    if let word = word(at: offset) {
      rest = word & (~0 >> UInt64(64 &- 8 &* (end &- offset)))
    } else {
      for index in stride(from: end &- 1, through: offset, by: -1) { rest = rest << 8 | UInt64(self[index]) }
    }
    return NameHash.finish(NameHash.mix(hash, rest))
  }
}

private enum NameHash {
  static var factor: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// Letters of both cases have the same bits but one, which is set in all bytes.
  @inline(__always)
  static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ (word | 0x2020_2020_2020_2020)) &* factor
    return mixed ^ mixed >> 29
  }

  @inline(__always)
  static func finish(_ hash: UInt64) -> UInt64 {
    let mixed = hash &* factor
    return mixed ^ mixed >> 32
  }
}

extension String {
  /// A hash of the text's UTF-8, the same as that of a name in a document.
  package var foldedHash: UInt64 {
    // Safe: the pointer lives as long as the closure runs.
    let hash = unsafe utf8.withContiguousStorageIfAvailable { unsafe $0.span.foldedHash(from: 0, to: $0.count) }
    if let hash { return hash }
    let copy = ContiguousArray(utf8)
    return copy.span.foldedHash(from: 0, to: copy.count)
  }

  /// The same hash, and the first eight bytes, the first one highest.
  var hashAndPrefix: (hash: UInt64, prefix: UInt64) {
    // Safe: the pointer lives as long as the closure runs.
    let both = unsafe utf8.withContiguousStorageIfAvailable { utf8 in
      let span = unsafe utf8.span
      return (span.foldedHash(from: 0, to: span.count), span.shortPrefix(JSONRange(0, span.count)))
    }
    if let both { return both }
    let copy = ContiguousArray(utf8)
    return (foldedHash, copy.span.shortPrefix(JSONRange(0, copy.count)))
  }

  /// Whether both have the same UTF-8. `==` would take texts that Unicode calls equivalent for one.
  package func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    // Safe: both pointers live as long as the closures run.
    let isSame = unsafe utf8.withContiguousStorageIfAvailable { a in
      unsafe other.utf8.withContiguousStorageIfAvailable { b in unsafe a.span.holdsSame(as: b.span) }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether a byte of the text's UTF-8 is zero.
  package var holdsZeroByte: Bool {
    // Safe: the pointer lives as long as the closure runs.
    unsafe utf8.withContiguousStorageIfAvailable { unsafe $0.contains(0) } ?? utf8.contains(0)
  }

  /// Whether both have the same UTF-8 but for the case of ASCII letters.
  package func hasSameFoldedBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return hasSameBytes(as: other) || utf8.elementsEqual(other.utf8) { $0 == $1 || $0.folded == $1.folded }
  }
}

extension UInt8 {
  fileprivate var folded: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
