#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// Carries out plans at a destination.
///
/// Before a batch is sent, a row says that it will be; the outcomes, the ledger and the end of that row are one commit.
/// So a run that was killed at any point leaves behind what it takes to find out what took effect: the next run reads
/// back where the destination can be read, sends again with the same idempotency keys where that is harmless, and
/// otherwise reports the outcome as unknown and sends nothing of the sort again by itself.
package struct Applier: Sendable {
  let destination: any Destination
  let store: any SyncStore
  let policy: SyncPolicy
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date
  /// Puts down what is sent and how long it takes.
  let recorder: RunRecorder?

  /// Creates an applier.
  ///
  /// - Parameters:
  ///   - clock: Measures the waits before what failed is sent again.
  ///   - now: The time for the ledger and dead letters. Nothing is decided by it.
  package init(
    to destination: any Destination, remembering store: any SyncStore, policy: SyncPolicy = .default,
    clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.init(to: destination, remembering: store, policy: policy, clock: clock, recorder: nil, now: now)
  }

  init(
    to destination: any Destination, remembering store: any SyncStore, policy: SyncPolicy,
    clock: any Clock<Duration>, recorder: RunRecorder?, now: @escaping @Sendable () -> Date
  ) {
    self.destination = destination
    self.store = store
    self.policy = policy
    self.clock = clock
    self.recorder = recorder
    self.now = now
  }

  /// Finds out what became of batches that an earlier run was sending when it was cut short. To be called before a plan
  /// is made, so that the plan stands on the truth.
  ///
  /// - Returns: One item for each action that was under way.
  /// - Throws: ``SyncError`` with `destination` where the destination cannot be asked: nothing else may be sent then.
  package func recover(
    progress: (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> [SyncReport.Item] {
    var run = try await ApplyRun(of: self, plan: nil)
    try await run.recover()
    try await run.settleAllAccepted()
    for item in run.recovered { progress(.item(item)) }
    if !run.recovered.isEmpty { progress(.recovered(count: run.recovered.count)) }
    return run.recovered
  }

  /// Carries out a plan.
  ///
  /// - Parameters:
  ///   - scope: The scope of today, where the plan is to be held against it.
  ///   - mapping: The mapping's version of today, where the plan is to be held against it.
  ///   - progress: Is told what happens; called from this task alone.
  /// - Returns: What became of the plan. Items that failed are in the report; they do not keep the others back.
  /// - Throws: ``SyncError``: `stalePlan` or `invalidPlan` before anything is sent; `destination` where it cannot be used at all;
  ///   `cancelled`, `conflict` or the store's own error in the middle. What was applied by then is remembered, and the
  ///   same plan can be applied again.
  package func apply(
    _ plan: SyncPlan, scope: String? = nil, mapping: String? = nil, progress: (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    var run = try await ApplyRun(of: self, plan: plan)
    try plan.basis.check(scope: scope, mapping: mapping, destination: run.capabilities.identity)
    try await plan.checkAgain()
    try await run.recover()
    if !run.recovered.isEmpty { progress(.recovered(count: run.recovered.count)) }
    try run.checkPosition(of: plan)
    do throws(SyncError) {
      try await run.send(plan, progress: progress)
      try await run.finish(plan)
    } catch {
      progress(.applied(run.report))
      throw error
    }
    progress(.applied(run.report))
    return run.report
  }
}
