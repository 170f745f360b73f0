#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension SyncEngine {
  /// Actions that were not applied, in the order of their records' keys, a page at a time.
  ///
  /// - Parameters:
  ///   - place: What the page before gave as `next`; `nil` for the start.
  ///   - limit: The most letters of the page, at least 1.
  public func deadLetters(
    after place: String? = nil, limit: Int = 100
  ) async throws(SyncError) -> DeadLetter.Page {
    try await DeadLetters(in: store).page(after: place, limit: max(1, limit))
  }

  /// Sends dead letters again, as they are, without asking the source: for when the destination was mended and the next
  /// run is too far away. Letters whose record moved on since are left to the next run, and so are those of which it is
  /// not known whether they took effect.
  ///
  /// - Parameters:
  ///   - keys: The records; `nil` for all.
  ///   - progress: Is told what happens, in this task.
  /// - Returns: What became of them.
  /// - Throws: ``SyncError``, as ``apply(_:in:progress:)`` does.
  public func retry(
    _ keys: Set<RecordKey>? = nil, progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    let applier = applier()
    let capabilities = try await applier.capabilities()
    _ = try await applier.recover(progress: progress)
    let ledger = Ledger(in: store)
    let base = try await ledger.position().sequence
    var builder = PlanBuilder()
    var place: String?
    repeat {
      let page = try await deadLetters(after: place, limit: 1_000)
      place = page.next
      let due = page.letters.filter { letter in
        letter.state != .unknown && letter.mapping == mapping.version && keys?.contains(letter.action.key) ?? true
      }
      let entries = try await ledger.entries(for: due.map(\.action.key))
      for action in due.map(\.action) where entries[action.key]?.fingerprint == action.precondition {
        builder.count(collected: 1, in: action.key.feed)
        try builder.append(action)
      }
    } while place != nil
    let last = try await lastCheckpoint()
    let plan = try builder.seal(
      SyncPlan.Basis(
        scope: last?.scope ?? "", destination: capabilities.identity, mapping: mapping.version, ledger: base))
    return try await apply(plan, progress: progress)
  }

  /// Says of records whose outcome is unknown what somebody found out at the destination.
  ///
  /// - Parameters:
  ///   - keys: The records. Those that are no dead letters are left out.
  ///   - finding: Whether what was sent took effect.
  public func settle(_ keys: some Collection<RecordKey>, as finding: DeadLetter.Finding) async throws(SyncError) {
    let letters = DeadLetters(in: store)
    switch finding {
    case .applied: try await letters.confirm(keys, at: now())
    case .notApplied: try await letters.discard(keys)
    }
  }
}
