extension SyncStore {
  /// ``SyncStore/rows(in:keys:)`` with this package's own error.
  package func readRows(in table: StoreTable, keys: [String]) async throws(SyncError) -> [StoreRow] {
    do {
      return try await rows(in: table, keys: keys)
    } catch {
      throw SyncError(of: error, in: table)
    }
  }

  /// ``SyncStore/rows(in:after:limit:)`` with this package's own error.
  package func readRows(in table: StoreTable, after: String?, limit: Int) async throws(SyncError) -> [StoreRow] {
    do {
      return try await rows(in: table, after: after, limit: limit)
    } catch {
      throw SyncError(of: error, in: table)
    }
  }

  /// ``SyncStore/keys(in:after:limit:)`` with this package's own error.
  package func readKeys(in table: StoreTable, after: String?, limit: Int) async throws(SyncError) -> [String] {
    do {
      return try await keys(in: table, after: after, limit: limit)
    } catch {
      throw SyncError(of: error, in: table)
    }
  }

  /// ``SyncStore/commit(_:)`` with this package's own error.
  package func commitAll(_ changes: [StoreChange]) async throws(SyncError) {
    do {
      try await commit(changes)
    } catch {
      throw SyncError(of: error, in: changes.first?.table)
    }
  }
}

extension SyncError {
  /// What a store threw.
  fileprivate init(of error: any Error, in table: StoreTable?) {
    switch error {
    case let error as SyncError: self = error
    case is CancellationError: self = .cancelled
    default:
      self.init(
        .store, "The store failed\(table.map { " in table \($0.rawValue)" } ?? "").", underlying: error)
    }
  }

  /// The calling task was cancelled.
  package static let cancelled = SyncError(.cancelled, "The synchronisation was cancelled.")
}
