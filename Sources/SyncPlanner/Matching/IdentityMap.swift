internal import CatalogJSON

/// Which record bears an identifier, such as a SKU: rows of the store beside the ledger, written in the commit of the
/// outcome that made them true.
///
/// A product is known by its UUID, which stays when its identifier changes. Other things know it by identifier: links
/// from product models (N8), state of an earlier connector, a product that was deleted and made anew under its SKU
/// (N19). A row leads from an identifier to the record that bore it last; what that record is called at the destination,
/// and whether it still bears the identifier, stands in its ``LedgerEntry``. So a row may be out of date without harm:
/// whoever reads it looks into the ledger, and nobody has to clear up when identifiers are swapped.
package struct IdentityMap: Sendable {
  package let store: any SyncStore

  package init(in store: any SyncStore) { self.store = store }

  /// The records at the destination that bear some identifiers, with what the ledger knows of them. Identifiers that
  /// none bears are left out.
  package func identities(
    of identifiers: some Collection<String>, in feed: SyncFeed
  ) async throws(SyncError) -> [String: Identity] {
    guard !identifiers.isEmpty else { return [:] }
    let names = Dictionary(identifiers.map { (Self.rowKey(of: $0), $0) }) { first, _ in first }
    var owners: [String: RecordKey] = [:]
    for row in try await store.readRows(in: Self.table(of: feed), keys: Array(names.keys)) {
      guard let name = names[row.key], row.value.first == Self.version else { continue }
      owners[name] = RecordKey(feed, String(decoding: row.value.dropFirst(), as: UTF8.self))
    }
    let entries = try await Ledger(in: store).entries(for: Set(owners.values))
    var identities: [String: Identity] = [:]
    for (identifier, key) in owners {
      guard let entry = entries[key], entry.identifier?.utf8.elementsEqual(identifier.utf8) == true else { continue }
      identities[identifier] = Identity(key: key, entry: entry)
    }
    return identities
  }

  /// The keys of the records at the destination that bear some identifiers: what a link by identifier leads to (G8).
  package func keys(
    of identifiers: some Collection<String>, in feed: SyncFeed
  ) async throws(SyncError) -> [String: RecordKey] {
    try await identities(of: identifiers, in: feed).mapValues(\.key)
  }

  /// A record at the destination.
  package struct Identity: Sendable {
    /// What it is called here: a product's UUID.
    package let key: RecordKey
    /// What the destination accepted last, and what it calls the record.
    package let entry: LedgerEntry
  }
}

// MARK: Rows

extension IdentityMap {
  private static let version: UInt8 = 1

  /// The change that says who bears an identifier now.
  static func change(of identifier: String, to key: RecordKey) -> StoreChange {
    .put(rowKey(of: identifier), [version] + Array(key.id.utf8), in: table(of: key.feed))
  }

  static func table(of feed: SyncFeed) -> StoreTable {
    StoreTable(rawValue: "identity." + StoreTable.encoded(feed.rawValue, atMost: StoreRules.longestTable - 9))
  }

  /// The identifier itself, or its fingerprint where a store could not keep it as a key.
  private static func rowKey(of identifier: String) -> String {
    let name = "=" + identifier
    if StoreRules.isKey(name.utf8) { return name }
    var hasher = FingerprintHasher()
    hasher.combine(identifier)
    return ":" + hasher.finalize().hex
  }
}
