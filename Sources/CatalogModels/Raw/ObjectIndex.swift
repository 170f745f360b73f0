internal import CatalogJSON

/// Where the top-level members of a page's items lie, and their values: found in the pass that checks the bytes.
package final class ObjectIndex: Sendable {
  struct Member: Sendable {
    let name: JSONRange
    let value: JSONRange
  }

  /// One value of a product, a record or an asset. An empty range stands for `null` or nothing.
  struct ValueRow: Sendable {
    let attribute: JSONRange
    var entry: JSONRange
    var locale = JSONRange.nothing
    var channel = JSONRange.nothing
    var data = JSONRange.nothing
  }

  /// What one object takes of the index.
  struct Entry: Sendable {
    let range: JSONRange
    let members: Range<Int>
    let rows: Range<Int>
    /// The field `values`, or nothing.
    let values: JSONRange
  }

  let storage: JSONStorage
  let members: ContiguousArray<Member>
  let rows: ContiguousArray<ValueRow>

  init(storage: JSONStorage, members: ContiguousArray<Member>, rows: ContiguousArray<ValueRow>) {
    self.storage = storage
    self.members = members
    self.rows = rows
  }

  func slice(_ range: JSONRange) -> JSONSlice { JSONSlice(storage: storage, range: range) }

  func text(_ inside: JSONRange) -> String { JSONSlice.string(storage.bytes[inside.indices]) }

  /// Whether an attribute's code is the start of a longer key, as in enriched categories (N3).
  func isPartOfKey(_ code: JSONRange) -> Bool { storage.bytes[Int(code.end)] == UInt8(ascii: "|") }

  /// Whether the inside of a string is a code, in any case.
  func matches(_ inside: JSONRange, code: String) -> Bool {
    let bytes = storage.bytes[inside.indices]
    // What holds an escape is longer than what it says.
    if bytes.count == code.utf8.count {
      return zip(bytes, code.utf8).allSatisfy { $0 == $1 || $0.asciiLowercased == $1.asciiLowercased }
        && !bytes.contains(UInt8(ascii: "\\"))
    }
    return bytes.count > code.utf8.count && bytes.contains(UInt8(ascii: "\\"))
      && JSONSlice.string(bytes).matchesCode(code)
  }
}

extension ObjectIndex {
  /// A copy of one entry, over no more than its own bytes.
  func detached(_ entry: Entry) -> (index: ObjectIndex, entry: Entry) {
    let start = Int(entry.range.start)
    let copy = ObjectIndex(
      storage: JSONStorage(ContiguousArray(storage.bytes[entry.range.indices])),
      members: ContiguousArray(
        members[entry.members].map { Member(name: $0.name.moved(by: -start), value: $0.value.moved(by: -start)) }),
      rows: ContiguousArray(
        rows[entry.rows].map {
          ValueRow(
            attribute: $0.attribute.moved(by: -start), entry: $0.entry.moved(by: -start),
            locale: $0.locale.moved(by: -start), channel: $0.channel.moved(by: -start),
            data: $0.data.moved(by: -start))
        }))
    return (
      copy,
      Entry(
        range: entry.range.moved(by: -start), members: 0..<copy.members.count, rows: 0..<copy.rows.count,
        values: entry.values.moved(by: -start))
    )
  }
}

extension JSONRange {
  /// The range that stands for what is not there.
  static var nothing: JSONRange { JSONRange(0, 0) }

  fileprivate func moved(by distance: Int) -> JSONRange {
    count == 0 ? .nothing : JSONRange(Int(start) + distance, Int(end) + distance)
  }
}
