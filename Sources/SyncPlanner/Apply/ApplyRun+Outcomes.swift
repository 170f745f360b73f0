internal import CatalogModels

/// What a batch came back with.
struct SentBatch: Sendable {
  let intent: Intent
  let answer: Answer

  enum Answer: Sendable {
    /// One outcome for each action.
    case outcomes([ActionOutcome])
    /// Nothing can be found out now; the intent stays and the next run tries again.
    case silent(SyncError)
  }
}

extension Applier {
  /// Sends a batch, and where no answer comes, finds out what took effect.
  func send(_ intent: Intent, _ capabilities: DestinationCapabilities) async -> SentBatch {
    try? await recorder?.writeIfDue()
    let started = Stopwatch(clock)
    do {
      let outcomes = try await destination.apply(intent.actions)
      recorder?.sent(intent.actions, outcomes, started.elapsed)
      if outcomes.count == intent.actions.count { return SentBatch(intent: intent, answer: .outcomes(outcomes)) }
      let reason = "it answered with \(outcomes.count) outcomes to \(intent.actions.count) actions"
      return await resolve(intent, capabilities, because: reason, underlying: nil)
    } catch {
      // Who cancels does not want to wait for answers. The next run finds out.
      if Task.isCancelled { return SentBatch(intent: intent, answer: .silent(.cancelled)) }
      recorder?.sent(intent.actions, [], started.elapsed)
      return await resolve(intent, capabilities, because: "\(error)", underlying: error)
    }
  }

  /// Finds out what became of a batch of which nothing is known.
  func resolve(
    _ intent: Intent, _ capabilities: DestinationCapabilities, because reason: String, underlying: (any Error)?
  ) async -> SentBatch {
    do {
      if capabilities.canRead {
        return SentBatch(intent: intent, answer: .outcomes(try await readBack(intent.actions, because: reason)))
      }
      if capabilities.isIdempotent {
        let outcomes = try await destination.apply(intent.actions)
        if outcomes.count == intent.actions.count { return SentBatch(intent: intent, answer: .outcomes(outcomes)) }
      }
    } catch is CancellationError {
      return SentBatch(intent: intent, answer: .silent(.cancelled))
    } catch {
      return SentBatch(intent: intent, answer: .silent(.unanswered(error)))
    }
    if capabilities.isIdempotent { return SentBatch(intent: intent, answer: .silent(.unanswered(underlying))) }
    return SentBatch(
      intent: intent, answer: .outcomes(intent.actions.map { _ in .unknown(reason: reason) }))
  }

  private func readBack(_ actions: [SyncAction], because reason: String) async throws -> [ActionOutcome] {
    var records: [RecordKey: SyncRecord] = [:]
    for record in try await destination.read(actions.map(\.key)) { records[record.key] = record }
    return actions.map { action in
      action.isShown(by: records[action.key])
        ? .applied() : .failed(reason: "no answer came (\(reason)), and it was found not to have taken effect")
    }
  }
}

extension SyncAction {
  /// Whether what the destination has now shows this action's effect. Fields that are no part of the action are the
  /// destination's own affair.
  func isShown(by record: SyncRecord?) -> Bool {
    switch kind {
    case .create, .link, .update:
      guard let record else { return false }
      return fields.allSatisfy { record.fields[$0.key] == $0.value }
        && clearedFields.allSatisfy { record.fields[$0]?.isNull ?? true }
    case .delete: return record == nil
    // A record does not show that it is hidden. To disable it again does no harm.
    case .disable, .skip, .blocked: return false
    }
  }
}

extension SyncError {
  fileprivate static func unanswered(_ error: (any Error)?) -> SyncError {
    SyncError(
      .destination, "The destination did not answer, and it could not be found out what took effect.",
      advice: "Run again: what was under way is cleared up first.", underlying: error)
  }
}

extension ApplyRun {
  /// Takes in what a batch came back with.
  mutating func settle(_ sent: SentBatch) async throws(SyncError) {
    guard case .outcomes(let outcomes) = sent.answer else {
      guard case .silent(let error) = sent.answer else { return }
      for action in sent.intent.actions {
        failed.insert(action.key)
        news.append(SyncReport.Item(key: action.key, kind: action.kind, result: .unknown(reason: error.message)))
      }
      throw error
    }
    let keys = sent.intent.actions.map(\.key)
    let entries = try await Ledger(in: applier.store).entries(for: sent.intent.actions.flatMap(\.ledgerKeys))
    let letters = try await DeadLetters(in: applier.store).letters(for: keys)
    for (action, outcome) in zip(sent.intent.actions, outcomes) {
      let result = SyncReport.Item.Result(outcome)
      if case .failed = result, sendsAgain(action) { continue }
      var destinationID: String?
      if case .applied(let id) = outcome { destinationID = id }
      record(
        action, result, before: action.entry(in: entries), letter: letters[action.key], destinationID: destinationID,
        mapping: sent.intent.mapping)
    }
    outbox.append(sent.intent.removal)
    let allUnknown = outcomes.allSatisfy { if case .unknown = $0 { true } else { false } }
    silent = allUnknown ? silent + 1 : 0
    guard silent < Self.mostSilent else {
      throw SyncError(
        .destination, "The destination gave no answer to \(silent) batches in a row.",
        advice: "See whether it can be reached; what is unknown stands in the report and among the dead letters.")
    }
  }

  /// Puts down what became of an action, for the next commit.
  mutating func record(
    _ action: SyncAction, _ result: SyncReport.Item.Result, before: LedgerEntry?, letter: DeadLetter?,
    destinationID: String? = nil, mapping: String? = nil
  ) {
    let mapping = mapping ?? self.mapping
    switch result {
    case .applied:
      let date = applier.now()
      var entry = action.entry(replacing: before, destinationID: destinationID, mapping: mapping, at: date)
      if var new = entry {
        applier.policy.ledgerDetail.complete(&new, action, after: before, at: date)
        entry = new
      }
      outbox.append(Ledger.change(of: action.key, to: entry))
      movesLedger = true
      if let old = action.replacing { outbox += [Ledger.change(of: old, to: nil), DeadLetters.removal(of: old)] }
      if let identifier = entry?.identifier, identifier != before?.identifier || action.replacing != nil {
        identities[RecordKey(action.key.feed, identifier)] = IdentityMap.change(of: identifier, to: action.key)
      }
      if letter != nil { outbox.append(DeadLetters.removal(of: action.key)) }
    case .alreadyApplied:
      if letter != nil { outbox.append(DeadLetters.removal(of: action.key)) }
    case .accepted(let ticket): accept(action, ticket, mapping: mapping)
    case .skipped:
      // Nothing is sent, but a sweep that missed the record is remembered.
      if action.missingSince != nil, before?.missingSince != action.missingSince {
        outbox.append(
          Ledger.change(
            of: action.key, to: action.entry(replacing: before, destinationID: nil, mapping: mapping, at: applier.now())
          ))
        movesLedger = true
      }
    case .blocked(let reason):
      failed.insert(action.key)
      // What is unknown stays so until somebody settles it. What a brake holds is planned anew by the next run.
      if letter?.state != .unknown, action.brake == nil {
        put(action, .blocked, reason, after: letter, tried: false, mapping)
      }
    case .rejected(let reason):
      failed.insert(action.key)
      put(action, .rejected, reason, after: letter, tried: true, mapping)
    case .failed(let reason):
      failed.insert(action.key)
      put(action, .failed, reason, after: letter, tried: true, mapping)
    case .unknown(let reason):
      failed.insert(action.key)
      put(action, .unknown, reason, after: letter, tried: true, mapping)
    }
    news.append(SyncReport.Item(key: action.key, kind: action.kind, result: result))
  }

  private mutating func put(
    _ action: SyncAction, _ state: DeadLetter.State, _ reason: String, after old: DeadLetter?, tried: Bool,
    _ mapping: String
  ) {
    // A plan that was cut short moved no checkpoint: the next one plans again what did not take effect.
    guard !isRecovering || state == .unknown else { return }
    let letter = DeadLetter(
      action: action, state: state, reason: reason, attempts: (old?.attempts ?? 0) + (tried ? 1 : 0), at: applier.now(),
      plan: mover?.plan ?? "", mapping: mapping)
    outbox.append(.put(DeadLetters.rowKey(of: action.key), letter.encoded(), in: DeadLetters.table))
  }
}
