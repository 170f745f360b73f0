/// What failed and may not fail again.
extension ApplyRun {
  /// Whether an action that failed is sent again in this run: then it stands in the queue.
  mutating func sendsAgain(_ action: SyncAction) -> Bool {
    let retries = applier.policy.retries
    guard !isRecovering, mover != nil, again.count < SyncPolicy.Repeats.most,
      attempts[action.key, default: 0] < retries.times
    else { return false }
    attempts[action.key, default: 0] += 1
    again.append(action)
    busy.remove(action.key)
    return true
  }

  /// Waits, and then begins another round with what failed.
  mutating func beginAnotherRound() async throws(SyncError) {
    let attempt = again.compactMap { attempts[$0.key] }.min() ?? 1
    try await applier.sleep(applier.policy.retries.wait(before: attempt))
    round = again
    again = []
  }

  /// A batch of this round; `nil` where there is none.
  mutating func nextBatchAgain() -> [SyncAction]? {
    guard !round.isEmpty else { return nil }
    let batch = Array(round.prefix(capabilities.batchSize))
    round.removeFirst(batch.count)
    return batch
  }
}

extension Accepted {
  /// What becomes of an action for a record of which something was accepted and is not reported on: the same thing is
  /// under way, and anything else has to wait.
  func standing(before action: SyncAction) -> SyncReport.Item.Result {
    action.isAlike(self.action)
      ? .accepted(ticket: ticket)
      : .blocked(reason: "an earlier change was accepted as \(ticket), and is not reported on yet")
  }
}
