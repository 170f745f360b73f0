/// What the destination accepted and has not done yet.
extension ApplyRun {
  /// Asks for the reports on what a stage sent, a few times, so that what rests on it can go on. What is still open then
  /// stays as rows, and holds up what rests on it.
  mutating func settleAccepted(progress: (SyncEvent) -> Void) async throws(SyncError) {
    var poll = 1
    while !accepted.isEmpty {
      let open = accepted.values.sorted { $0.action.key < $1.action.key }
      for one in try await settle(open) { accepted[one] = nil }
      try await flush(progress)
      guard !accepted.isEmpty, poll <= applier.policy.outcomePolling.times else { break }
      try await applier.sleep(applier.policy.outcomePolling.wait(before: poll))
      poll += 1
    }
    for key in accepted.keys { failed.insert(key) }
    accepted = [:]
  }

  /// Asks for the reports on what earlier runs left open.
  mutating func settleAllAccepted() async throws(SyncError) {
    var place: String?
    repeat {
      let page = try await Accepted.page(after: place, in: applier.store)
      place = page.next
      let gone = page.all.filter { $0.destination != capabilities.identity }
      outbox += gone.map { Accepted.removal(of: $0.action.key) }
      _ = try await settle(page.all.filter { $0.destination == capabilities.identity })
      let items = news
      try await flush { _ in }
      recovered += items
    } while place != nil
  }

  /// Takes in what the destination reports of some actions.
  ///
  /// - Returns: Those of which it reports that they are over.
  private mutating func settle(_ open: [Accepted]) async throws(SyncError) -> [RecordKey] {
    guard !open.isEmpty else { return [] }
    var reports: [String: [RecordKey: ActionOutcome]] = [:]
    for ticket in Set(open.map(\.ticket)).sorted() { reports[ticket] = try await applier.outcomes(of: ticket) }
    var settled: [RecordKey] = []
    let keys = open.map(\.action.key)
    let entries = try await Ledger(in: applier.store).entries(for: keys)
    let letters = try await DeadLetters(in: applier.store).letters(for: keys)
    for one in open {
      let key = one.action.key
      guard let outcome = reports[one.ticket]?[key] else { continue }
      let result = SyncReport.Item.Result(outcome)
      if case .accepted = result { continue }
      settled.append(key)
      var destinationID: String?
      if case .applied(let id) = outcome { destinationID = id }
      outbox.append(Accepted.removal(of: key))
      let wasRecovering = isRecovering
      // No later plan would bring what was rejected here back: it becomes a dead letter in any case.
      isRecovering = false
      record(
        one.action, result, before: entries[key], letter: letters[key], destinationID: destinationID,
        mapping: one.mapping)
      isRecovering = wasRecovering
    }
    return settled
  }

  /// Puts down that an action was accepted.
  mutating func accept(_ action: SyncAction, _ ticket: String, mapping: String) {
    let one = Accepted(
      action: action, ticket: ticket, mapping: mapping, destination: capabilities.identity, at: applier.now())
    outbox.append(one.writing)
    accepted[action.key] = one
    hasAccepted = true
  }
}

extension SyncReport.Item.Result {
  init(_ outcome: ActionOutcome) {
    self =
      switch outcome {
      case .applied: .applied
      case .accepted(let ticket): .accepted(ticket: ticket)
      case .rejected(let reason): .rejected(reason: ForeignWords.cleaned(reason))
      case .failed(let reason): .failed(reason: ForeignWords.cleaned(reason))
      case .unknown(let reason): .unknown(reason: ForeignWords.cleaned(reason))
      }
  }
}

extension Applier {
  func outcomes(of ticket: String) async throws(SyncError) -> [RecordKey: ActionOutcome] {
    do {
      return try await destination.outcomes(of: ticket)
    } catch {
      throw SyncError(
        destination: error, "The destination did not say what became of \(ticket).",
        advice: "What was accepted is remembered and asked for again by the next run.")
    }
  }

  func sleep(_ duration: Duration) async throws(SyncError) {
    do { try await clock.sleep(for: duration) } catch { throw .cancelled }
  }
}
