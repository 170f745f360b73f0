/// A store for the holder of one claim: a row with the claim's token is part of each commit, so that nothing is written
/// any more once a later claim of the same work was fenced.
struct FencedStore: SyncStore {
  let store: any SyncStore
  let work: String
  let token: Int

  static let table = StoreTable(rawValue: "fences")

  func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
    try await store.rows(in: table, after: after, limit: limit)
  }

  func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
    try await store.rows(in: table, keys: keys)
  }

  func keys(in table: StoreTable, after: String?, limit: Int) async throws -> [String] {
    try await store.keys(in: table, after: after, limit: limit)
  }

  func commit(_ changes: [StoreChange]) async throws {
    guard !changes.isEmpty else { return }
    while true {
      let row = try await fence()
      do {
        return try await store.commit(changes + [mark(expecting: row.map { .revision($0.revision) } ?? .absent)])
      } catch let error as SyncError {
        // Another commit of this very holder may have moved the fence; anything else is the caller's conflict.
        guard error.code == .conflict, try await fence()?.revision != row?.revision else { throw error }
      }
      try Task.checkCancellation()
    }
  }

  /// Raises the fence to this claim's token: from here on earlier holders are kept out.
  func raise() async throws(SyncError) {
    while true {
      let row = try await fence()
      if row.map(Self.token) == token { return }
      do throws(SyncError) {
        return try await store.commitAll([mark(expecting: row.map { .revision($0.revision) } ?? .absent)])
      } catch {
        guard error.code == .conflict else { throw error }
      }
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// The fence's row, as long as no later claim raised it.
  private func fence() async throws(SyncError) -> StoreRow? {
    let row = try await store.readRows(in: Self.table, keys: [work]).first
    if let row, Self.token(of: row) > token { throw .lost(work) }
    return row
  }

  private func mark(expecting expected: StoreChange.Expectation) -> StoreChange {
    .put(work, Array(String(token).utf8), in: Self.table, expecting: expected)
  }

  private static func token(of row: StoreRow) -> Int {
    Int(String(decoding: row.value, as: UTF8.self)) ?? .max
  }
}

extension SyncStore {
  /// This store in the hands of a claim's holder. Every commit through it bears the claim's token and is refused with
  /// ``SyncError`` `leaseLost` as soon as a later claim of the same work was fenced. Reading goes on.
  ///
  /// Where many machines share the work, nobody should write what belongs to it through anything else.
  ///
  /// - Throws: ``SyncError`` with `leaseLost` where a later claim was fenced already; the store's own error.
  public func fenced(by claim: WorkClaim) async throws(SyncError) -> any SyncStore {
    let store = FencedStore(store: self, work: claim.work, token: claim.token)
    try await store.raise()
    return store
  }
}
