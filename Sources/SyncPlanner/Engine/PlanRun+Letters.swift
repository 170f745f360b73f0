/// What an earlier run could not apply.
extension PlanRun {
  /// Takes up what an earlier run could not apply and what did not come by in this one: a run of changes would not see
  /// it again otherwise. What is unknown stays for somebody to settle.
  func planLetters(_ letters: DeadLetters) async throws(SyncError) {
    var place: String?
    repeat {
      let page = try await letters.page(after: place)
      place = page.next
      let open = page.letters.filter { $0.state != .unknown && !cameBy($0.action.key) }
      // What a whole sweep did not bring, or what is not there any more, is no longer wanted.
      let vain = open.filter { isVain($0.action) }
      try await letters.discard(vain.map(\.action.key))
      let due = open.filter { isReadByChanges($0.action.key.feed) && !isVain($0.action) }
      let entries = try await ledger.entries(for: due.map(\.action.key))
      for action in due.map(\.action) where entries[action.key]?.fingerprint == action.precondition {
        builder.count(collected: 1, in: action.key.feed)
        _ = noteSeen(action.key)
        try builder.append(action)
      }
    } while place != nil
  }

  private func isVain(_ action: SyncAction) -> Bool {
    if takes(action.key.feed), showsWhatIsGone(action.key.feed) { return true }
    guard action.kind != .delete, action.kind != .disable else { return false }
    let making = sources(of: action.key.feed)
    return !making.isEmpty && making.allSatisfy { absent.contains(RecordKey($0, action.key.id)) }
  }

  func isReadByChanges(_ feed: SyncFeed) -> Bool {
    takes(feed)
      && sources(of: feed).contains { source in
        if case .changes = sweeps[source] { true } else { false }
      }
  }
}
