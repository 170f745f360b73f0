package import CatalogModels

/// How far the source was read with all of its effects accounted for: watermarks and the like, by name.
package struct Checkpoints: Sendable {
  package let store: any SyncStore

  package init(in store: any SyncStore) { self.store = store }

  static let table = StoreTable(rawValue: "checkpoints")

  /// The checkpoints of some names. Those that were never set are left out.
  package func values(of names: [String]) async throws(SyncError) -> [String: RawJSON] {
    var values: [String: RawJSON] = [:]
    for row in try await store.readRows(in: Self.table, keys: names) {
      guard let value = try? RawJSON(parsing: row.value) else {
        throw SyncError(.corrupted, "The checkpoint \"\(row.key)\" cannot be read.")
      }
      values[row.key] = value
    }
    return values
  }

  /// The change that sets a checkpoint.
  package static func change(of name: String, to value: RawJSON) -> StoreChange {
    .put(name, Array(value.text.utf8), in: table)
  }
}
