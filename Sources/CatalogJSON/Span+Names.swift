/// Comparing and hashing short names. The hash is the same for names that differ in the case of ASCII letters only.
extension Span where Element == UInt8 {
  /// Whether two places hold the same bytes.
  func isSame(_ a: JSONRange, _ b: JSONRange) -> Bool {
    guard a.count == b.count else { return false }
    var (x, y) = (Int(a.start), Int(b.start))
    let end = Int(a.end)
    while end &- x >= 8, let u = word(at: x), let v = word(at: y) {
      if u != v { return false }
      x &+= 8
      y &+= 8
    }
    if x == end { return true }
    // The bytes behind both names are the document's own, so whole words can be taken and cut.
    if let u = word(at: x), let v = word(at: y) {
      return (u ^ v) << UInt64(64 &- 8 &* (end &- x)) == 0
    }
    while x < end {
      if self[x] != self[y] { return false }
      x &+= 1
      y &+= 1
    }
    return true
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

  func foldedHash(of name: JSONRange) -> UInt64 {
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
