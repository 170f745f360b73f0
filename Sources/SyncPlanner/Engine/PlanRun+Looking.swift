import CatalogModels

/// What the source is asked to look for by its keys, once all feeds are finished.
extension PlanRun {
  /// The most keys in one question.
  private static var most: Int { 1_000 }

  /// What is still to be asked for, one kind after the other.
  enum Asking: Int, Comparable {
    case definitions, letters, deleted, users, missing, nothing

    static func < (a: Asking, b: Asking) -> Bool { a.rawValue < b.rawValue }
  }

  func answer(_ inquiry: SourceInquiry) async throws(SyncError) {
    canLook = true
    var keys: [RecordKey] = []
    while keys.isEmpty, asking < .nothing {
      switch asking {
      case .definitions:
        try await noteDefinitions()
        asking = .letters
      case .letters: keys = try await nextLetters()
      case .deleted:
        keys = deleted.filter { !isSeen($0) }
        asking = .users
      case .users:
        keys = try await nextUsers(Self.most)
        if keys.isEmpty { asking = .missing }
      case .missing:
        keys = try await missingSamples()
        verifying = Set(keys)
        asking = .nothing
      case .nothing: break
      }
    }
    inquiry.ask(for: keys)
  }

  /// The items of a page of letters that did not come by.
  private func nextLetters() async throws(SyncError) -> [RecordKey] {
    let page = try await DeadLetters(in: ledger.store).page(after: lettersPlace, limit: Self.most)
    lettersPlace = page.next
    if page.next == nil { asking = .deleted }
    return page.letters.filter { $0.state != .unknown && isReadByChanges($0.action.key.feed) }
      .flatMap { items(of: $0.action.key) }.filter { !isSeen($0) }
  }

  /// The first of the items that every feed misses and that a plan would take away. What is there after all shows that
  /// the sweep had a hole.
  private func missingSamples() async throws(SyncError) -> [RecordKey] {
    var samples: [RecordKey] = []
    for feed in feedsShowingWhatIsGone {
      var count = 0
      // What is shown comes first: of what was disabled over the years there may be more than is looked for.
      var (shown, hidden): ([RecordKey], [RecordKey]) = ([], [])
      try await eachMissing(of: feed) { (key, entry) throws(SyncError) in
        count += 1
        switch entry.state {
        case .present: if shown.count < policy.guards.lookups { shown.append(key) }
        case .disabled: if policy.whenGone == .delete, hidden.count < policy.guards.lookups { hidden.append(key) }
        case .unlinked: break
        }
      }
      samples += (shown + hidden).prefix(max(0, policy.guards.lookups)).flatMap { items(of: $0) }
      missing[feed] = count
    }
    return samples
  }

  /// The items of which a record can be made. The main record bears its item's key.
  private func items(of key: RecordKey) -> [RecordKey] { sources(of: key.feed).map { RecordKey($0, key.id) } }

  /// Whether an item came by.
  func isSeen(_ item: RecordKey) -> Bool { seen.contains(item, as: .item) }

  /// Notes that what a sweep missed is there: the source's list had a hole, and shows nothing as gone.
  func noteHoles(_ page: [SourceItem]) {
    for item in page where item.membership == .inside && verifying.contains(item.key) {
      let reason = "The list of \(item.feed) lacked \(item.key.id), which is there."
      if case .complete = sweeps[item.feed] {
        note(SyncDiagnostic(.hole, item.key, reason))
        finish(item.feed, .incomplete(reason: reason))
      }
    }
  }

  /// Plans what becomes of items of which an event says that they were deleted. What came by is there, whatever an
  /// event says (N34).
  func planDeleted() async throws(SyncError) {
    for item in deleted.sorted() {
      guard !isSeen(item) else {
        note(SyncDiagnostic(.hole, item, "An event says that it was deleted, and the source has it."))
        continue
      }
      // Where the source was asked and neither found it nor missed it, nothing is known.
      guard !canLook || absent.contains(item) else { continue }
      let keys = mapping.feeds(for: item.feed).filter { takes($0) }.map { RecordKey($0, item.id) }
      for (key, entry) in try await ledger.entries(for: keys) { try lose(key, entry, .deleted) }
    }
    try await planJudged()
  }
}
