import CatalogModels

/// What becomes of one record, by what the destination accepted last.
extension PlanRun {
  /// Plans what a record needs.
  func compare(
    _ record: SyncRecord, _ fingerprint: Fingerprint, of item: PreparedItem, _ entries: [RecordKey: LedgerEntry]
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
    if let reason = obstacle(to: resting, entries) {
      note(SyncDiagnostic(.missingReference, key, reason))
      return try block(key, depth: item.depth, because: reason)
    }
    let stage = stages.stage(of: key.feed, depth: item.depth)
    let identifier = key.id == item.key.id ? item.identifier : nil
    var before = entries[key]
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
    if entry.fingerprintVersion != Fingerprint.version {
      // Nothing can be told by comparing, so it is taken for unchanged and put down anew.
      builder.count(unchanged: 1, in: key.feed)
      var rebased = entry
      rebased.fingerprint = fingerprint
      rebased.fields = LedgerFields(of: record.fields)
      rebased.fingerprintVersion = Fingerprint.version
      rebased.identifier = identifier
      return rebase(key, to: rebased)
    }
    if entry.fingerprint == fingerprint, entry.state == .present {
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
    changes.cleared.removeAll { !policy.fields.contains($0) }
    let kept = takeOutOfSight(from: &changes, in: key.feed)
    if changes.changed.isEmpty, changes.cleared.isEmpty, entry.state == .present {
      builder.count(unchanged: 1, in: key.feed)
      // The destination goes on having what is out of sight.
      guard kept.isEmpty else { return }
      // Only what is no longer sent is gone.
      var smaller = entry
      smaller.fingerprint = fingerprint
      smaller.fields = LedgerFields(of: record.fields)
      smaller.identifier = identifier
      return rebase(key, to: smaller)
    }
    let returned = entry.state == .disabled ? "It is back in the scope. " : ""
    var update = SyncAction(
      .update, key, fields: record.fields, changedFields: changes.changed, clearedFields: changes.cleared,
      reason: returned + Self.reason(changes), precondition: entry.fingerprint, fingerprint: fingerprint.keeping(kept),
      destinationID: entry.destinationID, identifier: identifier, dependencies: resting, stage: stage)
    update.keptFields = kept
    update.links = item.links(of: key)
    try plan(update, since: entry)
  }

  /// What a record rests on and the destination will not have; `nil` where nothing is in the way.
  private func obstacle(to dependencies: [RecordKey], _ entries: [RecordKey: LedgerEntry]) -> String? {
    for key in dependencies {
      if held.contains(key) { return "It rests on \(key), which is held back itself." }
      if !records.contains(key), entries[key] == nil {
        return "It rests on \(key), which neither the source nor the destination has."
      }
    }
    return nil
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
