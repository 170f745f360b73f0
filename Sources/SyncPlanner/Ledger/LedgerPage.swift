internal import CatalogJSON

/// What the ledger knows of the records of a page, and of what they rest on: rows as they lie in the store, read only
/// as far as somebody asks.
final class LedgerPage {
  private let keys: [RecordKey]
  private let rows: [StoreRow?]
  private let order: [Int]
  /// Where a key's row stands; made when a key is asked for by name.
  private lazy var places = Dictionary(zip(keys, keys.indices)) { first, _ in first }

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - keys: The keys that were asked for, each once.
  ///   - rows: Their rows, in the same order.
  ///   - order: The records of the page, each by the place of its key.
  init(keys: [RecordKey], rows: [StoreRow?], order: [Int]) {
    self.keys = keys
    self.rows = rows
    self.order = order
  }

  /// The row of a record, by its number in the page.
  func row(at number: Int) -> [UInt8]? { rows[order[number]]?.value }

  /// Whether there is a row of a record, by its number in the page.
  func hasRow(at number: Int) -> Bool { rows[order[number]] != nil }

  /// Whether the ledger has an entry of a record that was asked for.
  func has(_ key: RecordKey) -> Bool { places[key].map { rows[$0] != nil } ?? false }

  /// The entry of a record that was asked for.
  subscript(key: RecordKey) -> LedgerEntry? {
    get throws(SyncError) {
      guard let place = places[key], let row = rows[place] else { return nil }
      return try LedgerEntry(row: row.value, key: key)
    }
  }
}

extension Ledger {
  /// The rows of some records.
  ///
  /// - Parameters:
  ///   - keys: Each key once.
  ///   - order: See `LedgerPage`.
  func rows(of keys: [RecordKey], in order: [Int] = []) async throws(SyncError) -> LedgerPage {
    var rows = [StoreRow?](repeating: nil, count: keys.count)
    var byFeed: [SyncFeed: [Int]] = [:]
    if let feed = keys.first?.feed, keys.allSatisfy({ $0.feed == feed }) {
      byFeed[feed] = Array(keys.indices)
    } else {
      for place in keys.indices { byFeed[keys[place].feed, default: []].append(place) }
    }
    for (feed, places) in byFeed {
      let found = try await store.readRows(in: Self.table(of: feed), keys: places.map { keys[$0].id })
      var next = 0
      // Most stores give rows in the order in which they were asked for.
      var others: [RecordKey: Int]?
      for row in found {
        if others == nil {
          while next < places.count, !keys[places[next]].id.hasSameBytes(as: row.key) { next += 1 }
          if next < places.count {
            rows[places[next]] = row
            next += 1
            continue
          }
          others = Dictionary(places.map { (keys[$0], $0) }) { first, _ in first }
        }
        if let place = others?[RecordKey(feed, row.key)] { rows[place] = row }
      }
    }
    return LedgerPage(keys: keys, rows: rows, order: order)
  }

  /// The keys of a feed's entries behind a key, in the order of the keys' bytes. Fewer than `limit` say that there are
  /// no more.
  func keys(
    of feed: SyncFeed, after id: String?, limit: Int = 1_000
  ) async throws(SyncError) -> [RecordKey] {
    try await store.readKeys(in: Self.table(of: feed), after: id, limit: limit).map { RecordKey(feed, $0) }
  }
}
