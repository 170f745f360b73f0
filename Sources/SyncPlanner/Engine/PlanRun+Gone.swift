import CatalogModels

/// What did not come by although everything did.
extension PlanRun {
  /// Plans what becomes of records whose items are gone. Only a feed all of whose sources were swept to the end can
  /// show that.
  func planGone() async throws(SyncError) {
    let made = Set(sources.flatMap { mapping.feeds(for: $0) })
    for feed in made.sorted(by: { $0.rawValue < $1.rawValue }) where takes(feed) && showsWhatIsGone(feed) {
      var place: String?
      while true {
        let page = try await ledger.page(of: feed, after: place, limit: 1_000)
        for (key, entry) in page where !records.contains(key) {
          try lose(key, entry, because: "It is gone from the source.")
        }
        try await planJudged()
        guard page.count == 1_000, let last = page.last else { break }
        place = last.key.id
        if Task.isCancelled { throw .cancelled }
      }
    }
  }

  /// The PIM's feeds of items, and whatever else the source has.
  private var sources: Set<SyncFeed> { Set(SyncFeed.all).union(sweeps.keys) }

  private func showsWhatIsGone(_ feed: SyncFeed) -> Bool {
    let making = sources.filter { mapping.feeds(for: $0).contains(feed) }
    return !making.isEmpty && !uncertain.contains(feed)
      && making.allSatisfy { if case .complete = sweeps[$0] { true } else { false } }
  }

  /// Takes up what an earlier run could not apply and what did not come by in this one: a run of changes would not see
  /// it again otherwise. What is unknown stays for somebody to settle.
  func planLetters(_ letters: DeadLetters) async throws(SyncError) {
    var place: String?
    repeat {
      let page = try await letters.page(after: place)
      place = page.next
      let open = page.letters.filter { $0.state != .unknown && !records.contains($0.action.key) }
      // What a whole sweep did not bring is no longer wanted.
      try await letters.discard(open.map(\.action.key).filter { takes($0.feed) && showsWhatIsGone($0.feed) })
      let due = open.filter { isReadByChanges($0.action.key.feed) }
      let entries = try await ledger.entries(for: due.map(\.action.key))
      for action in due.map(\.action) where entries[action.key]?.fingerprint == action.precondition {
        builder.count(collected: 1, in: action.key.feed)
        _ = noteSeen(action.key)
        try builder.append(action)
      }
    } while place != nil
  }

  private func isReadByChanges(_ feed: SyncFeed) -> Bool {
    takes(feed)
      && sources.contains { source in
        guard mapping.feeds(for: source).contains(feed), case .changes = sweeps[source] else { return false }
        return true
      }
  }
}
