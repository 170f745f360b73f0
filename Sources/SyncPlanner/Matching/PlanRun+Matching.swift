import CatalogModels

/// What becomes of new records, once all of a run is known.
extension PlanRun {
  /// Plans the records that were kept back: those whose identifier another one bore until now, and those that the
  /// destination may have already.
  func planPending(_ destination: any Destination, _ capabilities: DestinationCapabilities) async throws(SyncError) {
    let actions = try pending.seal(SyncPlan.Basis(scope: "", destination: "", mapping: "", ledger: 0)).actions
    pending = PlanBuilder()
    guard !actions.isEmpty else { return }
    guard let matcher else {
      return try await eachPage(of: actions) { page, identities throws(SyncError) in
        for action in page where try !takeOver(action, identities) { try plan(action, since: nil) }
      }
    }
    let index = try await LiveIndex(of: destination, capabilities, by: matcher.policy)
    var matching = Matching(matcher: matcher, index: index)
    try await eachPage(of: actions) { page, identities throws(SyncError) in
      for action in page where heir(of: action, identities) == nil { matching.look(at: action) }
    }
    for feed in matcher.policy.rules.keys { try await matching.findLinked(in: ledger, feed) }
    try await eachPage(of: actions) { page, identities throws(SyncError) in
      for action in page where try !takeOver(action, identities) {
        try settle(matching.verdict(of: action, isWhole: isWhole), action, &matching)
      }
    }
  }

  /// Whether new records of a feed are matched with what the destination has.
  func isMatched(_ feed: SyncFeed) -> Bool { matcher?.policy.matches(feed) ?? false }

  private func settle(
    _ verdict: Matching.Verdict, _ action: SyncAction, _ matching: inout Matching
  ) throws(SyncError) {
    if let dependency = action.dependencies.first(where: held.contains), !verdict.isBlocked {
      return try block(
        action.key, stage: action.stage, because: "It rests on \(dependency), which is held back itself.")
    }
    switch verdict {
    case .create: try plan(action, since: nil)
    case .link(let id, let reason):
      try plan(action.with(kind: .link, reason: reason, destinationID: id), since: nil)
    case .skip(let reason):
      matching.skipped.insert(action.key)
      try builder.append(
        SyncAction(.skip, action.key, reason: reason, identifier: action.identifier, stage: action.stage))
    case .blocked(let reason):
      note(SyncDiagnostic(.matching, action.key, reason))
      try block(action.key, stage: action.stage, because: reason)
    }
  }

  private func eachPage(
    of actions: PlanActions,
    _ body: ([SyncAction], [RecordKey: IdentityMap.Identity]) throws(SyncError) -> Void
  ) async throws(SyncError) {
    var rest = actions.makeAsyncIterator()
    var page: [SyncAction] = []
    while true {
      let action = try await rest.next()
      if let action { page.append(action) }
      guard page.count == 500 || action == nil else { continue }
      try body(page, try await identities(of: page))
      try await planJudged()
      page = []
      if Task.isCancelled { throw .cancelled }
      if action == nil { return }
    }
  }

  /// Whether all records of a feed came by in this run.
  private func isWhole(_ feed: SyncFeed) -> Bool {
    let making = sweeps.filter { mapping.feeds(for: $0.key).contains(feed) }
    return !making.isEmpty && making.values.allSatisfy { if case .complete = $0 { true } else { false } }
  }
}

/// New records beside what the destination has.
struct Matching {
  let matcher: Matcher
  let index: LiveIndex
  var skipped: Set<RecordKey> = []
  /// The parents at the destination of what matches the variants of a product.
  private var parents: [RecordKey: Set<String>] = [:]
  /// What is wrong with variants, by their product.
  private var flaws: [RecordKey: [String]] = [:]
  /// The records that match one of the destination's.
  private var takers: [String: [RecordKey]] = [:]
  /// The records to which those of the destination are linked already.
  private var linked: [String: RecordKey] = [:]

  init(matcher: Matcher, index: LiveIndex) {
    self.matcher = matcher
    self.index = index
  }

  enum Verdict {
    case create
    case link(id: String, reason: String)
    case skip(reason: String)
    case blocked(reason: String)

    var isBlocked: Bool { if case .blocked = self { true } else { false } }
  }

  /// Takes in a record before any is decided.
  mutating func look(at action: SyncAction) {
    let parents = action.dependencies.filter { matcher.policy.matches($0.feed) }
    if let flaw = matcher.flaw(of: action) {
      for parent in parents { flaws[parent, default: []].append(flaw) }
      return
    }
    let matches = index.matches(of: action)
    for match in matches { takers[match.id, default: []].append(action.key) }
    guard matches.count == 1, let there = matches[0].parent else { return }
    for parent in parents {
      self.parents[parent, default: []].insert(there)
      if !takers[there, default: []].contains(parent) { takers[there, default: []].append(parent) }
    }
  }

  /// Finds out which of the records that match are linked already.
  mutating func findLinked(in ledger: Ledger, _ feed: SyncFeed) async throws(SyncError) {
    guard !takers.isEmpty else { return }
    var place: String?
    while true {
      let page = try await ledger.page(of: feed, after: place, limit: 1_000)
      for (key, entry) in page {
        if let id = entry.destinationID, takers[id] != nil, entry.state != .unlinked { linked[id] = key }
      }
      guard page.count == 1_000, let last = page.last else { return }
      place = last.key.id
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// What becomes of a record.
  ///
  /// - Parameter isWhole: Whether all records of a feed came by, so that variants can be counted.
  func verdict(of action: SyncAction, isWhole: (SyncFeed) -> Bool) -> Verdict {
    if let flaw = matcher.flaw(of: action) { return .blocked(reason: flaw) }
    if let flaws = flaws[action.key] {
      let list = Set(flaws).sorted().prefix(20).joined(separator: " ")
      return .blocked(reason: "Its variants cannot be told apart: \(list)")
    }
    if let left = action.dependencies.first(where: skipped.contains) {
      return .skip(reason: "It rests on \(left), which is left out.")
    }
    let found = matched(action)
    guard let id = found.first else { return unmatched(action) }
    guard found.count == 1 else {
      return .blocked(reason: "Several records of the destination match it: \(found.sorted().joined(separator: ", ")).")
    }
    if let owner = linked[id], owner != action.key {
      return .blocked(reason: "alreadyMapped: what matches it, \(id), is linked to \(owner).")
    }
    if let other = takers[id]?.first(where: { $0 != action.key && $0.feed == action.key.feed }) {
      return .blocked(reason: "What matches it, \(id), matches \(other) as well.")
    }
    let here = matcher.variants[action.key] ?? 0
    let there = index.variants[id] ?? 0
    if here > 0 || there > 0 {
      guard isWhole(action.key.feed), isWhole(.products) else {
        return .blocked(reason: "Its variants can be counted in a complete run only.")
      }
      guard here == there else {
        return .blocked(reason: "It has \(here) variants, and what matches it, \(id), has \(there).")
      }
    }
    return .link(id: id, reason: reason(action, id))
  }

  private func matched(_ action: SyncAction) -> [String] {
    let own = Set(index.matches(of: action).map(\.id))
    return Array(own.isEmpty ? parents[action.key] ?? [] : own)
  }

  private func unmatched(_ action: SyncAction) -> Verdict {
    let policy = matcher.policy
    let fields = policy.numbers.filter { Matcher.text(of: action.fields[$0]) == nil }
    if !policy.numbers.isEmpty, fields.count == policy.numbers.count, policy.unmatched != .skip {
      return .skip(
        reason: "The destination has nothing that matches it, and it has none of: \(fields.joined(separator: ", ")).")
    }
    switch policy.unmatched {
    case .create: return .create
    case .createWhenEmpty where index.isEmpty(action.key.feed): return .create
    case .createWhenEmpty, .skip: return .skip(reason: "The destination has nothing that matches it.")
    }
  }

  private func reason(_ action: SyncAction, _ id: String) -> String {
    guard let rules = matcher.policy.rules[action.key.feed], let value = Matcher.value(of: action.fields, rules) else {
      return "Its variants match those of \(id)."
    }
    return "The destination has it as \(id): \(value.rule.field) is \(value.text)."
  }
}
