import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What becomes of one record, by what the destination accepted last.
extension PlanRun {
  /// Plans what a record needs.
  func compare(
    _ record: SyncRecord, _ fingerprint: Fingerprint, of item: PreparedItem, _ known: LedgerEntry?,
    _ page: LedgerPage
  ) throws(SyncError) {
    let key = record.key
    builder.count(collected: 1, in: key.feed)
    guard noteSeen(key) else {
      let reason = "Two items make this record; the second is \(item.key)."
      note(SyncDiagnostic(.duplicate, key, reason))
      return try block(key, depth: item.depth, because: reason)
    }
    matcher?.note(record)
    let resting = record.dependencies.filter { takes($0.feed) }
    switch obstacle(to: resting, isKnown: page.has) {
    case .none: break
    case .held(let reason):
      note(SyncDiagnostic(.missingReference, key, reason))
      return try block(key, depth: item.depth, because: reason)
    case .unseen:
      // It may still come: whether it does shows at the end.
      isEarly = true
      _ = earlyKeys.insert(key)
    }
    defer { isEarly = false }
    let stage = stages.stage(of: key.feed, depth: item.depth)
    let identifier = key.id == item.key.id ? item.identifier : nil
    var before = known
    if before == nil, isEarly {
      return try early.append(
        SyncAction(
          .create, key, fields: record.fields, changedFields: record.fields.keys.sorted(),
          reason: "The destination does not have it yet.", fingerprint: fingerprint, identifier: identifier,
          dependencies: resting, stage: stage))
    }
    if before == nil {
      var create = SyncAction(
        .create, key, fields: record.fields, changedFields: record.fields.keys.sorted(),
        reason: "The destination does not have it yet.", fingerprint: fingerprint, identifier: identifier,
        dependencies: resting, stage: stage)
      create.links = item.links(of: key)
      before = try takeNew(record, create)
    }
    guard let entry = before else { return }
    if entry.state == .unlinked {
      return try plan(rejoining(record, fingerprint, entry, identifier, resting, stage), since: nil)
    }
    if entry.fingerprintVersion != Fingerprint.version, !isLate(item) {
      // Nothing can be told by comparing. What did not change since the last run is put down anew; the rest is sent.
      builder.count(unchanged: 1, in: key.feed)
      var rebased = entry
      rebased.fingerprint = fingerprint
      rebased.fields = LedgerFields(of: record.fields)
      rebased.fingerprintVersion = Fingerprint.version
      rebased.identifier = identifier
      return rebase(key, to: rebased)
    }
    let resync = forced(key, entry)
    if resync == nil, entry.fingerprint == fingerprint, entry.state == .present {
      builder.count(unchanged: 1, in: key.feed)
      if entry.identifier != identifier {
        var named = entry
        named.identifier = identifier
        rebase(key, to: named)
      }
      return
    }
    var changes =
      entry.fingerprint == fingerprint
      ? (changed: [], cleared: []) : LedgerFields(of: record.fields).changes(since: entry.fields)
    // What a mapping holds back is kept like what is out of sight.
    var kept = changes.cleared.filter { record.heldFields[$0] != nil }
    changes.cleared.removeAll { !policy.fields.contains($0) || record.heldFields[$0] != nil }
    kept += takeOutOfSight(from: &changes, in: key.feed)
    if resync == nil, changes.changed.isEmpty, changes.cleared.isEmpty, entry.state == .present {
      builder.count(unchanged: 1, in: key.feed)
      // The destination goes on having what is out of sight.
      guard kept.isEmpty else { return }
      // Only what is no longer sent is gone.
      var smaller = entry
      smaller.fingerprint = fingerprint
      smaller.fields = LedgerFields(of: record.fields)
      smaller.fingerprintVersion = Fingerprint.version
      smaller.identifier = identifier
      return rebase(key, to: smaller)
    }
    var returned = entry.state == .disabled ? "It is back in the scope. " : ""
    if resync != nil { returned += "A resync was asked for. " }
    var update = SyncAction(
      .update, key, fields: record.fields, changedFields: changes.changed, clearedFields: changes.cleared,
      reason: returned + Self.reason(changes), precondition: entry.fingerprint, fingerprint: fingerprint.keeping(kept),
      destinationID: entry.destinationID, identifier: identifier, dependencies: resting, stage: stage)
    update.keptFields = kept
    update.resync = resync
    update.links = item.links(of: key)
    try plan(update, since: entry)
  }

  /// Whether an item may have changed since the last run, by its own date. A day is allowed for clocks that differ.
  private func isLate(_ item: PreparedItem) -> Bool {
    guard let lastBegan, let updated = item.raw.date("updated") else { return false }
    return updated > lastBegan.addingTimeInterval(-86_400)
  }

  static func reason(_ changes: (changed: [String], cleared: [String])) -> String {
    func named(_ fields: [String]) -> String {
      fields.prefix(5).joined(separator: ", ") + (fields.count > 5 ? " and \(fields.count - 5) more" : "")
    }
    var parts: [String] = []
    if !changes.changed.isEmpty { parts.append("Changed: \(named(changes.changed)).") }
    if !changes.cleared.isEmpty { parts.append("Emptied: \(named(changes.cleared)).") }
    return parts.isEmpty ? "Its content is the same." : parts.joined(separator: " ")
  }
}
