/// What the destination accepted last, record by record, kept as rows of any ``SyncStore``: one table for each feed, one
/// row for each record.
package struct Ledger: Sendable {
  package let store: any SyncStore

  package init(in store: any SyncStore) { self.store = store }

  /// The entries of some records. Records of which nothing is known are left out.
  package func entries(for keys: some Collection<RecordKey>) async throws(SyncError) -> [RecordKey: LedgerEntry] {
    var byFeed: [SyncFeed: [String]] = [:]
    for key in keys { byFeed[key.feed, default: []].append(key.id) }
    var entries: [RecordKey: LedgerEntry] = [:]
    entries.reserveCapacity(keys.count)
    for (feed, ids) in byFeed {
      for row in try await store.readRows(in: Self.table(of: feed), keys: ids) {
        let key = RecordKey(feed, row.key)
        entries[key] = try LedgerEntry(row: row.value, key: key)
      }
    }
    return entries
  }

  /// The entry of one record.
  package func entry(for key: RecordKey) async throws(SyncError) -> LedgerEntry? {
    try await entries(for: [key])[key]
  }

  /// The entries of a feed behind a key, in the order of the keys' bytes. Fewer than `limit` say that there are no more.
  package func page(
    of feed: SyncFeed, after id: String? = nil, limit: Int = 1000
  ) async throws(SyncError) -> [(key: RecordKey, entry: LedgerEntry)] {
    let rows = try await store.readRows(in: Self.table(of: feed), after: id, limit: limit)
    var page: [(key: RecordKey, entry: LedgerEntry)] = []
    page.reserveCapacity(rows.count)
    for row in rows {
      let key = RecordKey(feed, row.key)
      page.append((key, try LedgerEntry(row: row.value, key: key)))
    }
    return page
  }

  /// How the records of a feed behind a key stand, in the order of the keys' bytes, without reading more of their rows.
  /// Fewer than `limit` say that there are no more.
  func states(
    of feed: SyncFeed, after id: String?, limit: Int
  ) async throws(SyncError) -> [(key: RecordKey, state: LedgerEntry.State)] {
    var page: [(key: RecordKey, state: LedgerEntry.State)] = []
    for row in try await store.readRows(in: Self.table(of: feed), after: id, limit: limit) {
      let key = RecordKey(feed, row.key)
      page.append((key, try LedgerEntry.state(in: row.value, of: key)))
    }
    return page
  }

  /// How far the ledger has moved.
  package func position() async throws(SyncError) -> LedgerPosition {
    guard let row = try await store.readRows(in: LedgerPosition.table, keys: [LedgerPosition.key]).first else {
      return .start
    }
    return try LedgerPosition(row: row)
  }

  /// Writes and removes entries in one commit, which moves the ledger: plans made before it are stale.
  ///
  /// - Parameters:
  ///   - entries: The new entries; `nil` removes one.
  ///   - others: Changes of other tables that belong to the same commit.
  package func write(_ entries: [RecordKey: LedgerEntry?], with others: [StoreChange] = []) async throws(SyncError) {
    guard !(entries.isEmpty && others.isEmpty) else { return }
    var changes = entries.map { Self.change(of: $0.key, to: $0.value) } + others
    if !entries.isEmpty { changes.append(try await position().step(by: nil, with: changes)) }
    try await store.commitAll(changes)
  }

  /// The change of a record's row.
  package static func change(of key: RecordKey, to entry: LedgerEntry?) -> StoreChange {
    if let entry {
      .put(key.id, entry.encoded(), in: table(of: key.feed))
    } else {
      .delete(key.id, in: table(of: key.feed))
    }
  }

  /// Whether a change removes a record's row.
  static func forgets(_ change: StoreChange) -> Bool {
    change.value == nil && change.table.rawValue.hasPrefix(prefix)
  }

  private static let prefix = "ledger."

  /// The table of a feed. Feeds may be named as one likes, tables not: an upper-case letter becomes `-` and the small
  /// one, any other byte `.` and two hexadecimal digits, and a name that gets too long its fingerprint.
  package static func table(of feed: SyncFeed) -> StoreTable {
    StoreTable(rawValue: prefix + StoreTable.encoded(feed.rawValue, atMost: StoreRules.longestTable - 7))
  }
}
