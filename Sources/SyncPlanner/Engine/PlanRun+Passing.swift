/// The way of a record that is as it was: nearly every one of most runs.
///
/// Nothing is made of it but a mark in the set of keys that came by. Its row is compared where it lies, and whatever is
/// in the least out of the ordinary takes the long way, which would come to the same.
extension PlanRun {
  /// What the ledger knows of a page's records, and of those that they rest on and that did not come by.
  func rows(for page: [PreparedItem]) async throws(SyncError) -> LedgerPage {
    var keys: [RecordKey] = []
    keys.reserveCapacity(page.count)
    var order: [Int] = []
    order.reserveCapacity(page.count)
    // A key twice is seldom: items are told apart already, and only other records of theirs can have the same.
    var others: [RecordKey: Int] = [:]
    var extra: Set<RecordKey> = []
    func ask(for key: RecordKey, of item: PreparedItem) {
      let isOwn = key == item.key
      var place = others.isEmpty ? nil : others[key]
      if place == nil, !isOwn, seen.contains(key, as: .item) { place = keys.firstIndex(of: key) }
      order.append(place ?? keys.count)
      guard place == nil else { return }
      if !isOwn { others[key] = keys.count }
      keys.append(key)
    }
    for item in page {
      guard case .records(let records) = item.content else {
        ask(for: item.key, of: item)
        continue
      }
      for number in records.indices {
        ask(for: records[number].record.key, of: item)
        for key in records[number].record.dependencies where takes(key.feed) && !cameBy(key) { extra.insert(key) }
      }
    }
    if !extra.isEmpty { keys += extra.subtracting(keys) }
    return try await ledger.rows(of: keys, in: order)
  }

  /// The item with those of its records that do not pass by as they are; `nil` where all do.
  ///
  /// - Parameter number: The number of the item's first record in the page.
  func rest(of item: PreparedItem, _ known: LedgerPage, from number: Int) -> PreparedItem? {
    guard case .records(let records) = item.content, case .inside = item.membership else { return item }
    var rest: [(record: SyncRecord, fingerprint: Fingerprint)] = []
    for place in records.indices where takes(records[place].record.key.feed) {
      if !passes(records[place], of: item, known, number + place) { rest.append(records[place]) }
    }
    return rest.isEmpty ? nil : item.with(.records(rest))
  }

  /// Notes a record that is as it was. Whether it is.
  ///
  /// - Parameter number: The record's number in the page.
  private func passes(
    _ prepared: (record: SyncRecord, fingerprint: Fingerprint), of item: PreparedItem, _ known: LedgerPage,
    _ number: Int
  ) -> Bool {
    guard isAsItWas(prepared, of: item, known, number) else { return false }
    let key = prepared.record.key
    // What another item made already is told on the long way.
    guard seen.insert(key == item.key ? item.mark : KeyMark(key), as: .record) else { return false }
    matcher?.note(prepared.record)
    if let last = passed.indices.last, passed[last].feed == key.feed {
      passed[last].count += 1
    } else {
      passed.append((key.feed, 1))
    }
    return true
  }

  /// Puts down how many records of a page passed.
  func countPassed() {
    for (feed, count) in passed { builder.count(collected: count, unchanged: count, in: feed) }
    passed = []
  }

  private func isAsItWas(
    _ prepared: (record: SyncRecord, fingerprint: Fingerprint), of item: PreparedItem, _ known: LedgerPage,
    _ number: Int
  ) -> Bool {
    guard let row = known.row(at: number), prepared.record.heldFields.isEmpty,
      case .wanted = prepared.record.standing
    else { return false }
    let key = prepared.record.key
    let isMain = key.id == item.key.id
    guard
      LedgerEntry.isUpToDate(
        row, prepared.fingerprint, identifier: isMain ? item.identifier : nil, links: isMain ? item.links : []),
      builder.resync.forces(key.feed) == nil
    else { return false }
    guard !prepared.record.dependencies.isEmpty else { return true }
    let resting = prepared.record.dependencies.filter { takes($0.feed) }
    if case .none = obstacle(to: resting, isKnown: known.has) { return true }
    return false
  }
}
