/// How a synchronisation behaves where there is a choice.
public struct SyncPolicy: Sendable, Hashable {
  /// What becomes of records whose item is gone from the source, or left the scope.
  public var whenGone: Gone
  /// The order in which feeds go to the destination, so that nothing arrives before what it rests on. Feeds that are
  /// not named come last and together.
  public var feedOrder: [SyncFeed]
  /// How a deletion is proved, and how much may change at once.
  public var guards = Guards()
  /// Feeds whose records cannot be taken back, such as products that a supplier was given: where one would go, the plan
  /// is refused with ``SyncError`` `assignmentIrrevocable` (A9).
  public var irrevocableFeeds: Set<SyncFeed> = []
  /// What the ledger keeps of each record.
  public var ledgerDetail = Detail()
  /// How much is kept of what happened.
  public var logs = Logs()
  /// How often actions that failed, and might not fail again, are sent again within a run. Unless chosen, they are left
  /// to the next run.
  public var retries = Repeats.never
  /// How often a stage asks again for the reports on what the destination accepted and has not done yet. What is not
  /// reported on by then is asked for again when the next plan is made.
  public var outcomePolling = Repeats(times: 4, initialDelay: .seconds(2), maximumDelay: .seconds(60))

  /// How many products ``SyncEngine/sync(_:_:deleted:releasing:only:progress:)`` reads at most, while a catalog is read for
  /// the first time, before it applies them: a run that is cut short then, or killed, does not begin anew, but goes on
  /// behind the last products that were applied. `nil` reads all before anything is applied. Later runs are never cut,
  /// because too much at once shows only when all of it is seen, and neither are those that match what the destination has.
  public var firstReadingStretch: Int? = 20_000

  /// What is done about changes that somebody else made at the destination. Unless chosen, they are ignored and no
  /// record is read for them.
  public var conflicts: Conflicts
  /// What is done with records that the destination may have already, without being known as ours.
  public var matching: Matching
  /// The fields that are sent. A field that is left out is neither sent nor emptied.
  public var fields: Fields

  /// What becomes of a record whose item is gone. No more cases will come.
  public enum Gone: String, Sendable, Hashable, Codable, CaseIterable {
    /// It stays at the destination and is no longer shown: a sweep may have been wrong, and this can be undone.
    case disable
    /// It is removed, once that it is gone is proved as ``Guards`` asks for. Until then it is disabled or kept.
    case delete
    /// It stays as it is; the plan names it as skipped.
    case keep
  }

  /// Creates a policy. What has no parameter here is set afterwards.
  public init(
    whenGone: Gone = .disable, feedOrder: [SyncFeed] = SyncFeed.all, guards: Guards = Guards(),
    conflicts: Conflicts = .ignored, matching: Matching = .create, fields: Fields = .all
  ) {
    self.whenGone = whenGone
    self.feedOrder = feedOrder
    self.guards = guards
    self.conflicts = conflicts
    self.matching = matching
    self.fields = fields
  }

  /// Disables what is gone, and sends the PIM's feeds in the order of their dependency.
  public static let `default` = SyncPolicy()
}

/// The places of actions in the order of a plan: first whatever is created and changed, what rests on others after
/// them; then whatever goes, the other way round.
struct StageOrder {
  private let places: [SyncFeed: Int]
  private let depths = 1_000

  init(_ order: [SyncFeed]) {
    places = Dictionary(order.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  /// The stage of what is created or changed.
  func stage(of feed: SyncFeed, depth: Int) -> Int {
    (places[feed] ?? last) * depths + min(depth, depths - 1)
  }

  /// The stage of what goes.
  func stage(ofGone feed: SyncFeed, depth: Int) -> Int {
    2 * (last + 1) * depths - stage(of: feed, depth: depth)
  }

  /// The place of all feeds that are not named.
  private var last: Int { (places.values.max() ?? -1) + 1 }
}
