/// Whether a record is to be at the destination at all.
extension PlanRun {
  /// Plans what a record needs, unless a gate is in its way.
  func place(
    _ record: SyncRecord, _ fingerprint: Fingerprint, of item: PreparedItem, _ entry: LedgerEntry?,
    _ known: LedgerPage
  ) throws(SyncError) {
    let key = record.key
    if record.isShared, cameBy(key) { return }
    for (field, reason) in record.heldFields.sorted(by: { $0.key < $1.key }) {
      note(SyncDiagnostic(.value, key, "The field `\(field)` is left as it is: \(reason)."))
    }
    switch record.standing {
    case .wanted:
      // There is nothing to create where there is nothing to say.
      if record.isOptional, record.fields.isEmpty, entry == nil {
        return count(key)
      }
      try compare(record, fingerprint, of: item, entry, known)
    case .kept(let reason):
      guard entry == nil else { return try compare(record, fingerprint, of: item, entry, known) }
      try pass(key, depth: item.depth, entry, because: reason)
    case .held(let reason): try pass(key, depth: item.depth, entry, because: reason)
    case .disabled(let reason):
      guard let entry, entry.state == .present else {
        return try pass(key, depth: item.depth, entry, because: reason)
      }
      builder.count(collected: 1, in: key.feed)
      _ = noteSeen(key)
      try builder.append(
        SyncAction(
          .disable, key, reason: reason, precondition: entry.fingerprint, destinationID: entry.destinationID,
          stage: stages.stage(ofGone: key.feed, depth: item.depth)))
    }
  }

  /// Leaves a record as it is, and says so. What rests on one that the destination does not have has to wait too.
  private func pass(
    _ key: RecordKey, depth: Int, _ entry: LedgerEntry?, because reason: String
  ) throws(SyncError) {
    builder.count(collected: 1, in: key.feed)
    _ = noteSeen(key)
    if entry == nil { held.insert(key) }
    try builder.append(
      SyncAction(
        .skip, key, reason: reason, precondition: entry?.fingerprint, destinationID: entry?.destinationID,
        stage: stages.stage(of: key.feed, depth: depth)))
  }

  private func count(_ key: RecordKey) {
    builder.count(collected: 1, unchanged: 1, in: key.feed)
    _ = noteSeen(key)
  }

  /// Refuses to take back what cannot be taken back (A9).
  func requireRevocable(_ key: RecordKey, _ entry: LedgerEntry?, because reason: String) throws(SyncError) {
    guard entry != nil, policy.irrevocableFeeds.contains(key.feed) else { return }
    throw SyncError(
      .assignmentIrrevocable, "\(key) was given to the destination and cannot be taken back. \(reason)",
      advice: "Give it back what made it belong there, such as its supplier, or settle it with the supplier first.")
  }
}
