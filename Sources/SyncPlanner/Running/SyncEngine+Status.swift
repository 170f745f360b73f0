internal import CatalogModels

extension SyncEngine {
  /// How the synchronisation stands (C3). Nothing is asked of source or destination but the destination's identity.
  ///
  /// - Throws: ``SyncError``: the store's error.
  public func status() async throws(SyncError) -> SyncStatus {
    let runs = try await RunStatus.read(from: store)
    var status = SyncStatus()
    status.current = runs.current
    status.last = runs.last
    status.lastSuccess = runs.lastSuccess
    status.lastComplete = runs.lastComplete
    status.resyncs = try await ResyncRequests.read(from: store).open
    if let last = try await lastCheckpoint() {
      // A destination that cannot be reached now shows in the next run, and not in the status of the last.
      let identity = try? await applier().capabilities().identity
      if let identity, identity != last.destination { status.fullResync = .destinationChanged }
    } else {
      status.fullResync = .firstRun
    }
    return status
  }

  /// The last runs that ended, the newest first: for a list, or a chart of counts and durations.
  ///
  /// - Parameter count: The most that are wanted. ``SyncPolicy/Logs/runs`` says how many there can be.
  public func history(last count: Int = 30) async throws(SyncError) -> [SyncStatus.Run] {
    let next = try await RunStatus.read(from: store).next
    let start = max(0, next - 1 - max(policy.logs.runs, count))
    let rows = try await store.readRows(
      in: RunStatus.history, after: RunStatus.historyKey(start), limit: max(1, policy.logs.runs + 1))
    var runs: [SyncStatus.Run] = []
    for row in rows.suffix(max(0, count)).reversed() {
      guard let run = (try? RawJSON(parsing: row.value)).flatMap(SyncStatus.Run.init) else {
        throw SyncError(.corrupted, "The run \(row.key) of the history cannot be read.")
      }
      runs.append(run)
    }
    return runs
  }

  /// The last entries of a log, the newest first.
  public func log(_ log: SyncLogEntry.Log, last count: Int = 100) async throws(SyncError) -> [SyncLogEntry] {
    try await LogStore(store: store, limit: policy.logs.entries).last(count, of: log)
  }
}
