import CatalogModels
import ValueParser

/// Items that use what changed, though they did not change themselves: an option that has another label touches neither
/// the products that have it nor its attribute (N14, G4).
extension PlanRun {
  /// Compares definitions with those of the last run, once all of them came.
  func noteDefinitions() async throws(SyncError) {
    let made = Set(sources.flatMap { mapping.feeds(for: $0) })
    usingFeeds = made.filter(isReadByChanges).sorted { $0.rawValue < $1.rawValue }
    let now = DefinitionMarks(context.schema.marks)
    let old = try await DefinitionMarks.kept(of: now.groups.keys, in: Checkpoints(in: ledger.store))
    changedMarks.formUnion(now.changes(since: old))
    newMarks = now.rows(besides: old)
  }

  /// Notes an item that changed: whoever uses it is looked at again.
  func noteChanged(_ item: RecordKey) {
    guard item.feed == .referenceEntityRecords || item.feed == .assets else { return }
    changedMarks.insert(ItemLinks.mark(item.feed.rawValue, item.id))
  }

  /// The next items that use what changed and that did not come by.
  func nextUsers(_ limit: Int) async throws(SyncError) -> [RecordKey] {
    noteUnanswered()
    guard !changedMarks.isEmpty else {
      usingFeeds = []
      return []
    }
    var users: [RecordKey] = []
    while users.isEmpty, let feed = usingFeeds.first {
      let page = try await ledger.page(of: feed, after: usersPlace, limit: limit)
      for (key, entry) in page where !cameBy(key) && entry.links.contains(where: changedMarks.contains) {
        users += sources(of: feed).map { RecordKey($0, key.id) }.filter { !isSeen($0) }
      }
      usersPlace = page.last?.key.id
      if page.count < limit {
        usingFeeds.removeFirst()
        usersPlace = nil
      }
      if Task.isCancelled { throw .cancelled }
    }
    unanswered = Set(users)
    return users
  }

  /// Whether all users that were asked for came or are not there.
  private func noteUnanswered() {
    if unanswered.contains(where: { !isSeen($0) && !absent.contains($0) }) { usersAreKnown = false }
    unanswered = []
  }

  /// The marks of definitions to keep, where everybody that uses a changed one was looked at.
  var marksToKeep: [String: RawJSON] {
    let using: [SyncFeed] = [.products, .productModels, .referenceEntityRecords, .assets, .attributeOptions]
    let isRead = using.allSatisfy { feed in
      switch sweeps[feed] {
      case .complete, .changes, nil: true
      case .incomplete, .failed: false
      }
    }
    return isRead && usersAreKnown && usingFeeds.isEmpty && summary.brakes.isEmpty ? newMarks : [:]
  }
}
