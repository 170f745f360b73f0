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
/// One store belongs to one engine's source and destination, and to one runner at a time. Of two engines that use it at
/// once the second to apply finds its plan stale; what the first is sending just then, the second takes for left behind.
/// Runners that share a store take turns by ``WorkClaims``.
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
  ///   - clock: Measures how long things take, and the waits before something is sent or asked again.
  ///   - now: The time: it tells when a run began, and how far apart two sweeps were.
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
  ///   - keys: The records that are planned; `nil` for all. What a chosen record rests on and the destination does not
  ///     have is planned with it. How far the source was read stays as it was, so that the next run sees what this one
  ///     left out.
  ///   - progress: Is told what happens, in this task.
  /// - Throws: ``SyncError``: `invalidScope` where the scope names what is not there; `source` where the source cannot
  ///   be read, with its own error behind it; `cancelled`; the store's or the destination's error.
  public func plan(
    _ scope: SyncScope = SyncScope(), _ extent: SyncExtent = .changes, deleted: Set<RecordKey> = [],
    releasing released: [SyncPolicy.Brake] = [], only keys: Set<RecordKey>? = nil,
    progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncPlan {
    try await plan(scope, extent, deleted, released, keys, cutting: false, progress: progress)
  }

  func plan(
    _ scope: SyncScope, _ extent: SyncExtent, _ deleted: Set<RecordKey>, _ released: [SyncPolicy.Brake],
    _ keys: Set<RecordKey>?, cutting: Bool, progress: @escaping (SyncEvent) -> Void
  ) async throws(SyncError) -> SyncPlan {
    let recorder = try await RunRecorder.begin(.collecting, extent, in: store, policy.logs, now: now)
    do throws(SyncError) {
      let plan = try await plan(scope, extent, deleted, released, only: keys, cutting: cutting, recorder) { event in
        recorder.hear(event)
        progress(event)
      }
      try await recorder.planned(plan)
      return plan
    } catch {
      await finish(recorder, error)
      throw error
    }
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
    let recorder = try await RunRecorder.begin(.applying, .changes, plan: plan, in: store, policy.logs, now: now)
    do throws(SyncError) {
      var report = try await applier(recorder).apply(
        plan, scope: scope?.digest.description, mapping: mapping.version
      ) { event in
        recorder.hear(event)
        progress(event)
      }
      tell(.sent, recorder, progress)
      report.collection = plan.collection
      report.duration = (plan.collection?.duration ?? .zero) + started.elapsed
      try await recorder.end(after: started.elapsed)
      return report
    } catch {
      await finish(recorder, error, after: started.elapsed)
      throw error
    }
  }

  /// Plans and applies.
  ///
  /// A catalog that is read for the first time is planned and applied in stretches, as ``SyncPolicy/firstReadingStretch`` says, so
  /// that a run that is cut short goes on where it was. The report is that of all of them together.
  ///
  /// - Throws: What ``plan(_:_:deleted:releasing:only:progress:)`` and ``apply(_:in:progress:)`` throw.
  public func sync(
    _ scope: SyncScope = SyncScope(), _ extent: SyncExtent = .changes, deleted: Set<RecordKey> = [],
    releasing released: [SyncPolicy.Brake] = [], only keys: Set<RecordKey>? = nil,
    progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    guard let keys else { return try await syncInStretches(scope, extent, deleted, released, progress: progress) }
    let plan = try await plan(scope, extent, deleted: deleted, releasing: released, only: keys, progress: progress)
    return try await apply(plan, in: scope, progress: progress)
  }
}
