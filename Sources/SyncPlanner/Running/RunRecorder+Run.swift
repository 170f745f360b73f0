internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// How a run begins and ends.
extension RunRecorder {
  /// Begins a run. One that is under way already, and is none of this plan's, ended without a word or is cut off now.
  ///
  /// - Parameter plan: The plan that is about to be applied: where it was this store's last one, its run goes on.
  static func begin(
    _ phase: SyncStatus.Run.Phase, _ extent: SyncExtent, plan: SyncPlan? = nil, in store: any SyncStore,
    _ logs: SyncPolicy.Logs, now: @escaping @Sendable () -> Date
  ) async throws(SyncError) -> RunRecorder {
    let date = now()
    var begun: SyncStatus.Run?
    while true {
      var status = try await RunStatus.read(from: store)
      var others: [StoreChange] = []
      if var current = status.current {
        if let plan, current.phase == .planned, current.plan == plan.id {
          current.phase = phase
          current.seen = max(current.started, date)
          begun = current
        } else if current.phase != .planned {
          current.ended = current.seen
          current.phase = .ended
          current.failure = .init(
            code: "interrupted", message: "It ended without a word, or another run began while it was under way.")
          status.last = current
          others = try await RunStatus.historyChanges(current, keeping: logs.runs, in: store)
        }
      }
      var run = begun ?? SyncStatus.Run(number: status.next, started: date, phase: phase, extent: extent)
      if begun == nil { status.next += 1 }
      if let plan { run.plan = plan.id }
      status.current = run
      do throws(SyncError) {
        try await store.commitAll([status.change] + others)
        return RunRecorder(run, store, logs, now: now)
      } catch {
        guard error.code == .conflict else { throw error }
        if Task.isCancelled { throw .cancelled }
        begun = nil
      }
    }
  }

  /// Puts down that there is a plan.
  func planned(_ plan: SyncPlan) async throws(SyncError) {
    change { run in
      run.phase = .planned
      run.plan = plan.id
      run.duration += plan.collection?.duration ?? .zero
    }
    try await write()
  }

  /// Ends the run.
  func end(_ failure: SyncError? = nil, after duration: Duration = .zero) async throws(SyncError) {
    let date = now()
    if let failure {
      note(run.phase == .applying ? .transmitting : .collecting, "The run ended: \(failure.description)")
    }
    change { run in
      run.ended = max(run.started, date)
      run.seen = max(run.started, date)
      run.duration += duration
      run.phase = .ended
      run.failure = failure.map { .init(code: $0.code.description, message: ForeignWords.cleaned($0.message)) }
    }
    try await write()
    let run = self.run
    let history = try await RunStatus.historyChanges(run, keeping: logs.runs, in: store)
    try await Self.update(store, with: history) { status in
      if status.current?.number == run.number { status.current = nil }
      if (status.last?.number ?? 0) <= run.number { status.last = run }
      if failure == nil, (status.lastSuccess?.number ?? 0) <= run.number {
        status.lastSuccess = run
        if run.extent == .complete, run.incomplete.isEmpty { status.lastComplete = run.started }
      }
      return true
    }
  }
}
