import CatalogModels

/// Whether a record that the ledger does not know under its key is known under another.
extension PlanRun {
  /// What the ledger knows of a page's records under their identifiers.
  func identify(_ page: [PreparedItem], _ entries: LedgerPage) async throws(SyncError) {
    known = [:]
    var new: [SyncFeed: Set<String>] = [:]
    var place = 0
    for item in page {
      let first = place
      place += item.rowCount
      guard let identifier = item.identifier, case .records(let records) = item.content else { continue }
      for number in records.indices where !entries.hasRow(at: first + number) {
        let key = records[number].record.key
        if key.id == item.key.id, takes(key.feed) { new[key.feed, default: []].insert(identifier) }
      }
    }
    for (feed, identifiers) in new {
      // A state from before UUIDs has the identifier as its key.
      let keys = identifiers.filter { StoreRules.isKey($0.utf8) }.map { RecordKey(feed, $0) }
      for (key, entry) in try await ledger.entries(for: keys) {
        known[key] = IdentityMap.Identity(key: key, entry: entry)
      }
      for (identifier, identity) in try await IdentityMap(in: ledger.store).identities(of: identifiers, in: feed) {
        let key = RecordKey(feed, identifier)
        if known[key] == nil { known[key] = identity }
      }
    }
  }

  /// Takes a record that the ledger does not know under its key.
  ///
  /// - Returns: The entry with which it is compared, where it was kept under its identifier until now; `nil` where it
  ///   is planned already.
  func takeNew(
    _ record: SyncRecord, _ action: SyncAction
  ) throws(SyncError) -> LedgerEntry? {
    guard let identifier = action.identifier, let identity = known[RecordKey(record.key.feed, identifier)],
      identity.key != record.key
    else {
      if isMatched(record.key.feed) { try pending.append(action) } else { try plan(action, since: nil) }
      return nil
    }
    if identity.key.id.utf8.elementsEqual(identifier.utf8) {
      return migrate(record, identity, identifier)
    }
    // Whether the other one still bears it shows at the end.
    claims[identity.key, default: 0] += 1
    try pending.append(action)
    return nil
  }

  /// Moves an entry from an identifier to its UUID (B13). Nothing is sent because of it: what only names the record is
  /// no change.
  private func migrate(_ record: SyncRecord, _ identity: IdentityMap.Identity, _ identifier: String) -> LedgerEntry {
    var entry = identity.entry
    entry.identifier = identifier
    // Where the destination made no key of its own, it knows the record under the one that it was sent.
    entry.destinationID = entry.destinationID ?? identity.key.id
    let fields = LedgerFields(of: record.fields)
    let changes = fields.changes(since: entry.fields)
    let isUnknown =
      entry.fields.isEmpty && (entry.fingerprint != .unknown || entry.fingerprintVersion != Fingerprint.version)
    if isUnknown || !entry.fields.isEmpty && Self.identifying.isSuperset(of: changes.changed + changes.cleared) {
      entry.fingerprint = Fingerprint(of: record.json)
      entry.fields = fields
      entry.fingerprintVersion = Fingerprint.version
    }
    rebased.updateValue(nil, forKey: identity.key)
    rebase(record.key, to: entry)
    return entry
  }

  /// Puts down anew what the ledger knows of a record, without anything being sent.
  func rebase(_ key: RecordKey, to entry: LedgerEntry) {
    rebased.updateValue(entry, forKey: key)
    if let identifier = entry.identifier {
      identified[RecordKey(key.feed, identifier)] = IdentityMap.change(of: identifier, to: key)
    }
  }

  /// Fields that name a product and say nothing else of it.
  private static let identifying: Set<String> = ["uuid", "identifier"]

  // MARK: The end of a run

  /// Who bore the identifiers of some records until now, by feed and identifier.
  func identities(of page: [SyncAction]) async throws(SyncError) -> [RecordKey: IdentityMap.Identity] {
    let map = IdentityMap(in: ledger.store)
    var all: [RecordKey: IdentityMap.Identity] = [:]
    for (feed, actions) in Dictionary(grouping: page, by: \.key.feed) {
      let identities = try await map.identities(of: Set(actions.compactMap(\.identifier)), in: feed)
      for (identifier, identity) in identities { all[RecordKey(feed, identifier)] = identity }
    }
    return all
  }

  /// Whose place a record takes; `nil` where the one that bore its identifier is still there.
  func heir(of action: SyncAction, _ identities: [RecordKey: IdentityMap.Identity]) -> IdentityMap.Identity? {
    guard let identifier = action.identifier, let identity = identities[RecordKey(action.key.feed, identifier)],
      identity.key != action.key,
      !(cameBy(identity.key) || isSeen(RecordKey(.products, identity.key.id)))
        || takenOver.contains(identity.key)
    else { return nil }
    return identity
  }

  /// Plans that a record takes another's place. Whether it does.
  func takeOver(_ action: SyncAction, _ identities: [RecordKey: IdentityMap.Identity]) throws(SyncError) -> Bool {
    guard let identity = heir(of: action, identities) else { return false }
    if identity.entry.state == .unlinked {
      try plan(unsynced(action), since: nil)
    } else {
      try takeOver(action, identity)
    }
    return true
  }

  /// A record that was made anew: whoever bore its identifier is no longer there, and the PIM gives an identifier to one
  /// product at a time.
  private func takeOver(_ action: SyncAction, _ identity: IdentityMap.Identity) throws(SyncError) {
    let identifier = action.identifier ?? ""
    takenOver.insert(identity.key)
    func hold(_ reason: String) throws(SyncError) {
      note(SyncDiagnostic(.duplicate, action.key, reason))
      try block(action.key, stage: action.stage, because: reason)
      // Nor is anything known of the other.
      _ = noteSeen(identity.key)
    }
    guard claims[identity.key] == 1 else {
      return try hold("Several records bear the identifier \(identifier), which was that of \(identity.key).")
    }
    // Among chosen records alone, one that did not come by is not gone.
    guard selection == nil, wasRead(action.key.feed) else {
      return try hold(
        "It bears the identifier \(identifier) of \(identity.key), and whether that is gone is not known: not everything could be read."
      )
    }
    _ = noteSeen(identity.key)
    let entry = identity.entry
    var changes = LedgerFields(of: action.fields).changes(since: entry.fields)
    changes.cleared.removeAll { !policy.fields.contains($0) }
    let kept = takeOutOfSight(from: &changes, in: action.key.feed)
    var update = SyncAction(
      .update, action.key, fields: action.fields, changedFields: changes.changed, clearedFields: changes.cleared,
      reason: "It was made anew under the identifier \(identifier): \(identity.key) is gone. "
        + Self.reason(changes),
      precondition: entry.fingerprint, fingerprint: action.fingerprint?.keeping(kept),
      destinationID: entry.destinationID, identifier: identifier, replacing: identity.key,
      dependencies: action.dependencies, stage: action.stage)
    update.keptFields = kept
    update.links = action.links
    try plan(update, since: entry)
  }

  /// Whether every source of a feed's records was read to its end, be it all of them or those that changed.
  private func wasRead(_ feed: SyncFeed) -> Bool {
    let making = sweeps.filter { mapping.feeds(for: $0.key).contains(feed) }
    return !making.isEmpty
      && making.values.allSatisfy { sweep in
        switch sweep {
        case .complete, .changes: true
        case .incomplete, .failed: false
        }
      }
  }
}
