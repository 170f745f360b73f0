internal import CatalogJSON
internal import Synchronization

/// Where the top-level members of a page's items lie, and their values: found in the pass that checks the bytes.
///
/// Names and codes are numbers of one table, so that equal ones share a string and look-ups compare numbers.
package final class ObjectIndex: Sendable {
  /// A member of an item.
  struct Member: Sendable {
    let name: UInt32
    private let start: UInt32
    private let end: UInt32

    init(name: UInt32, value: JSONRange) {
      self.name = name
      start = value.start
      end = value.end
    }

    var value: JSONRange { JSONRange(Int(start), Int(end)) }
  }

  /// What one object takes of the index.
  struct Entry: Sendable {
    let range: JSONRange
    private let firstMember: UInt32
    private let memberCount: UInt32
    private let firstRow: UInt32
    private let rowCount: UInt32
    /// The field `values`, or nothing.
    let values: JSONRange

    init(range: JSONRange, members: Range<Int>, rows: Range<Int>, values: JSONRange) {
      self.range = range
      firstMember = UInt32(truncatingIfNeeded: members.lowerBound)
      memberCount = UInt32(truncatingIfNeeded: members.count)
      firstRow = UInt32(truncatingIfNeeded: rows.lowerBound)
      rowCount = UInt32(truncatingIfNeeded: rows.count)
      self.values = values
    }

    var members: Range<Int> { Int(firstMember)..<Int(firstMember) + Int(memberCount) }
    var rows: Range<Int> { Int(firstRow)..<Int(firstRow) + Int(rowCount) }
  }

  let storage: JSONStorage
  let members: ContiguousArray<Member>
  let rows: ContiguousArray<ValueRow>
  let names: JSONNames
  /// What the page says of options.
  let linkedOptions = Mutex(RepeatedContent<LinkedOption>())
  /// The canonical forms of what the page says of options.
  let linkedForms = Mutex(RepeatedContent<[UInt8]>())
  /// The order of names in canonical forms, found when it is first asked for.
  private let knownRanks = Mutex<ContiguousArray<UInt16>>([])

  init(
    storage: JSONStorage, members: ContiguousArray<Member>, rows: ContiguousArray<ValueRow>, names: JSONNames
  ) {
    self.storage = storage
    self.members = members
    self.rows = rows
    self.names = names
  }

  func slice(_ range: JSONRange) -> JSONSlice { JSONSlice(storage: storage, range: range) }

  /// The text of a name or code.
  func text(_ number: UInt32) -> String { names.text(number, in: storage) }

  func isFound(_ number: UInt32, by search: borrowing JSONNames.Search) -> Bool {
    names.isFound(number, by: search, in: storage)
  }

  /// The place of each shared name in the order of canonical forms, by number.
  var ranks: ContiguousArray<UInt16> {
    knownRanks.withLock { ranks in
      if ranks.isEmpty { ranks = names.ranks() }
      return ranks
    }
  }

  /// Where the value of an object's member lies. Where a name stands twice, the last one counts.
  func member(_ name: String, of entry: Entry) -> JSONRange? {
    guard names.areAllShared else {
      let search = names.search(for: name, ignoringCase: false)
      return entry.members.last { isFound(members[$0].name, by: search) }.map { members[$0].value }
    }
    let number = names.number(of: name)
    guard number != JSONNames.none else { return nil }
    let start = entry.members.lowerBound
    var place = entry.members.upperBound
    while place > start {
      place -= 1
      if members[place].name == number { return members[place].value }
    }
    return nil
  }

  /// Where the entry of a row lies.
  func entry(_ row: ValueRow) -> JSONRange { storage.value(at: Int(row.entry)) }
}

extension JSONRange {
  /// The range that stands for what is not there.
  static var nothing: JSONRange { JSONRange(0, 0) }
}
