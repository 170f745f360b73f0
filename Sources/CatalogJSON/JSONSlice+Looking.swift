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
  package func forEachShortMember(_ body: (_ name: UInt64, _ value: JSONRange) -> Void) {
    let bytes = storage.bytes
    let span = bytes.span
    var cursor = JSONCursor(range, span, opening: UInt8(ascii: "{"))
    while let member = cursor.nextMember(span) {
      // The quote behind the name is not looked for but seen: what comes first is an escape or that quote.
      if span.nextQuoteOrBackslash(from: Int(member.name.start)) == Int(member.name.end) {
        body(span.shortName(member.name), member.value)
      } else {
        let decoded = ContiguousArray(storage.string(member.name).utf8)
        body(decoded.span.shortName(JSONRange(0, decoded.count)), member.value)
      }
    }
  }

  /// Whether every member of an object is an empty array or object.
  package var holdsEmptyContainersOnly: Bool {
    let bytes = storage.bytes
    let span = bytes.span
    var cursor = JSONCursor(range, span, opening: UInt8(ascii: "{"))
    while let member = cursor.nextMember(span) {
      guard JSONSlice(storage: storage, range: member.value).isEmptyContainer else { return false }
    }
    return kind == .object
  }

  /// The places of an array's elements by their text, where all are strings without escapes; `nil` otherwise.
  package func sortedPlainStrings() -> [JSONRange]? {
    guard kind == .array else { return nil }
    let bytes = storage.bytes
    let span = bytes.span
    var places: [JSONRange] = []
    var isSorted = true
    var cursor = JSONCursor(range, span, opening: UInt8(ascii: "["))
    while let place = cursor.nextElement(span) {
      guard span[Int(place.start)] == UInt8(ascii: "\"") else { return nil }
      guard span.nextQuoteOrBackslash(from: Int(place.start) + 1) == Int(place.end) - 1 else { return nil }
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
