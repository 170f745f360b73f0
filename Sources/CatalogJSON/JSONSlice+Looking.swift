/// Questions about a value that need no other value made.
extension JSONSlice {
  /// Whether an array or an object has nothing in it.
  package var isEmptyContainer: Bool {
    let bytes = storage.bytes
    let span = bytes.span
    guard span[Int(range.start)] == UInt8(ascii: "[") || span[Int(range.start)] == UInt8(ascii: "{") else {
      return false
    }
    var offset = Int(range.start) + 1
    while span[offset] <= 0x20 { offset += 1 }
    return offset == Int(range.end) - 1
  }

  /// Shows the members of an object by their names as ``Span/shortName(_:)`` has them: 0 for a name of more than eight
  /// bytes.
  package func forEachShortMember(_ body: (_ name: UInt64, _ value: JSONSlice) -> Void) {
    let bytes = storage.bytes
    let span = bytes.span
    var cursor = JSONCursor(self, opening: UInt8(ascii: "{"))
    while let member = cursor.nextMember(span) {
      let value = JSONSlice(storage: storage, range: member.value)
      if !hasEscape(member.name) {
        body(span.shortName(member.name), value)
      } else {
        let decoded = ContiguousArray(storage.string(member.name).utf8)
        body(decoded.span.shortName(JSONRange(0, decoded.count)), value)
      }
    }
  }

  private func hasEscape(_ inside: JSONRange) -> Bool {
    let bytes = storage.bytes
    let span = bytes.span.extracting(inside.indices)
    return span.nextQuoteOrBackslash(from: 0) < span.count
  }

  /// Whether every member of an object is an empty array or object.
  package var holdsEmptyContainersOnly: Bool {
    let bytes = storage.bytes
    let span = bytes.span
    var cursor = JSONCursor(self, opening: UInt8(ascii: "{"))
    while let member = cursor.nextMember(span) {
      guard JSONSlice(storage: storage, range: member.value).isEmptyContainer else { return false }
    }
    return kind == .object
  }

  /// Whether a word stands anywhere in the value's bytes, or an escape that may hide one.
  package func mentions(_ word: StaticString) -> Bool {
    let bytes = storage.bytes
    let span = bytes.span
    let count = word.utf8CodeUnitCount
    let first = JSONScanner.byte(of: word, at: 0)
    var offset = Int(range.start)
    while offset < Int(range.end) {
      let byte = span[offset]
      if byte == UInt8(ascii: "\\") { return true }
      if byte == first, offset + count <= Int(range.end) {
        var place = 1
        while place < count, span[offset + place] == JSONScanner.byte(of: word, at: place) { place += 1 }
        if place == count { return true }
      }
      offset += 1
    }
    return false
  }

  /// The places of an array's elements by their text, where all are strings without escapes; `nil` otherwise.
  package func sortedPlainStrings() -> [JSONRange]? {
    guard kind == .array else { return nil }
    let bytes = storage.bytes
    let span = bytes.span
    var places: [JSONRange] = []
    var isSorted = true
    var cursor = JSONCursor(self, opening: UInt8(ascii: "["))
    while let place = cursor.nextElement(span) {
      guard span[Int(place.start)] == UInt8(ascii: "\"") else { return nil }
      for index in place.indices where span[index] == UInt8(ascii: "\\") { return nil }
      if let last = places.last, isSorted { isSorted = !precedes(place, last) }
      places.append(place)
    }
    if !isSorted { places.sort { precedes($0, $1) } }
    return places
  }

  /// The order of strings by the bytes between their quotes.
  private func precedes(_ a: JSONRange, _ b: JSONRange) -> Bool {
    storage.bytes[Int(a.start) + 1..<Int(a.end) - 1]
      .lexicographicallyPrecedes(storage.bytes[Int(b.start) + 1..<Int(b.end) - 1])
  }
}
