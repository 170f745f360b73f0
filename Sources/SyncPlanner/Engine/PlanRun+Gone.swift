import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What did not come by although everything did, and what becomes of it (F2).
extension PlanRun {
  /// Why a record is lost.
  enum Loss {
    /// A complete sweep did not bring its item: evidence.
    case missing
    /// Its item was seen outside of the scope: certain.
    case left(reason: String)
    /// Its item was deleted, as an event says and nothing contradicts: certain.
    case deleted
    /// Another record is made of its item in its place: certain.
    case moved(to: RecordKey)
  }

  /// Plans that a record goes, where the destination has it. Without an entry there is nothing to lose.
  func lose(_ key: RecordKey, _ entry: LedgerEntry?, _ loss: Loss) throws(SyncError) {
    _ = noteSeen(key)
    guard let entry, entry.state != .unlinked else { return }
    let evidence = entry.missingSince.flatMap { $0 <= started ? $0 : nil }
    let end = end(of: entry, loss, since: evidence)
    try requireRevocable(key, entry, because: end.reason)
    guard let kind = end.kind else { return }
    // A variant or a model below another one bears its parent, and goes before it.
    let depth = entry.fields.names.contains("parent") ? 1 : 0
    var action = SyncAction(
      kind, key, reason: end.reason, precondition: entry.fingerprint, destinationID: entry.destinationID,
      identifier: entry.identifier, dependencies: loss.dependencies,
      stage: stages.stage(ofGone: key.feed, depth: depth))
    if case .missing = loss, kind != .delete { action.missingSince = evidence ?? started }
    try plan(action, since: entry)
  }

  /// What is done, `nil` where it is done already, and why.
  private func end(
    of entry: LedgerEntry, _ loss: Loss, since evidence: Date?
  ) -> (kind: SyncAction.Kind?, reason: String) {
    let reason =
      switch loss {
      case .missing: "It is gone from the source."
      case .left(let reason): "It left the scope: \(reason)."
      case .deleted: "An event says that it was deleted, and the source does not have it."
      case .moved(let key): "Its item is \(key) now."
      }
    let disable: SyncAction.Kind? = entry.state == .disabled ? nil : .disable
    switch (policy.whenGone, loss) {
    case (.keep, _): return (.skip, reason)
    case (.disable, _): return (disable, reason)
    case (.delete, .left), (.delete, .deleted), (.delete, .moved): return (.delete, reason)
    case (.delete, .missing):
      let wait = policy.guards.provenAfter
      if let evidence, started.timeIntervalSince(evidence) >= wait.seconds {
        return (.delete, "It is gone from the source: two complete sweeps missed it, the first on \(evidence.iso8601).")
      }
      let proof =
        "\(reason) It is deleted once another complete sweep misses it, \(wait.text) or more after "
        + (evidence.map { "the first on \($0.iso8601)." } ?? "this one.")
      return (policy.guards.untilProven == .disable ? disable ?? .skip : .skip, proof)
    }
  }

  /// Plans what becomes of records whose items are gone. Only a feed all of whose sources were swept to the end can
  /// show that.
  func planGone() async throws(SyncError) {
    for feed in feedsShowingWhatIsGone where missing[feed] != 0 {
      try await eachMissing(of: feed) { (key, entry) throws(SyncError) in try lose(key, entry, .missing) }
    }
  }

  /// Goes through the records of a feed that the destination has and that did not come by.
  func eachMissing(
    of feed: SyncFeed, _ body: (RecordKey, LedgerEntry) throws(SyncError) -> Void
  ) async throws(SyncError) {
    var place: String?
    while true {
      // Nearly all came by, so their rows are not even read.
      let keys = try await ledger.keys(of: feed, after: place, limit: 1_000)
      let missing = keys.filter { !cameBy($0) }
      if !missing.isEmpty {
        let entries = try await ledger.rows(of: missing)
        for key in missing {
          if let entry = try entries[key] { try body(key, entry) }
        }
      }
      try await planJudged()
      guard keys.count == 1_000, let last = keys.last else { return }
      place = last.id
      if Task.isCancelled { throw .cancelled }
    }
  }

  var feedsShowingWhatIsGone: [SyncFeed] {
    let made = Set(sources.flatMap { mapping.feeds(for: $0) })
    return made.filter { takes($0) && showsWhatIsGone($0) }.sorted { $0.rawValue < $1.rawValue }
  }

  /// The PIM's feeds of items, and whatever else the source has.
  var sources: Set<SyncFeed> { Set(SyncFeed.all).union(sweeps.keys) }

  /// The feeds of items of which records of a feed are made.
  func sources(of feed: SyncFeed) -> [SyncFeed] {
    sources.filter { mapping.feeds(for: $0).contains(feed) }.sorted { $0.rawValue < $1.rawValue }
  }

  func showsWhatIsGone(_ feed: SyncFeed) -> Bool {
    let making = sources(of: feed)
    return !making.isEmpty && !uncertain.contains(feed)
      && making.allSatisfy { if case .complete = sweeps[$0] { true } else { false } }
  }
}

extension Date {
  fileprivate var iso8601: String { formatted(.iso8601) }
}
