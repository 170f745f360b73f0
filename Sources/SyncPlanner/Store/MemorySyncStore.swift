/// A store in memory: for tests, for a first look, and where a host keeps the state in another way.
///
/// It holds to all that ``SyncStore`` says, except that nothing outlives it.
public actor MemorySyncStore: SyncStore {
  private struct Row {
    var value: [UInt8]
    var revision: Int
  }

  private var tables: [StoreTable: KeyIndex<Row>] = [:]
  /// Counts the changes of all rows, so that no row meets a revision twice.
  private var lastRevision = 0

  /// Creates an empty store.
  public init() {}

  /// Rows of a table in the order of their keys.
  public func rows(in table: StoreTable, after: String?, limit: Int) throws -> [StoreRow] {
    try table.check()
    return tables[table]?.page(after: after.map { Array($0.utf8) }, limit: max(1, limit)).map {
      StoreRow(key: String(decoding: $0.key, as: UTF8.self), value: $0.payload.value, revision: $0.payload.revision)
    } ?? []
  }

  /// The rows of some keys. Keys without a row are left out.
  public func rows(in table: StoreTable, keys: [String]) throws -> [StoreRow] {
    try table.check()
    guard let index = tables[table] else { return [] }
    return keys.compactMap { key in
      index[Array(key.utf8)].map { StoreRow(key: key, value: $0.value, revision: $0.revision) }
    }
  }

  /// The keys of a table in order.
  public func keys(in table: StoreTable, after: String?, limit: Int) throws -> [String] {
    try table.check()
    return tables[table]?.keys(after: after.map { Array($0.utf8) }, limit: max(1, limit)) ?? []
  }

  /// Carries out all changes, or none.
  public func commit(_ changes: [StoreChange]) throws {
    try StoreRules.check(changes) { table, key in tables[table]?[key]?.revision }
    for change in changes {
      let key = Array(change.key.utf8)
      if let value = change.value {
        lastRevision += 1
        tables[change.table, default: KeyIndex()].set(Row(value: value, revision: lastRevision), for: key)
      } else {
        tables[change.table]?.remove(key)
      }
    }
  }
}
