internal import CatalogJSON

/// Builds an ``ObjectIndex`` while a scanner passes over the bytes.
struct ObjectIndexer {
  /// How much of a document is indexed. The bounds lie far beyond what a page of the API holds; they keep a hostile
  /// server from turning a few bytes of its answer into many times their memory without end.
  struct Limits: Sendable {
    var items = 1 << 20
    var members = 1 << 21
    var values = 1 << 21
    var json = JSONLimits.default
    /// Whether bytes that came before are compared and not read again. Without it the outcome is the same, as a test holds.
    var knowsRepeats = true
  }

  let limits: Limits
  var scanner: JSONScanner
  var names: JSONNames
  /// What stood around values before.
  var frames = ValueFrames()
  /// The name of the field that is being read, for messages.
  private(set) var field: JSONRange?
  /// The first bound that was passed. The rest of the document is still checked, and not indexed.
  private(set) var excess: String?
  private var members: ContiguousArray<ObjectIndex.Member> = []
  private var rows: ContiguousArray<ValueRow> = []

  /// An index for a document of so many bytes.
  init(limits: Limits, byteCount: Int) {
    self.limits = limits
    scanner = JSONScanner(limits: limits.json)
    names = JSONNames(byteCount: byteCount)
  }

  /// The index of all that was read. The bytes must be those that were read.
  consuming func finish(_ storage: JSONStorage) throws(CatalogError) -> ObjectIndex {
    if let excess {
      throw CatalogError(
        .unexpectedContent, "the document holds more \(excess) than are accepted at once",
        advice: "Ask for fewer items a page.")
    }
    names.seal(storage)
    return ObjectIndex(storage: storage, members: members.fitted(), rows: rows.fitted(), names: names)
  }

  /// Reads one object with its members and values.
  mutating func object(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> ObjectIndex.Entry {
    _ = try scanner.peek(bytes)
    let start = scanner.offset
    let (firstMember, firstRow) = (members.count, rows.count)
    var values = JSONRange.nothing
    field = nil
    if try scanner.beginObject(bytes) {
      repeat {
        let (name, number) = try key(bytes)
        field = name
        let value: JSONRange
        if Self.isValues(name, bytes) || scanner.traits.hasEscape && Self.isNamed(name, "values", bytes) {
          // Where a name stands twice, the last one counts.
          rows.removeSubrange(firstRow...)
          value = try self.values(bytes)
          values = value
        } else {
          value = try scanner.value(bytes)
        }
        if members.count < limits.members {
          members.append(ObjectIndex.Member(name: number, value: value))
        } else {
          excess = "fields"
        }
      } while try scanner.nextMember(bytes)
    }
    field = nil
    return ObjectIndex.Entry(
      range: JSONRange(start, scanner.offset), members: firstMember..<members.count, rows: firstRow..<rows.count,
      values: values)
  }

  mutating func append(_ row: ValueRow) {
    if rows.count < limits.values { rows.append(row) } else { excess = "values" }
  }

  /// Reads a member's name: where it lies, and its number.
  mutating func key(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> (range: JSONRange, number: UInt32) {
    scanner.traits = .none
    let name = try scanner.key(bytes)
    return (name, names.number(of: name, hasEscape: scanner.traits.hasEscape, bytes))
  }

  private static func isValues(_ name: JSONRange, _ bytes: borrowing Span<UInt8>) -> Bool {
    // "values", the first letter lowest.
    name.count == 6 && bytes.shortName(name) == 0x7365_756C_6176
  }

  /// Whether a member's name says a word, be it with escapes.
  static func isNamed(_ name: JSONRange, _ word: StaticString, _ bytes: borrowing Span<UInt8>) -> Bool {
    let count = word.utf8CodeUnitCount
    if name.count == count {
      for index in 0..<count where bytes[Int(name.start) + index] != JSONScanner.byte(of: word, at: index) {
        return false
      }
      return true
    }
    // An escape takes at most six bytes for one.
    guard name.count > count, name.count <= 6 * count else { return false }
    return hasEscape(name, bytes) && decoded(name, bytes) == "\(word)"
  }

  static func hasEscape(_ inside: JSONRange, _ bytes: borrowing Span<UInt8>) -> Bool {
    for index in inside.indices where bytes[index] == UInt8(ascii: "\\") { return true }
    return false
  }

  static func decoded(_ inside: JSONRange, _ bytes: borrowing Span<UInt8>) -> String {
    var copy: [UInt8] = []
    copy.reserveCapacity(inside.count)
    for index in inside.indices { copy.append(bytes[index]) }
    return JSONSlice.string(copy[...])
  }
}

extension ContiguousArray {
  /// The same elements without much room for more.
  fileprivate consuming func fitted() -> ContiguousArray {
    guard capacity > count + count / 8 else { return self }
    var copy = ContiguousArray()
    copy.reserveCapacity(count)
    copy.append(contentsOf: self)
    return copy
  }
}
