/// What a run that was cut short left behind.
extension ApplyRun {
  /// Finds out what became of every batch that was under way, one after the other.
  mutating func recover() async throws(SyncError) {
    let own = (report: report, mover: mover)
    isRecovering = true
    while let row = try await applier.store.readRows(in: Intent.table, after: nil, limit: 1).first {
      let intent = try Intent(row: row)
      if intent.destination != capabilities.identity {
        // What was there is gone with that destination, or with its content: this one cannot tell, and need not.
        outbox.append(intent.removal)
        try await flush { _ in }
        continue
      }
      let sent = await applier.resolve(
        intent, capabilities, because: "the run that sent it was cut short", underlying: nil)
      if case .silent(let error) = sent.answer { throw error }
      try await settle(sent)
      let items = news
      // The plan that sent it may be applied again, unless somebody else moved the ledger meanwhile.
      let isUndisturbed = position.sequence == intent.mover.base || position.mover == intent.mover
      mover = isUndisturbed ? intent.mover : nil
      try await flush { _ in }
      recovered += items
    }
    // What an earlier run sent is no part of this run's counts, and holds nothing up: the plan sees to it.
    (report, mover) = own
    isRecovering = false
    failed = []
    accepted = [:]
    silent = 0
  }
}
