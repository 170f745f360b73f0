import CatalogModels
import ValueParser

/// What a plan holds back because there is too much of it at once.
///
/// All counts are taken while actions are gathered; what they are shares of is counted only where a number is beyond the
/// one that always passes. Actions are rewritten as they lie in the builder, so that a plan of any size is braked in
/// bounded memory.
extension PlanRun {
  /// Holds back what is too much, unless it is released.
  ///
  /// - Parameters:
  ///   - released: The brakes that somebody looked at.
  ///   - isOwnScope: Whether the last run had the same scope, without which changes are of one's own making.
  ///   - isOwnMapping: Whether the last run had the same mapping.
  func brake(
    releasing released: [SyncPolicy.Brake], sameScope: Bool, sameMapping: Bool
  ) async throws(SyncError) {
    var pulled: [SyncPolicy.Brake] = []
    for feed in builder.summary.orderedFeeds {
      pulled += try await removals(in: feed)
      if sameMapping {
        if sameScope { pulled += try await changes(in: feed) }
        pulled += try await clears(in: feed)
      }
    }
    pulled.removeAll { brake in released.contains { $0.releases(brake) } }
    guard !pulled.isEmpty else { return }
    for brake in pulled {
      summary.brakes.append(brake)
      note(SyncDiagnostic(.brake, nil, "\(brake) Nothing of that is sent until the brake is released."))
    }
    let held = HeldBack(pulled)
    builder = try builder.rewriting { action in held.applied(to: action) }
  }

  /// The feeds of items whose records are held back: they are not known any further than before.
  var brakedSources: Set<SyncFeed> { Set(summary.brakes.flatMap { sources(of: $0.feed) }) }

  private func removals(in feed: SyncFeed) async throws(SyncError) -> [SyncPolicy.Brake] {
    let counts = builder.summary[feed]
    let gone = counts[.delete] + counts[.disable]
    // A feed of which nothing is left is an index that vanished, even in a small catalog. One record that goes is an
    // edit, also where it was the only one.
    let isAll = counts.collected == 0 && gone > 1 ? try await isAllThatIsThere(gone, in: feed) : false
    var pulled: [SyncPolicy.Brake] = []
    for (kind, action, limit) in [
      (SyncPolicy.Brake.Kind.deletes, SyncAction.Kind.delete, policy.guards.deletes),
      (.disables, .disable, policy.guards.disables),
    ] where counts[action] > 0 && (counts[action] > limit.above || isAll) && limit != .none {
      let count = counts[action]
      // What is no longer shown can still be deleted; disabled is only what is shown.
      let states: Set<LedgerEntry.State> = kind == .deletes ? [.present, .disabled] : [.present]
      let total = try await records(in: states, of: feed) { !isAll && !limit.isExceeded(by: count, of: $0) }
      if isAll || limit.isExceeded(by: count, of: total) {
        pulled.append(SyncPolicy.Brake(kind, feed, count: count, of: max(count, total)))
      }
    }
    return pulled
  }

  /// Whether nothing of a feed would be shown any more, or nothing be there.
  private func isAllThatIsThere(_ gone: Int, in feed: SyncFeed) async throws(SyncError) -> Bool {
    let hidden = shownGoing[feed] ?? 0
    if hidden > 0 { return try await records(in: [.present], of: feed) { $0 > hidden } <= hidden }
    return try await records(in: [.present, .disabled], of: feed) { $0 > gone } <= gone
  }

  private func changes(in feed: SyncFeed) async throws(SyncError) -> [SyncPolicy.Brake] {
    // Somebody asked for it: so many are sent because of that.
    guard builder.resync.forces(feed) == nil else { return [] }
    let (count, limit) = (builder.summary[feed][.update], policy.guards.changes)
    guard count > limit.above else { return [] }
    let total = try await records(in: [.present], of: feed) { !limit.isExceeded(by: count, of: $0) }
    guard limit.isExceeded(by: count, of: total) else { return [] }
    return [SyncPolicy.Brake(.changes, feed, count: count, of: max(count, total))]
  }

  private func clears(in feed: SyncFeed) async throws(SyncError) -> [SyncPolicy.Brake] {
    guard let cleared = builder.cleared[feed] else { return [] }
    let limit = policy.guards.clears
    let vanished = Set(cleared.keys.filter { hasVanished($0, in: feed) })
    let many = Set(cleared.filter { $0.value > limit.above }.map(\.key))
    guard !(vanished.isEmpty && many.isEmpty) else { return [] }
    let totals = try await bearers(of: vanished.union(many), in: feed)
    return vanished.union(many).sorted().compactMap { field in
      let count = cleared[field] ?? 0
      let total = max(count, totals[field] ?? 0)
      if vanished.contains(field) { return SyncPolicy.Brake(.vanished, feed, field: field, count: count, of: total) }
      guard limit.isExceeded(by: count, of: total) else { return nil }
      return SyncPolicy.Brake(.clears, feed, field: field, count: count, of: total)
    }
  }

  /// How many records of a feed stand at the destination in one of some ways, counted only until it is enough: a number
  /// that passes is told by a few pages of a large ledger.
  ///
  /// What was disabled or unlinked over the years stays in the ledger. It is no part of what a share is taken of, or
  /// little of much would hide all of little.
  private func records(
    in states: Set<LedgerEntry.State>, of feed: SyncFeed, until isEnough: (Int) -> Bool
  ) async throws(SyncError) -> Int {
    var (count, place): (Int, String?) = (0, nil)
    while true {
      let page = try await ledger.states(of: feed, after: place, limit: 1_000)
      count += page.count(where: { states.contains($0.state) })
      guard page.count == 1_000, let last = page.last, !isEnough(count) else { return count }
      place = last.key.id
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// How many records of a feed have each of some fields, of those that are shown.
  private func bearers(of fields: Set<String>, in feed: SyncFeed) async throws(SyncError) -> [String: Int] {
    var (counts, place): ([String: Int], String?) = ([:], nil)
    while true {
      let page = try await ledger.page(of: feed, after: place, limit: 1_000)
      for (_, entry) in page where entry.state == .present {
        for name in entry.fields.names where fields.contains(name) { counts[name, default: 0] += 1 }
      }
      guard page.count == 1_000, let last = page.last else { return counts }
      place = last.key.id
      if Task.isCancelled { throw .cancelled }
    }
  }
}

/// What some brakes make of an action.
private struct HeldBack {
  private var whole: [Place: SyncPolicy.Brake] = [:]
  private var fields: [SyncFeed: [String: SyncPolicy.Brake]] = [:]

  private struct Place: Hashable {
    let feed: SyncFeed
    let kind: SyncAction.Kind
  }

  init(_ brakes: [SyncPolicy.Brake]) {
    for brake in brakes {
      switch brake.kind {
      case .deletes: whole[Place(feed: brake.feed, kind: .delete)] = brake
      case .disables: whole[Place(feed: brake.feed, kind: .disable)] = brake
      case .changes: whole[Place(feed: brake.feed, kind: .update)] = brake
      case .clears, .vanished: fields[brake.feed, default: [:]][brake.field ?? ""] = brake
      }
    }
  }

  func applied(to action: SyncAction) -> SyncAction {
    if let brake = whole[Place(feed: action.key.feed, kind: action.kind)] { return action.held(by: brake) }
    guard action.kind == .update, let braked = fields[action.key.feed] else { return action }
    let kept = action.clearedFields.filter { braked[$0] != nil }
    guard let first = kept.first, let brake = braked[first] else { return action }
    // What changed besides goes out; only the clearing waits.
    let cleared = action.clearedFields.filter { braked[$0] == nil }
    guard !(action.changedFields.isEmpty && cleared.isEmpty) else { return action.held(by: brake) }
    return action.keeping(kept, clearing: cleared)
  }
}

extension SyncAction {
  /// The action as it stands in a plan that does not carry it out.
  func held(by brake: SyncPolicy.Brake) -> SyncAction {
    var held = SyncAction(
      .blocked, key, changedFields: changedFields, clearedFields: clearedFields,
      reason: "Held back by a brake: \(brake) \(reason)", precondition: precondition, destinationID: destinationID,
      identifier: identifier, replacing: replacing, dependencies: dependencies, stage: stage)
    held.brake = brake.name
    return held
  }

  /// The action with some fields kept that it would have cleared.
  func keeping(_ kept: [String], clearing cleared: [String]) -> SyncAction {
    var action = SyncAction(
      kind, key, fields: fields, changedFields: changedFields, clearedFields: cleared,
      reason: reason + " Kept, for a brake holds their clearing back: \(kept.prefix(5).joined(separator: ", ")).",
      precondition: precondition, fingerprint: fingerprint?.keeping(kept), destinationID: destinationID,
      identifier: identifier, replacing: replacing, dependencies: dependencies, stage: stage)
    action.keptFields = (keptFields + kept).sorted()
    action.links = links
    return action
  }
}
