internal import CatalogModels

/// One run of the applier: what it holds while it works.
struct ApplyRun {
  let applier: Applier
  let capabilities: DestinationCapabilities
  /// In whose name the ledger moves.
  var mover: LedgerPosition.Mover?
  let mapping: String
  var position: LedgerPosition
  var report: SyncReport
  /// What became of batches that an earlier run left behind.
  var recovered: [SyncReport.Item] = []
  /// Whether that is being found out now.
  var isRecovering = false
  /// Records whose action was not applied: what depends on them is blocked.
  var failed: Set<RecordKey> = []
  /// Records of batches under way, and of outcomes that are not yet committed.
  var busy: Set<RecordKey> = []
  /// Changes that go into the next commit, and what is told once it stands.
  var outbox: [StoreChange] = []
  /// Who bears which identifier from the next commit on, by identifier: the last one counts.
  var identities: [RecordKey: StoreChange] = [:]
  var news: [SyncReport.Item] = []
  var movesLedger = false
  var batches = 0
  /// Where the ledger had last forgotten a record when sending began: the same for what is sent again within the run.
  var generation = 0
  /// What this stage sent and the destination accepted, without a report yet.
  var accepted: [RecordKey: Accepted] = [:]
  /// Whether anything at all may be accepted and open.
  var hasAccepted = true
  /// What failed and is sent again in this stage, and how often an action was sent again.
  var again: [SyncAction] = []
  var round: [SyncAction] = []
  var attempts: [RecordKey: Int] = [:]
  /// Batches in a row of which nothing could be found out.
  var silent = 0

  /// After this many batches in a row without an answer the destination counts as gone.
  static let mostSilent = 3

  init(of applier: Applier, plan: SyncPlan?) async throws(SyncError) {
    self.applier = applier
    capabilities = try await applier.capabilities()
    position = try await Ledger(in: applier.store).position()
    hasAccepted = try await !applier.store.readRows(in: Accepted.table, after: nil, limit: 1).isEmpty
    mover = plan.map { LedgerPosition.Mover(plan: $0.id, base: $0.basis.ledger) }
    mapping = plan?.basis.mapping ?? ""
    report = SyncReport(plan: plan?.id ?? "")
    if let plan { report.count(plan.summary) }
  }

  /// Refuses a plan when the ledger moved on by anything but that plan itself.
  func checkPosition(of plan: SyncPlan) throws(SyncError) {
    guard position.sequence != plan.basis.ledger else { return }
    guard let mover, position.mover == mover else {
      throw .stale("the ledger was at \(plan.basis.ledger) and now is at \(position.sequence)")
    }
  }

  /// Commits what has gathered, and with it that a batch is about to be sent, and tells of it.
  ///
  /// A batch moves the ledger before it is sent: of two runners that began on the same ledger, one sends.
  mutating func flush(
    before intent: Intent? = nil, _ progress: (SyncEvent) -> Void
  ) async throws(SyncError) {
    var changes = outbox + identities.values + (intent.map { [$0.writing] } ?? [])
    movesLedger = movesLedger || intent != nil
    if movesLedger { changes.append(position.step(by: mover, with: changes)) }
    if !changes.isEmpty {
      try await applier.commit(changes)
      if movesLedger { position = try await applier.position() }
    }
    outbox = []
    identities = [:]
    movesLedger = false
    for item in news {
      report.count(item)
      busy.remove(item.key)
      progress(.item(item))
    }
    news = []
  }

  /// Moves the checkpoints, now that all of the plan was carried out or accounted for.
  mutating func finish(_ plan: SyncPlan) async throws(SyncError) {
    if batches > 0 || !recovered.isEmpty { try await applier.finish() }
    for (name, value) in plan.basis.checkpoints { outbox.append(Checkpoints.change(of: name, to: value)) }
    movesLedger = !outbox.isEmpty
    try await flush { _ in }
    report.isComplete = true
  }
}

extension Applier {
  func capabilities() async throws(SyncError) -> DestinationCapabilities {
    do {
      return try await destination.capabilities
    } catch {
      throw SyncError(destination: error, "The destination does not say what it can do.")
    }
  }

  func finish() async throws(SyncError) {
    do {
      try await destination.finish()
    } catch {
      throw SyncError(
        destination: error, "The destination did not come to its end of the run.",
        advice: "What was applied is remembered. Run again.")
    }
  }

  func position() async throws(SyncError) -> LedgerPosition {
    let store = self.store
    return try await shielded { () async throws(SyncError) in try await Ledger(in: store).position() }
  }

  func commit(_ changes: [StoreChange]) async throws(SyncError) {
    let store = self.store
    try await shielded { () async throws(SyncError) in try await store.commitAll(changes) }
  }

  /// What was sent must be remembered although the run is being cancelled, whatever store is used: a task of its own
  /// does not see the cancellation.
  private func shielded<Value: Sendable>(
    _ work: @escaping @Sendable () async throws(SyncError) -> Value
  ) async throws(SyncError) -> Value {
    let task = Task { () async -> Result<Value, SyncError> in
      do throws(SyncError) { return .success(try await work()) } catch { return .failure(error) }
    }
    return try await task.value.get()
  }
}
