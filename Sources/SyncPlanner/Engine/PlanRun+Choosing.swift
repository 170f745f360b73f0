import CatalogModels

/// What is planned because somebody asked for it: chosen records, and those that are to be sent again.
extension PlanRun {
  /// Of a page's items the records that were chosen, by their own key or by that of their item.
  func chosen(_ page: [PreparedItem]) -> [PreparedItem] {
    selection.map { selection in page.compactMap { $0.limited(to: selection) } } ?? page
  }

  /// Tells the builder what a page's records were made of.
  func nameOrigins(of page: [PreparedItem], _ items: [SourceItem]) {
    let raws = Dictionary(items.map { ($0.key, $0.raw) }) { first, _ in first }
    var made: [RecordKey: RawObject] = [:]
    for item in page {
      guard case .records(let records) = item.content else { continue }
      for (record, _) in records { made[record.key] = raws[item.key] }
    }
    builder.items = made
    pending.items = made
    early.items = made
  }

  /// The number of the resync that sends a record again; `nil` where none does, or it did already.
  func forced(_ key: RecordKey, _ entry: LedgerEntry) -> Int? {
    guard let number = builder.resync.forces(key.feed), entry.resync ?? 0 < number else { return nil }
    return number
  }

  /// Plans that what the ledger keeps is sent again, without asking the source.
  func sendKept(_ feeds: Set<SyncFeed>) async throws(SyncError) {
    for feed in feeds.sorted(by: { $0.rawValue < $1.rawValue }) where takes(feed) {
      guard let number = builder.resync.forces(feed) else { continue }
      var place: String?
      while true {
        let page = try await ledger.page(of: feed, after: place, limit: 500)
        for (key, entry) in page where entry.state == .present && (entry.resync ?? 0) < number {
          builder.count(collected: 1, in: feed)
          guard let payload = entry.payload else {
            try block(
              key, depth: 0,
              because: "It was accepted while the ledger kept no payloads. A resync of everything sends it.")
            continue
          }
          var action = SyncAction(
            .update, key, fields: Dictionary(payload.members.map { ($0.name, $0.value) }) { $1 },
            reason: "A resync of what was collected was asked for.", precondition: entry.fingerprint,
            fingerprint: entry.fingerprint, destinationID: entry.destinationID, identifier: entry.identifier,
            stage: stages.stage(of: feed, depth: entry.fields.names.contains("parent") ? 1 : 0))
          action.resync = number
          action.display = entry.display
          try builder.append(action)
        }
        guard page.count == 500, let last = page.last else { break }
        place = last.key.id
        if Task.isCancelled { throw .cancelled }
      }
    }
  }
}

extension PreparedItem {
  /// This item with those of its records that were chosen; `nil` where none was.
  fileprivate func limited(to selection: Set<RecordKey>) -> PreparedItem? {
    if selection.contains(key) { return self }
    guard case .records(let all) = content else { return nil }
    let records = all.filter { selection.contains($0.record.key) }
    return records.isEmpty ? nil : with(.records(records))
  }
}
