/// What a JSON value is.
@frozen
@usableFromInline
package enum JSONKind: Hashable, Sendable {
  case null, bool, number, string, array, object
}

/// One value inside a checked document. It holds on to the document's bytes and decodes nothing until asked.
@frozen
@usableFromInline
package struct JSONSlice: Sendable {
  @usableFromInline package let storage: JSONStorage
  @usableFromInline package let range: JSONRange

  /// The range must be that of a checked value in the storage.
  @inlinable package init(storage: JSONStorage, range: JSONRange) {
    self.storage = storage
    self.range = range
  }

  /// Checks a whole document.
  package init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
    guard bytes.count < UInt32.max else { throw JSONError(.tooLarge, at: 0) }
    let document = ContiguousArray(bytes)
    let span = document.span
    var scanner = JSONScanner(limits: limits)
    let range = try scanner.value(span)
    try scanner.finish(span)
    self.init(storage: JSONStorage(document), range: range)
  }

  /// The value's bytes as they came.
  package var utf8: ArraySlice<UInt8> { storage.bytes[range.indices] }

  /// The value's text as it came.
  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// A copy that holds no more than its own bytes.
  package func detached() -> JSONSlice {
    if range.count == storage.bytes.count { return self }
    return JSONSlice(checked: ContiguousArray(utf8))
  }

  /// Takes bytes that are known to be one JSON value without space around it.
  init(checked bytes: ContiguousArray<UInt8>) {
    self.init(storage: JSONStorage(bytes), range: JSONRange(0, bytes.count))
  }
}

// MARK: What it is

extension JSONSlice {
  @inlinable package var kind: JSONKind {
    switch storage.bytes[Int(range.start)] {
    case UInt8(ascii: "n"): .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "{"): .object
    default: .number
    }
  }

  @inlinable package var isNull: Bool { kind == .null }

  package var bool: Bool? {
    kind == .bool ? storage.bytes[Int(range.start)] == UInt8(ascii: "t") : nil
  }

  /// A number's text as it came.
  package var numberText: String? {
    kind == .number ? storage.string(range, .none) : nil
  }

  /// A number without fraction that fits.
  package var int: Int? {
    guard kind == .number else { return nil }
    return Int(text) ?? JSONDecimal(utf8).int
  }

  /// A string, decoded.
  package var string: String? {
    inside.map { storage.string($0) }
  }

  /// Where the inside of a string lies.
  @inlinable package var inside: JSONRange? {
    kind == .string ? JSONRange(Int(range.start) + 1, Int(range.end) - 1) : nil
  }

  /// The inside of a string, decoded to UTF-8.
  package var stringUTF8: [UInt8]? {
    guard kind == .string else { return nil }
    let inside = storage.bytes[Int(range.start) + 1..<Int(range.end) - 1]
    return inside.contains(UInt8(ascii: "\\")) ? JSONText.decode(inside) : Array(inside)
  }

  /// Decodes the inside of a checked string.
  package static func string(_ inside: ArraySlice<UInt8>) -> String {
    inside.contains(UInt8(ascii: "\\"))
      ? String(decoding: JSONText.decode(inside), as: UTF8.self)
      : String(decoding: inside, as: UTF8.self)
  }

  /// Whether the inside of a checked string says the same as a text.
  ///
  /// Bytes are compared: `String` would take U+00E9 and its decomposed form for one name.
  package static func matches(_ inside: ArraySlice<UInt8>, _ text: String) -> Bool {
    // An escape is never shorter than what it stands for.
    guard inside.count >= text.utf8.count else { return false }
    if inside.contains(UInt8(ascii: "\\")) {
      return JSONText.decode(inside).elementsEqual(text.utf8)
    }
    return inside.count == text.utf8.count && inside.elementsEqual(text.utf8)
  }
}

extension JSONSlice: Hashable {
  /// Whether both say the same: the order of members, the notation of numbers and of escapes do not matter.
  @usableFromInline
  package static func == (a: JSONSlice, b: JSONSlice) -> Bool {
    if a.utf8.elementsEqual(b.utf8) { return true }
    guard a.kind == b.kind else { return false }
    return a.canonicalBytes() == b.canonicalBytes()
  }

  @usableFromInline
  package func hash(into hasher: inout Hasher) {
    hasher.combine(canonicalBytes())
  }
}

extension JSONSlice: CustomStringConvertible {
  @usableFromInline
  package var description: String { text }
}
