/// Items of which the mapping makes a record of another feed than before: the one that they were goes with the same run.
///
/// The old record bears the item's own key, as the new one does. Which one the destination has the ledger knows.
extension PlanRun {
  /// Notes records that were made of a page's items until now and are not any more, because others are in their place.
  ///
  /// - Parameter items: Those of the page of which not all records are as they were.
  func noteMoved(_ items: [PreparedItem], _ known: LedgerPage) async throws(SyncError) {
    var places: [RecordKey: RecordKey] = [:]
    for item in items {
      guard case (.records(let records), .inside) = (item.content, item.membership) else { continue }
      let made = records.map(\.record.key).filter { $0.id == item.key.id && takes($0.feed) }
      guard let new = try firstMissing(of: made, known) else { continue }
      for feed in mapping.feeds(for: item.key.feed) where takes(feed) && !made.contains(where: { $0.feed == feed }) {
        places[RecordKey(feed, item.key.id)] = new
      }
    }
    guard !places.isEmpty else { return }
    for (key, entry) in try await ledger.entries(for: places.keys) where entry.state == .present {
      moved[key] = places[key]
    }
  }

  /// The first of some records that the destination does not have.
  private func firstMissing(of keys: [RecordKey], _ known: LedgerPage) throws(SyncError) -> RecordKey? {
    for key in keys {
      if try known[key]?.state != .present { return key }
    }
    return nil
  }

  /// Plans that records go in whose place others are, once it is known that nothing else makes them. They stay as long
  /// as what is to take their place is held back, or fails.
  func planMoved() async throws(SyncError) {
    let due = moved.filter { !cameBy($0.key) && !held.contains($0.value) }
    let entries = try await ledger.entries(for: due.keys)
    for (key, new) in due.sorted(by: { $0.key < $1.key }) { try lose(key, entries[key], .moved(to: new)) }
    try await planJudged()
  }
}

extension PlanRun.Loss {
  /// What must be there before the record goes.
  var dependencies: [RecordKey] {
    guard case .moved(let key) = self else { return [] }
    return [key]
  }
}
