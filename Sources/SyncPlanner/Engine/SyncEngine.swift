#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Brings a destination in step with a source: collects, plans, applies.
///
/// ```swift
/// let engine = SyncEngine(from: PIMSource(client), to: destination, remembering: store)
/// let plan = try await engine.plan(SyncScope(channel: "ecommerce"))
/// print(plan.summary)
/// let report = try await engine.apply(plan)
/// ```
///
/// One store belongs to one engine's source and destination. Two engines that use it at once are kept apart: the second
/// to apply finds its plan stale.
public struct SyncEngine: Sendable {
  let source: any SyncSource
  let mapping: any RecordMapping
  let destination: any Destination
  let store: any SyncStore
  let policy: SyncPolicy
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date

  /// Creates an engine. Nothing happens yet.
  ///
  /// - Parameters:
  ///   - source: Where items come from.
  ///   - mapping: What makes records of them.
  ///   - destination: Where records go.
  ///   - store: What remembers, from one run to the next, what the destination accepted.
  ///   - policy: What to do where there is a choice.
  ///   - clock: Measures how long things take. Nothing is decided by it.
  ///   - now: The time: it tells how far apart two sweeps were.
  public init(
    from source: any SyncSource, by mapping: any RecordMapping = IdentityMapping(), to destination: any Destination,
    remembering store: any SyncStore, policy: SyncPolicy = .default, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.source = source
    self.mapping = mapping
    self.destination = destination
    self.store = store
    self.policy = policy
    self.clock = clock
    self.now = now
  }

  /// Collects what the scope wants, compares it with what the destination accepted last, and plans the difference.
  /// Nothing is sent.
  ///
  /// Batches that an earlier run was sending when it was cut short are cleared up first. When the destination is
  /// another than last time, or was emptied, all that was remembered of it is forgotten and everything is planned anew.
  ///
  /// - Parameters:
  ///   - scope: What is wanted.
  ///   - extent: How much is looked at. The first run looks at everything.
  ///   - deleted: Items of which an event says that they were deleted, by the source's feeds and keys. Those that the
  ///     source still has stay.
  ///   - released: Brakes of an earlier plan that somebody looked at and lets go. See ``SyncPolicy/Brake``.
  ///   - progress: Is told what happens, in this task.
  /// - Throws: ``SyncError``: `invalidScope` where the scope names what is not there; `source` where the source cannot
  ///   be read, with its own error behind it; `cancelled`; the store's or the destination's error.
  public func plan(
    _ scope: SyncScope = SyncScope(), _ extent: Extent = .changes, deleted: Set<RecordKey> = [],
    releasing released: [SyncPolicy.Brake] = [], progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncPlan {
    let started = Stopwatch(clock)
    let applier = Applier(to: destination, remembering: store, policy: policy, now: now)
    let capabilities = try await applier.capabilities()
    let ledger = Ledger(in: store)
    var checkpoint = SyncCheckpoint(
      scope: scope.digest.description, mapping: mapping.version, destination: capabilities.identity)
    let last = try await lastCheckpoint()
    if let last, last.destination != checkpoint.destination { try await forget() }
    _ = try await applier.recover(progress: progress)
    if let last, checkpoint.continues(last) { checkpoint.watermarks = last.watermarks }

    let base = try await ledger.position().sequence
    let request = request(scope, capabilities, extent == .changes ? checkpoint.watermarks : [:], ledger)
    let run = PlanRun(
      mapping, ledger, policy, PlanBuilder(), scope: scope, started: now(), deleted: deleted,
      taking: capabilities.feeds, progress: progress)
    if policy.conflicts.whenPlanning { run.live = try LiveRecords(of: destination, capabilities) }
    do {
      try await source.collect(request) { part in try await run.take(part) }
    } catch {
      throw SyncError(collecting: error)
    }
    if Task.isCancelled { throw .cancelled }
    if !run.canLook { try await run.noteDefinitions() }
    try await run.planPending(destination, capabilities)
    try await run.planDeleted()
    try await run.planGone()
    try await run.planLetters(DeadLetters(in: store))
    try await run.brake(
      releasing: released, sameScope: last?.scope == checkpoint.scope, sameMapping: last?.mapping == checkpoint.mapping)

    checkpoint.watermarks.merge(run.reached) { $1 }
    run.summary.duration = started.elapsed
    var plan = try run.builder.seal(
      SyncPlan.Basis(
        scope: checkpoint.scope, destination: checkpoint.destination, mapping: checkpoint.mapping,
        ledger: base + run.rebases, checkpoints: run.marksToKeep.merging([SyncCheckpoint.name: checkpoint.json]) { $1 })
    )
    plan.collection = run.summary
    progress(.planned(plan.summary))
    return plan
  }

  /// Carries out a plan.
  ///
  /// - Parameters:
  ///   - plan: A plan of this engine's, fresh or read from a file.
  ///   - scope: The scope of today, where the plan is to be held against it.
  ///   - progress: Is told what happens, in this task.
  /// - Returns: What became of it. Items that failed do not keep the others back; they are tried again by the next run.
  /// - Throws: ``SyncError``: `stalePlan` where ledger, mapping, scope or destination moved on, before anything is sent;
  ///   `cancelled`, or the store's or the destination's error, in the middle. What was applied by then is remembered.
  public func apply(
    _ plan: SyncPlan, in scope: SyncScope? = nil, progress: (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    let started = Stopwatch(clock)
    var report = try await Applier(to: destination, remembering: store, policy: policy, now: now).apply(
      plan, scope: scope?.digest.description, mapping: mapping.version, progress: progress)
    report.collection = plan.collection
    report.duration = (plan.collection?.duration ?? .zero) + started.elapsed
    return report
  }

  /// Plans and applies.
  ///
  /// - Throws: What ``plan(_:_:deleted:releasing:progress:)`` and ``apply(_:in:progress:)`` throw.
  public func sync(
    _ scope: SyncScope = SyncScope(), _ extent: Extent = .changes, deleted: Set<RecordKey> = [],
    releasing released: [SyncPolicy.Brake] = [], progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    try await apply(
      plan(scope, extent, deleted: deleted, releasing: released, progress: progress), in: scope, progress: progress)
  }
}
