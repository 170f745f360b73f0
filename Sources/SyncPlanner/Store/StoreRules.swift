internal import CatalogJSON

/// What every store asks of its callers, in one place, for ``SyncStore`` implementations to call before they do
/// anything.
extension StoreChange {
  /// Refuses a commit that no store keeps, whatever is in it: a bad name of a table or key, a row that is changed twice.
  ///
  /// - Throws: ``SyncError`` with the code `store`.
  public static func check(_ changes: [StoreChange]) throws(SyncError) {
    var seen = Set<ChangedRow>(minimumCapacity: changes.count)
    var table: StoreTable?
    for change in changes {
      // Nearly always it is the table of the change before.
      if change.table != table { try change.table.check() }
      table = change.table
      guard StoreRules.isKey(change.key) else {
        throw SyncError(
          .store, "A key of \(change.key.utf8.count) bytes in table \(change.table.rawValue) cannot be kept.",
          advice: "Keys have 1 to \(StoreRules.longestKey) bytes of UTF-8, none of them zero.")
      }
      guard seen.insert(ChangedRow(table: change.table, key: change.key)).inserted else {
        throw SyncError(.store, "One commit changes the row \(change.table.rawValue)/\(change.key) twice.")
      }
    }
  }

  /// Refuses the change where the row is not what the change expects.
  ///
  /// - Parameter revision: The row's present revision; `nil` where there is no such row.
  /// - Throws: ``SyncError`` with the code `conflict`.
  public func check(against revision: Int?) throws(SyncError) {
    let holds =
      switch expected {
      case .anything: true
      case .absent: revision == nil
      case .revision(let expected): revision == expected
      }
    guard holds else {
      throw SyncError(
        .conflict, "The row \(table.rawValue)/\(key) moved on since it was read.",
        advice: "Another runner is at work on this state. Read again and start over.")
    }
  }

  private struct ChangedRow: Hashable {
    let table: StoreTable
    let key: String

    /// Two spellings of one letter are two keys, though `String` takes them for the same.
    static func == (a: ChangedRow, b: ChangedRow) -> Bool { a.key.hasSameBytes(as: b.key) && a.table == b.table }
  }
}

extension StoreTable {
  /// Refuses a name that is none.
  ///
  /// - Throws: ``SyncError`` with the code `store`.
  public func check() throws(SyncError) {
    let name = rawValue.utf8
    let isName =
      !name.isEmpty && name.count <= StoreRules.longestTable
      && name.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      }
    guard isName else {
      throw SyncError(
        .store, "\"\(rawValue.prefix(80))\" is no name of a table.",
        advice: "Use up to \(StoreRules.longestTable) lower-case letters, digits, \"-\" and \".\".")
    }
  }
}

/// The rules as our own stores use them.
enum StoreRules {
  static let longestTable = 64
  static let longestKey = 1024

  /// Refuses a commit as a whole.
  static func check(_ changes: [StoreChange], revision: (StoreTable, [UInt8]) -> Int?) throws(SyncError) {
    try StoreChange.check(changes)
    for change in changes where change.expected != .anything {
      try change.check(against: revision(change.table, Array(change.key.utf8)))
    }
  }

  static func isKey(_ key: some Collection<UInt8>) -> Bool {
    !key.isEmpty && key.count <= longestKey && !key.contains(0)
  }

  /// The same of a text, without going through it byte by byte.
  static func isKey(_ key: String) -> Bool {
    (1...longestKey).contains(key.utf8.count) && !key.holdsZeroByte
  }
}
