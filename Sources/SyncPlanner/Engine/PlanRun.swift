import CatalogModels
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One planning: takes what the source delivers, compares it with the ledger page by page, and gathers actions.
///
/// Of what went by only keys are kept, so that memory grows with the number of keys and not with the catalog.
final class PlanRun {
  let mapping: any RecordMapping
  let ledger: Ledger
  let policy: SyncPolicy
  let scope: SyncScope
  /// When the run began: what counts as the time of its sweeps.
  let started: Date
  /// When the last run that came to its end began; `nil` where none did.
  var lastBegan: Date?
  /// Items of which an event says that they were deleted.
  let deleted: Set<RecordKey>
  private let destinationFeeds: Set<SyncFeed>?
  private var lastFeed: (feed: SyncFeed, isTaken: Bool)?
  let stages: StageOrder
  private let progress: (SyncEvent) -> Void

  var builder: PlanBuilder
  var summary = CollectionSummary()
  private(set) var sweeps: [SyncFeed: SourceSweep] = [:]
  private(set) var watermarks: [SyncFeed: SourceWatermark] = [:]
  /// Which feed was cut, and where.
  private(set) var place: (feed: SyncFeed, at: SourceWatermark)?
  /// How often entries were re-based, each of which moved the ledger one step.
  private(set) var rebases = 0
  private(set) var context = CatalogContext(schema: CatalogSchema())
  /// The items and the records that came by.
  var seen = KeySet()
  /// Records that the plan holds back: what rests on them is held back too.
  var held: Set<RecordKey> = []
  /// Feeds of records of which an item could have made some, but could not be mapped.
  private(set) var uncertain: Set<SyncFeed> = []
  /// What the ledger knows of records of this page under their identifiers, by feed and identifier.
  var known: [RecordKey: IdentityMap.Identity] = [:]
  /// New records that bear another's identifier: what becomes of them shows at the end.
  var pending = PlanBuilder()
  /// How many records that are shown would no longer be, by feed.
  var shownGoing: [SyncFeed: Int] = [:]
  /// Records whose place another one takes in this plan.
  var takenOver: Set<RecordKey> = []
  /// What is known of records that are to be matched; `nil` where none is.
  var matcher: Matcher?
  /// Records that rest on what did not come by until now, and whether the one in hand is such.
  var early = PlanBuilder()
  var earlyKeys = KeySet()
  var isEarly = false
  /// How many new records bear a record's identifier.
  var claims: [RecordKey: Int] = [:]
  /// Entries that are put down anew with this page, and who bears which identifier, without anything being sent.
  var rebased: [RecordKey: LedgerEntry?] = [:]
  var identified: [RecordKey: StoreChange] = [:]
  /// Reads the destination, where actions are held against what it has now, and the actions that wait for that.
  var live: LiveRecords?
  var unjudged: [(action: SyncAction, entry: LedgerEntry?)] = []
  private var counts: [SyncFeed: Int] = [:]
  /// How many records of a page passed by as they are.
  var passed: [(feed: SyncFeed, count: Int)] = []
  /// The records that are planned, where somebody chose some.
  var selection: Set<RecordKey>?
  /// Records that chosen ones rest on, that the destination does not have, and that were not chosen.
  var unchosen: Set<RecordKey> = []
  /// Feeds with items whose keys cannot be kept, and why.
  private var unkeyed: [SyncFeed: String] = [:]

  /// Records in whose place others are now, with those others.
  var moved: [RecordKey: RecordKey] = [:]

  /// Whether an earlier run began to read the catalog, and this one goes on.
  var isGoingOn = false

  /// What was looked for by key and is not there.
  private(set) var absent = KeySet()
  /// Whether the source looks for items by their keys, and what it is asked for next.
  var canLook = false
  var asking = Asking.definitions
  var lettersPlace: String?
  /// What stands for things that changed, and what uses them was looked at so far.
  var changedMarks: Set<UInt64> = []
  var usingFeeds: [SyncFeed] = []
  var usersPlace: String?
  var unanswered: Set<RecordKey> = []
  var usersAreKnown = true
  /// Marks of definitions that differ from those of the last run.
  var newMarks: [String: RawJSON] = [:]
  /// What a sweep missed and is looked for.
  var verifying: Set<RecordKey> = []
  /// How many records a sweep missed, by feed, where that was counted.
  var missing: [SyncFeed: Int] = [:]

  init(
    _ mapping: any RecordMapping, _ ledger: Ledger, _ policy: SyncPolicy, _ builder: PlanBuilder, scope: SyncScope,
    started: Date, deleted: Set<RecordKey>, taking feeds: Set<SyncFeed>?, progress: @escaping (SyncEvent) -> Void
  ) {
    self.mapping = mapping
    self.ledger = ledger
    self.policy = policy
    self.builder = builder
    self.scope = scope
    self.started = started
    self.deleted = deleted
    destinationFeeds = feeds
    stages = StageOrder(policy.feedOrder)
    matcher = Matcher(policy.matching)
    self.progress = progress
  }

  /// Whether the destination takes records of a feed.
  func takes(_ feed: SyncFeed) -> Bool {
    guard let destinationFeeds else { return true }
    // Nearly always it is the feed of the record before.
    if let last = lastFeed, last.feed == feed { return last.isTaken }
    let isTaken = destinationFeeds.contains(feed)
    lastFeed = (feed, isTaken)
    return isTaken
  }

  func take(_ part: SourcePart) async throws(SyncError) {
    switch part {
    case .context(let context): self.context = context
    case .items(let items): try await take(items)
    case .finished(let feed, let sweep): finish(feed, sweep)
    case .watermark(let feed, let watermark): watermarks[feed] = watermark
    case .diagnostic(let diagnostic): note(diagnostic)
    case .requests(let count): summary.requests += count
    case .place(let feed, let place):
      self.place = (feed, place)
      summary.goesOn = true
    case .inquiry(let inquiry): try await answer(inquiry)
    case .absent(let keys): for key in keys { _ = absent.insert(key) }
    }
  }

  func note(_ diagnostic: SyncDiagnostic) {
    summary.add(diagnostic)
    progress(.diagnostic(diagnostic))
  }

  func finish(_ feed: SyncFeed, _ sweep: SourceSweep) {
    sweeps[feed] = sweep
    var problem = unkeyed[feed]
    switch sweep {
    case .complete, .changes: break
    // What was cut goes on.
    case .incomplete(let reason): if place == nil { problem = reason }
    case .failed(let error): problem = error.message
    }
    summary.incomplete[feed] = problem
    progress(.swept(feed, items: counts[feed] ?? 0, problem: problem))
  }

  /// How far this run comes, for feeds that were read as far as they were to be and of which nothing is held back.
  var reached: [SyncFeed: SourceWatermark] {
    let braked = brakedSources
    return watermarks.filter { feed, _ in
      switch sweeps[feed] {
      case .complete, .changes, nil: !braked.contains(feed)
      case .incomplete, .failed: false
      }
    }
  }

  /// Feeds that could not be read because of an error.
  var failedFeeds: Set<SyncFeed> {
    Set(sweeps.filter { if case .failed = $0.value { true } else { false } }.keys)
  }

  // MARK: A page

  private func take(_ page: [SourceItem]) async throws(SyncError) {
    let (new, marks) = newItems(of: page)
    guard let feed = new.first?.feed else { return }
    let prepared = chosen(await PreparedItem.prepare(new, marks, mapping, context, sending: policy.fields))
    for item in prepared { note(item) }
    let known = try await rows(for: prepared)
    try await identify(prepared, known)
    var number = 0
    var hasOrigins = false
    var unsettled: [PreparedItem] = []
    for item in prepared {
      let rest = rest(of: item, known, from: number)
      number += item.rowCount
      guard let rest else { continue }
      if !hasOrigins { nameOrigins(of: prepared, new) }
      hasOrigins = true
      try take(rest, known)
      unsettled.append(item)
    }
    countPassed()
    try await noteMoved(unsettled, known)
    try await planJudged()
    if !rebased.isEmpty {
      try await ledger.write(rebased, with: Array(identified.values))
      rebases += 1
      rebased = [:]
      identified = [:]
    }
    noteHoles(new)
    counts[feed, default: 0] += new.count
    progress(.collected(feed, count: new.count, total: counts[feed] ?? 0))
  }

  /// The items of a page that did not come by before and whose keys can be kept.
  private func newItems(of page: [SourceItem]) -> (items: [SourceItem], marks: [KeyMark]) {
    var marks: [KeyMark] = []
    marks.reserveCapacity(page.count)
    var left: Set<Int> = []
    for (place, item) in page.enumerated() {
      let mark = KeyMark(item.key)
      // A list that is read by cursor may bring an item twice when it changes meanwhile. The next run sees to it.
      let isNew = seen.insert(mark, as: .item)
      let isKept = isNew && StoreRules.isKey(item.key.id)
      if isKept { marks.append(mark) } else { left.insert(place) }
      if isNew, !isKept { leaveOut(item) }
    }
    return (left.isEmpty ? page : page.indices.filter { !left.contains($0) }.map { page[$0] }, marks)
  }

  private func take(_ item: PreparedItem, _ known: LedgerPage) throws(SyncError) {
    switch (item.content, item.membership) {
    case (.failed(let reason), .inside):
      try hold(item, because: reason)
      if let entry = try known[item.key]?.returned { rebase(item.key, to: entry) }
    case (.failed, .outside(let reason)):
      try lose(item.key, known[item.key], .left(reason: reason))
    case (.records(let records), .outside(let reason)):
      for (record, _) in records where takes(record.key.feed) {
        try lose(record.key, known[record.key], .left(reason: reason))
      }
    case (.records(let records), .inside):
      for (record, fingerprint) in records where takes(record.key.feed) {
        try take(record, fingerprint, of: item, known)
      }
    }
  }

  private func take(
    _ record: SyncRecord, _ fingerprint: Fingerprint, of item: PreparedItem, _ known: LedgerPage
  ) throws(SyncError) {
    let unchanged = builder.summary[record.key.feed].unchanged
    let before = try known[record.key]
    try place(record, fingerprint, of: item, before, known)
    guard var entry = (rebased[record.key] ?? nil) ?? before else { return }
    let isUnchanged = builder.summary[record.key.feed].unchanged > unchanged
    if !isUnchanged { noteChanged(item.key) }
    // What came by is not gone, whatever becomes of it; and what it uses may be otherwise though it looks the same.
    let links = item.links(of: record.key)
    guard entry.missingSince != nil || isUnchanged && entry.links != links else { return }
    entry.missingSince = nil
    if isUnchanged { entry.links = links }
    rebase(record.key, to: entry)
  }

  /// An item whose key no ledger could hold: it cannot even be named in a plan, so its feed is told as incomplete.
  private func leaveOut(_ item: SourceItem) {
    let reason = "An item's key has \(item.key.id.utf8.count) bytes; 1 to \(StoreRules.longestKey) can be kept."
    let start = RecordKey(item.key.feed, String(item.key.id.prefix(40)))
    note(SyncDiagnostic(.mapping, start, reason))
    unkeyed[item.key.feed] = reason
  }

  private func note(_ item: PreparedItem) {
    for diagnostic in item.diagnostics { note(SyncDiagnostic(.value, item.key, diagnostic.description)) }
    summary.diagnosticCount += max(0, item.diagnosticCount - item.diagnostics.count)
  }

  /// An item that could not be mapped: it alone is held back.
  private func hold(_ item: PreparedItem, because reason: String) throws(SyncError) {
    note(SyncDiagnostic(.mapping, item.key, reason))
    let outputs = mapping.feeds(for: item.key.feed)
    // Its records, whatever they are, did not disappear. The main one bears the item's own key.
    for feed in outputs {
      let key = RecordKey(feed, item.key.id)
      _ = noteSeen(key)
      held.insert(key)
    }
    if outputs != [item.key.feed] { uncertain.formUnion(outputs) }
    guard let feed = outputs.first(where: { takes($0) }) else { return }
    builder.count(collected: 1, in: feed)
    try block(RecordKey(feed, item.key.id), depth: item.depth, because: "It could not be mapped: \(reason)")
  }

  /// Notes that a record came by. Whether it is the first time.
  func noteSeen(_ key: RecordKey) -> Bool { seen.insert(key, as: .record) }

  /// Whether a record came by.
  func cameBy(_ key: RecordKey) -> Bool { seen.contains(key, as: .record) }

  func block(_ key: RecordKey, depth: Int, because reason: String) throws(SyncError) {
    try block(key, stage: stages.stage(of: key.feed, depth: depth), because: reason)
  }

  func block(_ key: RecordKey, stage: Int, because reason: String) throws(SyncError) {
    held.insert(key)
    try builder.append(SyncAction(.blocked, key, reason: reason, stage: stage))
  }
}
