import CatalogModels

/// Taking records out of the synchronisation, and taking over what another one had put there.
extension SyncEngine {
  /// What becomes of a record at the destination that is no longer synchronised.
  /// More cases may come, so a `switch` needs a `default`.
  public enum Unsync: String, Sendable, Hashable, Codable, CaseIterable {
    /// It stays there as it is.
    case keep
    /// It is removed.
    case delete
  }

  /// The most records that are taken out at once, unless more are allowed.
  public static var unsyncLimit: Int { 25 }

  /// Takes some records out of the synchronisation (D5). Later runs leave them alone, and name them as skipped, until
  /// they are chosen by name.
  ///
  /// - Parameters:
  ///   - keys: The records. Of a product with variants, name the variants as well.
  ///   - fate: What becomes of them at the destination.
  ///   - limit: The most records that are taken out at once.
  ///   - progress: Is told what happens, in this task.
  /// - Returns: What became of each. Those that are not synchronised are skipped.
  /// - Throws: ``SyncError``: `tooMany` before anything is done; the store's or the destination's error.
  public func unsync(
    _ keys: Set<RecordKey>, _ fate: Unsync = .keep, atMost limit: Int = unsyncLimit,
    progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    guard keys.count <= limit else {
      throw SyncError(
        .tooMany, "\(keys.count) records were to be taken out of the synchronisation; at most \(limit) are at once.",
        advice: "Take them out in parts, or allow more.")
    }
    let applier = Applier(to: destination, remembering: store, policy: policy, now: now)
    let identity = try await applier.capabilities().identity
    _ = try await applier.recover(progress: progress)
    let ledger = Ledger(in: store)
    let entries = try await ledger.entries(for: keys)
    let stages = StageOrder(policy.feedOrder)
    var builder = PlanBuilder()
    var kept: [RecordKey: LedgerEntry?] = [:]
    for key in keys.sorted() {
      guard let entry = entries[key], entry.state != .unlinked else {
        try builder.append(SyncAction(.skip, key, reason: "It is not synchronised."))
        continue
      }
      switch fate {
      case .keep:
        var entry = entry
        entry.state = .unlinked
        kept.updateValue(entry, forKey: key)
        try builder.append(SyncAction(.skip, key, reason: "It was taken out of the synchronisation, and stays."))
      case .delete:
        let depth = entry.fields.names.contains("parent") ? 1 : 0
        var action = SyncAction(
          .delete, key, reason: "It was taken out of the synchronisation.", precondition: entry.fingerprint,
          destinationID: entry.destinationID, identifier: entry.identifier,
          stage: stages.stage(ofGone: key.feed, depth: depth))
        action.unlinks = true
        try builder.append(action)
      }
    }
    try await ledger.write(kept)
    let plan = try builder.seal(
      SyncPlan.Basis(
        scope: "", destination: identity, mapping: mapping.version, ledger: try await ledger.position().sequence))
    return try await applier.apply(plan, progress: progress)
  }

  /// Takes over what somebody else put at the destination, such as an earlier connector: from then on it is known as
  /// ours.
  ///
  /// Products may be named by their identifier where that is all that the earlier state knew: the next run finds their
  /// UUIDs (B13).
  ///
  /// - Parameters:
  ///   - ids: The destination's own keys, by record.
  ///   - isCurrent: Whether the content there is taken to be as it is wanted, so that nothing is sent because of this.
  ///     Otherwise the next complete run sends all of it.
  /// - Throws: ``SyncError``: `alreadyMapped` where a record or a key of the destination is linked already to another
  ///   one (D7), before anything is taken over; the store's error.
  public func adopt(_ ids: [RecordKey: String], isCurrent: Bool = true) async throws(SyncError) {
    let ledger = Ledger(in: store)
    var owners = try await owners(of: Set(ids.values), in: Set(ids.keys.map(\.feed)))
    var new: [RecordKey: LedgerEntry?] = [:]
    let known = try await ledger.entries(for: ids.keys)
    for (key, id) in ids.sorted(by: { $0.key < $1.key }) {
      if let entry = known[key], entry.state != .unlinked {
        guard entry.destinationID == id else {
          throw SyncError(
            .alreadyMapped, "\(key) is linked to \(entry.destinationID ?? "a record of its own key") already.",
            advice: "Take it out of the synchronisation first.")
        }
        continue
      }
      if let owner = owners[id], owner != key {
        throw SyncError(
          .alreadyMapped, "\(id) is linked to \(owner) already, so that \(key) cannot be linked to it.",
          advice: "Take \(owner) out of the synchronisation first.")
      }
      owners[id] = key
      new.updateValue(
        LedgerEntry(
          fingerprint: .unknown, destinationID: id, mapping: "", fingerprintVersion: isCurrent ? 0 : Fingerprint.version
        ), forKey: key)
    }
    var rest = new.sorted { $0.key < $1.key }[...]
    while !rest.isEmpty {
      try await ledger.write(Dictionary(uniqueKeysWithValues: rest.prefix(500).map { ($0.key, $0.value) }))
      rest = rest.dropFirst(500)
    }
  }

  /// The records to which some of the destination's are linked.
  private func owners(of ids: Set<String>, in feeds: Set<SyncFeed>) async throws(SyncError) -> [String: RecordKey] {
    let ledger = Ledger(in: store)
    var owners: [String: RecordKey] = [:]
    for feed in feeds {
      var place: String?
      while true {
        let page = try await ledger.page(of: feed, after: place, limit: 1_000)
        for (key, entry) in page where entry.state != .unlinked {
          if let id = entry.destinationID, ids.contains(id) { owners[id] = key }
        }
        guard page.count == 1_000, let last = page.last else { break }
        place = last.key.id
        if Task.isCancelled { throw .cancelled }
      }
    }
    return owners
  }
}

extension PlanRun {
  /// What becomes of a record that was taken out of the synchronisation: it comes back when it is chosen by name.
  func rejoining(
    _ record: SyncRecord, _ fingerprint: Fingerprint, _ entry: LedgerEntry, _ identifier: String?,
    _ resting: [RecordKey], _ stage: Int
  ) -> SyncAction {
    let action = SyncAction(
      entry.destinationID == nil ? .create : .link, record.key, fields: record.fields,
      changedFields: record.fields.keys.sorted(),
      reason: "It was taken out of the synchronisation, and was chosen now.",
      precondition: entry.fingerprint, fingerprint: fingerprint, destinationID: entry.destinationID,
      identifier: identifier, dependencies: resting, stage: stage)
    return isChosen(record.key) ? action : unsynced(action)
  }

  func unsynced(_ action: SyncAction) -> SyncAction {
    SyncAction(
      .skip, action.key, reason: "It was taken out of the synchronisation. Choose it by name to have it back.",
      identifier: action.identifier, stage: action.stage)
  }

  /// Whether somebody chose a record by name.
  func isChosen(_ key: RecordKey) -> Bool { selection?.contains(key) ?? false }
}

extension Fingerprint {
  /// Of content of which nothing is known: no record has it.
  static let unknown = Fingerprint(words: (high: 0, low: 0))
}
