internal import CatalogJSON

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// The actions that were not applied, as rows of the store.
package struct DeadLetters: Sendable {
  package let store: any SyncStore

  package init(in store: any SyncStore) { self.store = store }

  static let table = StoreTable(rawValue: "dead-letters")

  /// The letters of some records.
  package func letters(for keys: some Collection<RecordKey>) async throws(SyncError) -> [RecordKey: DeadLetter] {
    var letters: [RecordKey: DeadLetter] = [:]
    for row in try await store.readRows(in: Self.table, keys: keys.map(Self.rowKey)) {
      let letter = try DeadLetter(row: row)
      letters[letter.action.key] = letter
    }
    return letters
  }

  /// The letters behind a place, which is `nil` for the start, and the place to go on from; `nil` for the end.
  package func page(
    after place: String? = nil, limit: Int = 100
  ) async throws(SyncError) -> DeadLetter.Page {
    let rows = try await store.readRows(in: Self.table, after: place, limit: limit)
    var letters: [DeadLetter] = []
    for row in rows { letters.append(try DeadLetter(row: row)) }
    return DeadLetter.Page(letters: letters, next: rows.count < limit ? nil : rows.last?.key)
  }

  /// Forgets letters. Of those whose outcome is unknown this allows that the next plan sends the record again.
  package func discard(_ keys: some Collection<RecordKey>) async throws(SyncError) {
    guard !keys.isEmpty else { return }
    try await store.commitAll(Set(keys).map(Self.removal))
  }

  /// Settles letters of which somebody knows that they took effect: the ledger takes them as applied.
  package func confirm(_ keys: some Collection<RecordKey>, at date: Date) async throws(SyncError) {
    let ledger = Ledger(in: store)
    let before = try await ledger.entries(for: keys)
    var entries: [RecordKey: LedgerEntry?] = [:]
    var removals: [StoreChange] = []
    var identified: [RecordKey: StoreChange] = [:]
    for (key, letter) in try await letters(for: keys) {
      entries.updateValue(
        letter.action.entry(replacing: before[key], destinationID: nil, mapping: letter.mapping, at: date), forKey: key)
      if let old = letter.action.replacing { entries.updateValue(nil, forKey: old) }
      if let identifier = letter.action.identifier {
        identified[RecordKey(key.feed, identifier)] = IdentityMap.change(of: identifier, to: key)
      }
      removals.append(Self.removal(of: key))
    }
    try await ledger.write(entries, with: removals + identified.values)
  }

  static func removal(of key: RecordKey) -> StoreChange { .delete(rowKey(of: key), in: table) }

  static func rowKey(of key: RecordKey) -> String {
    let name = StoreTable.encoded(key.feed.rawValue, atMost: StoreRules.longestTable) + ":" + key.id
    if name.utf8.count <= StoreRules.longestKey { return name }
    var hasher = FingerprintHasher()
    hasher.combine(name)
    return "::" + hasher.finalize().hex
  }
}
