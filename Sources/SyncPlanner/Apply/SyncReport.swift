/// What became of a plan: counts for each feed, and the items that need somebody's eye.
///
/// The outcome of every single item comes as a ``SyncEvent`` and stands in the ledger or among the dead letters; the
/// report itself stays small however large the plan.
public struct SyncReport: Sendable, Hashable {
  /// The plan's short name.
  public let plan: String
  /// The counts of each feed.
  public internal(set) var feeds: [SyncFeed: Feed] = [:]
  /// The first items that were not applied, up to ``problemLimit``.
  public internal(set) var problems: [Item] = []
  /// How many more there are than ``problems`` holds.
  public internal(set) var furtherProblems = 0
  /// Whether the whole plan was carried out or accounted for, so that the next run goes on behind it.
  public internal(set) var isComplete = false
  /// How the collection behind the plan went; `nil` for a plan that was read from a file.
  public internal(set) var collection: CollectionSummary?
  /// How long collecting, planning and applying took together.
  public internal(set) var duration: Duration = .zero

  /// The most items in ``problems``.
  public static let problemLimit = 100

  package init(plan: String) { self.plan = plan }

  /// The counts of one feed.
  public subscript(feed: SyncFeed) -> Feed { feeds[feed] ?? Feed() }

  /// The feeds in the order in which they are shown: the PIM's own first, then others by name.
  public var orderedFeeds: [SyncFeed] { SyncFeed.inOrder(feeds.keys) }

  /// Whether all was read and all was applied.
  public var isSuccess: Bool {
    isComplete && feeds.values.allSatisfy { $0.problems == 0 } && (collection?.incomplete.isEmpty ?? true)
  }

  /// The counts of one feed.
  public struct Feed: Sendable, Hashable {
    /// Records that were collected.
    public internal(set) var collected = 0
    /// Records that the destination already had as they are.
    public internal(set) var unchanged = 0
    /// Records that were created.
    public internal(set) var created = 0
    /// Records that were linked to what was there.
    public internal(set) var linked = 0
    /// Records that were updated.
    public internal(set) var updated = 0
    /// Records that were disabled.
    public internal(set) var disabled = 0
    /// Records that were deleted.
    public internal(set) var deleted = 0
    /// Actions of the plan that an earlier, interrupted run of it had carried out.
    public internal(set) var alreadyApplied = 0
    /// Actions that the destination accepted and has not done yet.
    public internal(set) var accepted = 0
    /// Actions that policy left out.
    public internal(set) var skipped = 0
    /// Actions that something else held up.
    public internal(set) var blocked = 0
    /// Actions that the destination rejected or failed at.
    public internal(set) var failed = 0
    /// Actions of which it is not known whether they took effect.
    public internal(set) var unknown = 0

    init() {}

    /// Actions that were carried out by this run.
    public var applied: Int { created + linked + updated + disabled + deleted }
    /// Actions that were to be carried out and were not.
    public var problems: Int { blocked + failed + unknown }
  }

  /// What became of one item.
  public struct Item: Sendable, Hashable {
    /// The record.
    public let key: RecordKey
    /// What was to be done.
    public let kind: SyncAction.Kind
    /// What became of it.
    public let result: Result

    /// What became of an action. More may come, so a `switch` over them needs a `default`.
    public enum Result: Sendable, Hashable {
      /// It took effect.
      case applied
      /// It had taken effect in an earlier, interrupted run of the same plan.
      case alreadyApplied
      /// The destination accepted it and reports later whether it was done.
      case accepted(ticket: String)
      /// Policy left it out.
      case skipped(reason: String)
      /// Something else held it up.
      case blocked(reason: String)
      /// The destination will not take it as it is.
      case rejected(reason: String)
      /// The destination failed at it and may take it later.
      case failed(reason: String)
      /// It is not known whether it took effect.
      case unknown(reason: String)
    }
  }
}

extension SyncReport {
  mutating func count(_ item: Item) {
    var feed = self[item.key.feed]
    switch item.result {
    case .applied:
      switch item.kind {
      case .create: feed.created += 1
      case .link: feed.linked += 1
      case .update: feed.updated += 1
      case .disable: feed.disabled += 1
      case .delete: feed.deleted += 1
      case .skip, .blocked: break
      }
    case .alreadyApplied: feed.alreadyApplied += 1
    case .accepted: feed.accepted += 1
    case .skipped: feed.skipped += 1
    case .blocked: feed.blocked += 1
    case .rejected, .failed: feed.failed += 1
    case .unknown: feed.unknown += 1
    }
    feeds[item.key.feed] = feed
    guard item.isProblem else { return }
    if problems.count < Self.problemLimit { problems.append(item) } else { furtherProblems += 1 }
  }

  mutating func count(_ summary: SyncPlan.Summary) {
    for (feed, counts) in summary.feeds {
      feeds[feed, default: Feed()].collected = counts.collected
      feeds[feed, default: Feed()].unchanged = counts.unchanged
    }
  }
}

extension SyncReport.Item {
  /// Whether it was to be carried out and was not.
  public var isProblem: Bool {
    switch result {
    case .applied, .alreadyApplied, .accepted, .skipped: false
    case .blocked, .rejected, .failed, .unknown: true
    }
  }
}
