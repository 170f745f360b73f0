/// What every store asks of its callers, in one place.
enum StoreRules {
  static let longestTable = 64
  static let longestKey = 1024

  /// Refuses a table whose name is none.
  static func check(_ table: StoreTable) throws(SyncError) {
    let name = table.rawValue.utf8
    let isName =
      !name.isEmpty && name.count <= longestTable
      && name.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      }
    guard isName else {
      throw SyncError(
        .store, "\"\(table.rawValue.prefix(80))\" is no name of a table.",
        advice: "Use up to \(longestTable) lower-case letters, digits, \"-\" and \".\".")
    }
  }

  /// Refuses a commit as a whole: a bad name or key, a row that is changed twice, a row that moved on.
  static func check(
    _ changes: [StoreChange], revision: (StoreTable, [UInt8]) -> Int?
  ) throws(SyncError) {
    var seen: Set<ChangedRow> = []
    for change in changes {
      try check(change.table)
      let key = Array(change.key.utf8)
      guard isKey(key) else {
        throw SyncError(
          .store, "A key of \(key.count) bytes in table \(change.table.rawValue) cannot be kept.",
          advice: "Keys have 1 to \(longestKey) bytes of UTF-8, none of them zero.")
      }
      guard seen.insert(ChangedRow(table: change.table, key: key)).inserted else {
        throw SyncError(.store, "One commit changes the row \(change.table.rawValue)/\(change.key) twice.")
      }
      let holds =
        switch change.expected {
        case .anything: true
        case .absent: revision(change.table, key) == nil
        case .revision(let expected): revision(change.table, key) == expected
        }
      guard holds else {
        throw SyncError(
          .conflict, "The row \(change.table.rawValue)/\(change.key) moved on since it was read.",
          advice: "Another runner is at work on this state. Read again and start over.")
      }
    }
  }

  static func isKey(_ key: some Collection<UInt8>) -> Bool {
    !key.isEmpty && key.count <= longestKey && !key.contains(0)
  }

  private struct ChangedRow: Hashable {
    let table: StoreTable
    let key: [UInt8]
  }
}
