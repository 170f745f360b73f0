/// The actions of one stage after the other, in batches, several at once.
extension ApplyRun {
  mutating func send(_ plan: SyncPlan, progress: (SyncEvent) -> Void) async throws(SyncError) {
    generation = position.generation
    var queue = ActionQueue(plan.actions)
    while let stage = try await queue.nextStage() {
      try await send(stage: stage, of: &queue, progress: progress)
      while !again.isEmpty {
        try await beginAnotherRound()
        try await send(stage: stage, of: &queue, progress: progress)
      }
      attempts = [:]
      try await settleAccepted(progress: progress)
    }
  }

  private mutating func send(
    stage: Int, of queue: inout ActionQueue, progress: (SyncEvent) -> Void
  ) async throws(SyncError) {
    let applier = self.applier
    let capabilities = self.capabilities
    var failure: SyncError?
    await withTaskGroup(of: SentBatch.self) { group in
      var running = 0
      while true {
        do throws(SyncError) {
          while failure == nil, running < capabilities.concurrency,
            let actions = try await nextBatch(of: &queue, stage: stage)
          {
            let intent = try await prepare(actions)
            try await flush(before: intent, progress)
            guard let intent else { continue }
            progress(.sending(intent.actions[0].key.feed, count: intent.actions.count))
            running += 1
            group.addTask { await applier.send(intent, capabilities) }
          }
          try await flush(progress)
        } catch {
          failure = failure ?? error
          group.cancelAll()
        }
        guard running > 0, let sent = await group.next() else { break }
        running -= 1
        do throws(SyncError) {
          try await settle(sent)
        } catch {
          failure = failure ?? error
          group.cancelAll()
        }
      }
    }
    guard let failure else { return }
    // What was answered before the end counts, if the store still takes it.
    try? await flush(progress)
    throw failure
  }

  /// The next actions that may be sent together; `nil` when the stage is through, or nothing more may start now.
  private mutating func nextBatch(of queue: inout ActionQueue, stage: Int) async throws(SyncError) -> [SyncAction]? {
    guard !Task.isCancelled else { throw .cancelled }
    if let batch = nextBatchAgain() { return batch }
    var batch: [SyncAction] = []
    var keys: Set<RecordKey> = []
    while batch.count < capabilities.batchSize, let action = try await queue.peek(in: stage),
      !busy.contains(action.key), keys.insert(action.key).inserted
    {
      batch.append(action)
      queue.pop()
    }
    return batch.isEmpty ? nil : batch
  }

  /// Sorts out what is not to be sent, and writes down what is about to be.
  private mutating func prepare(_ actions: [SyncAction]) async throws(SyncError) -> Intent? {
    let entries = try await Ledger(in: applier.store).entries(for: actions.flatMap(\.ledgerKeys))
    let letters = try await DeadLetters(in: applier.store).letters(for: actions.map(\.key))
    let open = hasAccepted ? try await Accepted.of(actions.map(\.key), in: applier.store) : [:]
    var sendable: [SyncAction] = []
    for action in actions {
      busy.insert(action.key)
      let before = action.entry(in: entries)
      if let one = open[action.key] {
        record(action, one.standing(before: action), before: before, letter: letters[action.key])
      } else if let result = standing(of: action, entries, letters[action.key]) {
        record(action, result, before: before, letter: letters[action.key])
      } else {
        sendable.append(action.numbered(after: before, generation: generation))
      }
    }
    sendable = try await withoutConflicts(sendable, entries, letters)
    guard !sendable.isEmpty, let mover else { return nil }
    batches += 1
    return Intent(
      number: batches, mover: mover, mapping: mapping, destination: capabilities.identity, actions: sendable)
  }

  /// Leaves out what somebody changed at the destination since the plan was made, where the policy asks for that.
  private mutating func withoutConflicts(
    _ actions: [SyncAction], _ entries: [RecordKey: LedgerEntry], _ letters: [RecordKey: DeadLetter]
  ) async throws(SyncError) -> [SyncAction] {
    let rule = applier.policy.conflicts
    guard rule.beforeSending, !actions.isEmpty else { return actions }
    let live = try LiveRecords(of: applier.destination, capabilities)
    let verdicts = try await live.judge(actions.map { ($0, $0.entry(in: entries)) }, by: rule)
    var sound: [SyncAction] = []
    for (action, verdict) in zip(actions, verdicts) {
      switch verdict {
      case .sound(let action): sound.append(action)
      case .conflict(let reason):
        record(
          action, .blocked(reason: reason), before: action.entry(in: entries), letter: letters[action.key])
      }
    }
    return sound
  }

  /// What becomes of an action without its being sent; `nil` where it is to be sent.
  private func standing(
    of action: SyncAction, _ entries: [RecordKey: LedgerEntry], _ letter: DeadLetter?
  ) -> SyncReport.Item.Result? {
    switch action.kind {
    case .skip: return .skipped(reason: action.reason)
    case .blocked: return .blocked(reason: action.reason)
    case .create, .link, .update, .disable, .delete: break
    }
    if let feeds = capabilities.feeds, !feeds.contains(action.key.feed) {
      return .skipped(reason: "the destination does not take the feed \(action.key.feed)")
    }
    if action.isApplied(in: entries[action.key]) { return .alreadyApplied }
    if action.entry(in: entries)?.fingerprint != action.precondition {
      return .blocked(reason: "the ledger moved on since the plan was made")
    }
    if let letter, letter.state == .unknown {
      return .blocked(reason: "it is not known whether an earlier sending took effect: \(letter.reason)")
    }
    if let dependency = action.dependencies.first(where: failed.contains) {
      return .blocked(reason: "\(dependency) was not applied, and this depends on it")
    }
    return nil
  }
}

/// A plan's actions with one of them looked at ahead.
struct ActionQueue {
  private var iterator: PlanActions.AsyncIterator
  private var head: SyncAction?

  init(_ actions: PlanActions) { iterator = actions.makeAsyncIterator() }

  mutating func nextStage() async throws(SyncError) -> Int? { try await look()?.stage }

  mutating func peek(in stage: Int) async throws(SyncError) -> SyncAction? {
    guard let action = try await look(), action.stage == stage else { return nil }
    return action
  }

  mutating func pop() { head = nil }

  private mutating func look() async throws(SyncError) -> SyncAction? {
    if head == nil { head = try await iterator.next() }
    return head
  }
}
