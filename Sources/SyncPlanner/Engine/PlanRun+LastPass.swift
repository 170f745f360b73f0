/// Records that rest on what comes after them, such as links in a circle: a last pass, once all of a run came by.
extension PlanRun {
  /// What is in a record's way.
  enum Obstacle {
    case none
    /// Something that it rests on is held back.
    case held(reason: String)
    /// Something that it rests on is not at the destination, and did not come by until now.
    case unseen(RecordKey)
  }

  /// What of that which a record rests on the destination does not have, and perhaps will not.
  func obstacle(to dependencies: [RecordKey], isKnown: (RecordKey) -> Bool) -> Obstacle {
    var unseen: RecordKey?
    for key in dependencies {
      if held.contains(key) { return .held(reason: "It rests on \(key), which is held back itself.") }
      if earlyKeys.contains(key) || !cameBy(key) && !isKnown(key) { unseen = unseen ?? key }
    }
    return unseen.map { .unseen($0) } ?? .none
  }

  /// Plans the records that came too early, as far as what they rest on came after them.
  func planEarly() async throws(SyncError) {
    let actions = try early.seal(SyncPlan.Basis(scope: "", destination: "", mapping: "", ledger: 0)).actions
    early = PlanBuilder()
    earlyKeys = KeySet()
    // What rests on something that is held back is held back too, and so on.
    var reasons: [RecordKey: String] = [:]
    var goesOn = true
    while goesOn {
      goesOn = false
      var rest = actions.makeAsyncIterator()
      while let action = try await rest.next() {
        guard reasons[action.key] == nil, let reason = try await missing(to: action) else { continue }
        reasons[action.key] = reason
        held.insert(action.key)
        goesOn = true
      }
    }
    var rest = actions.makeAsyncIterator()
    while let action = try await rest.next() {
      if let reason = reasons[action.key] {
        note(SyncDiagnostic(.missingReference, action.key, reason))
        try block(action.key, stage: action.stage, because: reason)
      } else if action.precondition == nil, isMatched(action.key.feed) {
        try pending.append(action)
      } else {
        try plan(action, since: action.precondition == nil ? nil : try await ledger.entry(for: action.key))
        if unjudged.count >= 500 { try await planJudged() }
      }
      if Task.isCancelled { throw .cancelled }
    }
    try await planJudged()
  }

  /// Why a record has to wait, now that everything came by; `nil` where it does not.
  private func missing(to action: SyncAction) async throws(SyncError) -> String? {
    switch obstacle(to: action.dependencies, isKnown: { _ in false }) {
    case .none: return nil
    case .held(let reason): return reason
    case .unseen:
      let known = try await ledger.rows(of: Array(Set(action.dependencies)))
      guard case .unseen(let key) = obstacle(to: action.dependencies, isKnown: known.has) else { return nil }
      if selection != nil { unchosen.insert(key) }
      return "It rests on \(key), which neither the source nor the destination has."
    }
  }
}
