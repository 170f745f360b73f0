/// Walks over a document once, checking every byte, and tells where its values lie.
///
/// It holds an offset and no bytes: each step takes the span as a parameter, which keeps the scanner a plain value.
/// A caller that knows the shape it wants steps into objects and arrays; whatever it does not want goes through
/// ``skipValue(_:)``, which checks it all the same.
@frozen
@usableFromInline
package struct JSONScanner: Sendable {
  @usableFromInline package var offset: Int
  /// What the strings passed so far hold; whoever wants to know of one clears it before.
  @usableFromInline package var traits = JSONTextTraits.none
  @usableFromInline var depth: Int
  @usableFromInline let limits: JSONLimits

  @inlinable package init(limits: JSONLimits = .default) {
    self.limits = limits
    offset = 0
    depth = 0
  }

  /// The next byte that is not white space, not consumed.
  @inlinable @inline(__always)
  package mutating func peek(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> UInt8 {
    if offset >= 0, offset < bytes.count {
      // Safe: the offset was just checked.
      let byte = unsafe bytes[unchecked: offset]
      if byte > 0x20 { return byte }
    }
    return try peekBehindSpace(bytes)
  }

  @usableFromInline
  mutating func peekBehindSpace(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> UInt8 {
    skipSpace(bytes)
    guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
    return bytes[offset]
  }

  @inlinable mutating func skipSpace(_ bytes: borrowing Span<UInt8>) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  /// Only white space may follow.
  @inlinable package mutating func finish(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    skipSpace(bytes)
    guard offset == bytes.count else { throw JSONError(.trailingBytes, at: offset) }
  }

  // MARK: Objects and arrays

  /// Steps into an object. `false`: it has no members and was passed.
  @inlinable package mutating func beginObject(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    try begin(bytes, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))
  }

  /// Steps into an array. `false`: it has no elements and was passed.
  @inlinable package mutating func beginArray(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    try begin(bytes, open: UInt8(ascii: "["), close: UInt8(ascii: "]"))
  }

  /// Reads a member's name and the colon behind it. The range holds the name without its quotes, escapes as they came.
  @inlinable @inline(__always)
  package mutating func key(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONRange {
    guard try peek(bytes) == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: offset) }
    let start = offset &+ 1
    try skipString(bytes)
    let name = JSONRange(start, offset &- 1)
    guard try peek(bytes) == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: offset) }
    offset &+= 1
    return name
  }

  /// Behind a member's value: `true` when another member follows, `false` when the object ended.
  @inlinable @inline(__always)
  package mutating func nextMember(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    try next(bytes, close: UInt8(ascii: "}"))
  }

  /// Behind an element: `true` when another element follows, `false` when the array ended.
  @inlinable @inline(__always)
  package mutating func nextElement(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    try next(bytes, close: UInt8(ascii: "]"))
  }

  @inlinable @inline(__always)
  mutating func begin(_ bytes: borrowing Span<UInt8>, open: UInt8, close: UInt8) throws(JSONError) -> Bool {
    guard try peek(bytes) == open else { throw JSONError(.unexpectedByte, at: offset) }
    guard depth < limits.depth else { throw JSONError(.tooDeep, at: offset) }
    offset &+= 1
    if try peek(bytes) == close {
      offset &+= 1
      return false
    }
    depth &+= 1
    return true
  }

  @inlinable @inline(__always)
  mutating func next(_ bytes: borrowing Span<UInt8>, close: UInt8) throws(JSONError) -> Bool {
    let byte = try peek(bytes)
    if byte == UInt8(ascii: ",") {
      offset &+= 1
      return true
    }
    guard byte == close else { throw JSONError(.unexpectedByte, at: offset) }
    offset &+= 1
    depth &-= 1
    return false
  }

  // MARK: Values

  /// Checks one value of any kind and tells where it lies.
  @inlinable @inline(__always)
  package mutating func value(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONRange {
    let byte = try peek(bytes)
    let start = offset
    if byte == UInt8(ascii: "\"") {
      try skipString(bytes)
    } else {
      try skipValue(bytes)
    }
    return JSONRange(start, offset)
  }

  /// Checks one value of any kind and passes it. Recursion ends at the limit of depth.
  @usableFromInline
  package mutating func skipValue(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    switch try peek(bytes) {
    case UInt8(ascii: "\""):
      try skipString(bytes)
    case UInt8(ascii: "{"):
      guard try beginObject(bytes) else { return }
      repeat {
        _ = try key(bytes)
        try skipValue(bytes)
      } while try nextMember(bytes)
    case UInt8(ascii: "["):
      guard try beginArray(bytes) else { return }
      repeat {
        try skipValue(bytes)
      } while try nextElement(bytes)
    case UInt8(ascii: "t"):
      if bytes.starts(with: 0x6575_7274, at: offset) { offset &+= 4 } else { try skipLiteral(bytes, "true") }
    case UInt8(ascii: "f"): try skipLiteral(bytes, "false")
    case UInt8(ascii: "n"):
      if bytes.starts(with: 0x6C6C_756E, at: offset) { offset &+= 4 } else { try skipLiteral(bytes, "null") }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber(bytes)
    default: throw JSONError(.unexpectedByte, at: offset)
    }
  }

  private mutating func skipLiteral(_ bytes: borrowing Span<UInt8>, _ word: StaticString) throws(JSONError) {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
      guard bytes[offset] == Self.byte(of: word, at: index) else { throw JSONError(.invalidLiteral, at: start) }
      offset += 1
    }
  }

  @inline(__always)
  package static func byte(of word: StaticString, at index: Int) -> UInt8 {
    // Safe: a StaticString's UTF-8 lives for ever, and `index` is below its count.
    unsafe word.utf8Start[index]
  }

  private mutating func skipNumber(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
    if bytes[offset] == UInt8(ascii: "0") {
      offset += 1
    } else {
      try skipDigits(bytes, of: start)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try skipDigits(bytes, of: start)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
      try skipDigits(bytes, of: start)
    }
    // 01 and 1.2.3 are not two values side by side, but one that is wrong.
    if offset < bytes.count, case let byte = bytes[offset], byte.isDigit || byte == UInt8(ascii: ".") {
      throw JSONError(.invalidNumber, at: start)
    }
  }

  private mutating func skipDigits(_ bytes: borrowing Span<UInt8>, of start: Int) throws(JSONError) {
    let first = offset
    while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
    guard offset > first else {
      throw offset == bytes.count ? JSONError(.unexpectedEnd, at: offset) : JSONError(.invalidNumber, at: start)
    }
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var hexValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
