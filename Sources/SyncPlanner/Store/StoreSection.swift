internal import CatalogJSON

/// A part of a store, with tables of its own.
struct StoreSection: SyncStore {
  let store: any SyncStore
  private let prefix: String

  init(_ name: String, of store: any SyncStore) {
    self.store = store
    var hasher = FingerprintHasher()
    hasher.combine(name)
    prefix = "s-" + hasher.finalize().hex.prefix(20) + "."
  }

  func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
    try await store.rows(in: own(table), after: after, limit: limit)
  }

  func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
    try await store.rows(in: own(table), keys: keys)
  }

  func keys(in table: StoreTable, after: String?, limit: Int) async throws -> [String] {
    try await store.keys(in: own(table), after: after, limit: limit)
  }

  func commit(_ changes: [StoreChange]) async throws {
    try await store.commit(
      changes.map { StoreChange(table: own($0.table), key: $0.key, value: $0.value, expected: $0.expected) })
  }

  private func own(_ table: StoreTable) -> StoreTable {
    // A name that is none stays none, for the store to refuse.
    guard (try? table.check()) != nil else { return table }
    if prefix.utf8.count + table.rawValue.utf8.count <= StoreRules.longestTable {
      return StoreTable(rawValue: prefix + table.rawValue)
    }
    var hasher = FingerprintHasher()
    hasher.combine(table.rawValue)
    // Two points never follow each other in a name that was spelled out.
    return StoreTable(rawValue: prefix + "." + hasher.finalize().hex)
  }
}

extension SyncStore {
  /// A part of this store with tables of its own, so that one store, such as a database, can remember for many
  /// destinations: one section for each.
  ///
  /// - Parameter name: The section's name, of any length. The same name gives the same section.
  public func section(_ name: String) -> any SyncStore { StoreSection(name, of: self) }
}
