/// Stepping through values that were checked before: nothing here can fail, and no byte is checked twice.
extension JSONSlice {
  /// The elements of an array in order; none for any other value.
  package var elements: Elements { Elements(self) }

  /// The members of an object in the order of the document, duplicates included; none for any other value.
  package var members: Members { Members(self) }

  /// The value of a member. Where a name stands twice, the last one counts.
  package subscript(_ name: String) -> JSONSlice? {
    let bytes = storage.bytes
    let span = bytes.span
    let count = name.utf8.count
    var found: JSONRange?
    var cursor = JSONCursor(range, span, opening: UInt8(ascii: "{"))
    while let member = cursor.nextMember(span) {
      // An escape is never shorter than what it stands for.
      if member.name.count >= count, storage.isSame(member.name, name) { found = member.value }
    }
    return found.map { JSONSlice(storage: storage, range: $0) }
  }

  /// The element at a place, from 0.
  package subscript(_ index: Int) -> JSONSlice? {
    var walker = JSONWalker(self, opening: UInt8(ascii: "["))
    var place = 0
    while let range = walker.nextElement() {
      if place == index { return JSONSlice(storage: storage, range: range) }
      place += 1
    }
    return nil
  }

  package struct Elements: Sequence, IteratorProtocol {
    private let storage: JSONStorage
    private var walker: JSONWalker

    init(_ array: JSONSlice) {
      storage = array.storage
      walker = JSONWalker(array, opening: UInt8(ascii: "["))
    }

    package mutating func next() -> JSONSlice? {
      walker.nextElement().map { JSONSlice(storage: storage, range: $0) }
    }
  }

  package struct Members: Sequence, IteratorProtocol {
    private let storage: JSONStorage
    private var walker: JSONWalker

    init(_ object: JSONSlice) {
      storage = object.storage
      walker = JSONWalker(object, opening: UInt8(ascii: "{"))
    }

    package mutating func next() -> (key: String, value: JSONSlice)? {
      walker.nextMember().map {
        (storage.string($0.name), JSONSlice(storage: storage, range: $0.value))
      }
    }
  }
}

extension JSONStorage {
  /// Shows the places of an object's members, until told to stop; none for any other value.
  ///
  /// - Parameter body: Gives `false` to stop.
  package func forEachMember(of object: JSONRange, _ body: (_ name: JSONRange, _ value: JSONRange) -> Bool) {
    let bytes = bytes
    let span = bytes.span
    var cursor = JSONCursor(object, span, opening: UInt8(ascii: "{"))
    while let member = cursor.nextMember(span), body(member.name, member.value) {}
  }

  /// Shows the places of an array's elements, until told to stop; none for any other value.
  ///
  /// - Parameter body: Gives `false` to stop.
  package func forEachElement(of array: JSONRange, _ body: (_ element: JSONRange) -> Bool) {
    let bytes = bytes
    let span = bytes.span
    var cursor = JSONCursor(array, span, opening: UInt8(ascii: "["))
    while let element = cursor.nextElement(span), body(element) {}
  }
}

/// Finds the ends of values in checked bytes.
package struct JSONWalker {
  private let bytes: ContiguousArray<UInt8>
  private var cursor: JSONCursor

  /// Starts inside an array or an object. For a value that opens with another byte, there is nothing to walk over.
  package init(_ container: JSONSlice, opening: UInt8) {
    self.init(container.range, in: container.storage, opening: opening)
  }

  /// The same for the value at a place.
  package init(_ container: JSONRange, in storage: JSONStorage, opening: UInt8) {
    let bytes = storage.bytes
    cursor = JSONCursor(container, bytes.span, opening: opening)
    self.bytes = bytes
  }

  /// The place of the next element.
  package mutating func nextElement() -> JSONRange? {
    // A copy, so that the bytes need none while the place moves.
    var cursor = cursor
    defer { self.cursor = cursor }
    return cursor.nextElement(bytes.span)
  }

  /// The place of the next member's name, without quotes, and of its value.
  package mutating func nextMember() -> (name: JSONRange, value: JSONRange)? {
    var cursor = cursor
    defer { self.cursor = cursor }
    return cursor.nextMember(bytes.span)
  }
}

/// A place in checked bytes, which are a parameter of each step.
struct JSONCursor {
  var offset: Int
  private let end: Int

  init(_ container: JSONRange, _ span: borrowing Span<UInt8>, opening: UInt8) {
    end = Int(container.end)
    offset = span[Int(container.start)] == opening ? Int(container.start) + 1 : end
  }

  /// Starts in front of a value.
  init(at offset: Int, end: Int) {
    self.offset = offset
    self.end = end
  }

  mutating func nextElement(_ span: borrowing Span<UInt8>) -> JSONRange? {
    guard enter(span) else { return nil }
    return value(span)
  }

  mutating func nextMember(_ span: borrowing Span<UInt8>) -> (name: JSONRange, value: JSONRange)? {
    guard enter(span) else { return nil }
    let start = offset + 1
    skipString(span)
    let name = JSONRange(start, offset - 1)
    skipSpace(span)
    offset += 1
    skipSpace(span)
    return (name, value(span))
  }

  /// Moves to the start of the next value, over the comma before it.
  private mutating func enter(_ span: borrowing Span<UInt8>) -> Bool {
    skipSpace(span)
    guard offset < end, span[offset] != UInt8(ascii: "]"), span[offset] != UInt8(ascii: "}") else { return false }
    if span[offset] == UInt8(ascii: ",") {
      offset += 1
      skipSpace(span)
    }
    return true
  }

  mutating func value(_ span: borrowing Span<UInt8>) -> JSONRange {
    let start = offset
    var depth = 0
    repeat {
      switch span[offset] {
      case UInt8(ascii: "\""):
        skipString(span)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default:
        if depth == 0 {
          skipScalar(span)
          return JSONRange(start, offset)
        }
      }
      offset += 1
    } while depth > 0
    return JSONRange(start, offset)
  }

  private mutating func skipString(_ span: borrowing Span<UInt8>) {
    offset = span.nextQuoteOrBackslash(from: offset + 1)
    while span[offset] == UInt8(ascii: "\\") {
      offset = span.nextQuoteOrBackslash(from: offset + 2)
    }
    offset += 1
  }

  private mutating func skipScalar(_ span: borrowing Span<UInt8>) {
    while offset < end {
      switch span[offset] {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09: return
      default: offset += 1
      }
    }
  }

  @inline(__always)
  private mutating func skipSpace(_ span: borrowing Span<UInt8>) {
    while offset < end, span[offset] <= 0x20 { offset += 1 }
  }
}

extension JSONStorage {
  /// The place of a checked value that starts at an offset.
  package func value(at offset: Int) -> JSONRange {
    let bytes = bytes
    var cursor = JSONCursor(at: offset, end: bytes.count)
    return cursor.value(bytes.span)
  }
}
