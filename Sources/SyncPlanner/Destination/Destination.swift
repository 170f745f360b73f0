public import CatalogModels

/// A shop, a marketplace, a portal: whatever is brought in step with the catalog.
///
/// What a destination must hold to is checked by the suite `DestinationConformance` in PIMTesting.
public protocol Destination: Sendable {
  /// What it can do. Read once for each run.
  var capabilities: DestinationCapabilities { get async throws }

  /// Carries out some actions, in their order.
  ///
  /// - Parameter batch: At most `capabilities.batchSize` actions of one stage: none depends on another.
  /// - Returns: One outcome for each action, in their order. An action that failed does not keep the others from being
  ///   carried out.
  /// - Throws: Where nothing is known of any action's effect, such as when the connection broke. The applier then
  ///   reads back, or reports the outcome as unknown; it never sends again silently.
  func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome]

  /// The records as the destination has them now. Those that it does not have are left out.
  ///
  /// Only called where `capabilities.canRead` says so.
  func read(_ keys: [RecordKey]) async throws -> [SyncRecord]

  /// A page of what the destination has of a feed, whoever put it there and whether it is known as one of ours or not.
  ///
  /// Only called where `capabilities.canScan` says so.
  ///
  /// - Parameters:
  ///   - feed: Which of its records.
  ///   - place: What the page before gave as `next`; `nil` for the start.
  func scan(_ feed: SyncFeed, after place: String?) async throws -> DestinationPage

  /// What became of actions that `apply` answered with `accepted`, as far as it is known now. Those that are left out are
  /// still being worked on, and are asked for again.
  ///
  /// - Parameter ticket: What `accepted` bore.
  func outcomes(of ticket: String) async throws -> [RecordKey: ActionOutcome]

  /// What is wrong with the destination or its set-up for a scope: known before anything runs (C2). What would make a run
  /// fail is better thrown.
  func check(_ scope: SyncScope) async throws -> [SyncDiagnostic]

  /// What a support bundle tells of the destination itself, such as a log of what was submitted. Without an
  /// implementation it tells nothing.
  ///
  /// - Parameter payloads: Whether content that was sent may be part of it.
  func supportNotes(withPayloads payloads: Bool) async -> RawJSON?

  /// Tidies up once all batches of a run have their outcomes, before the checkpoints move. What was answered to `apply`
  /// holds whether this comes to its end or not. Without an implementation nothing is done.
  func finish() async throws
}

extension Destination {
  /// Nothing that could be scanned.
  public func scan(_ feed: SyncFeed, after place: String?) async throws -> DestinationPage { DestinationPage([]) }

  /// Nothing yet.
  public func outcomes(of ticket: String) async throws -> [RecordKey: ActionOutcome] { [:] }

  /// Nothing.
  public func check(_ scope: SyncScope) async throws -> [SyncDiagnostic] { [] }

  /// Nothing.
  public func supportNotes(withPayloads payloads: Bool) async -> RawJSON? { nil }

  /// Nothing to tidy up.
  public func finish() async throws {}
}

/// What a destination can do.
public struct DestinationCapabilities: Sendable, Hashable {
  /// What names the destination and its present content. When it changes, the ledger no longer holds and the next run
  /// sends everything anew (C12).
  public var identity: String
  /// The most actions in one call of `apply`.
  public var batchSize: Int
  /// The most calls of `apply` at once.
  public var concurrency: Int
  /// Whether sending an action again with the same `idempotencyKey` takes effect only once.
  public var isIdempotent: Bool
  /// Whether `read` gives what is there.
  public var canRead: Bool
  /// Whether `scan` gives all that is there, page by page.
  public var canScan: Bool
  /// The feeds that it takes; `nil` for all.
  public var feeds: Set<SyncFeed>?

  /// Creates a description.
  public init(
    identity: String, batchSize: Int = 100, concurrency: Int = 1, isIdempotent: Bool = false, canRead: Bool = false,
    canScan: Bool = false, feeds: Set<SyncFeed>? = nil
  ) {
    self.identity = identity
    self.batchSize = max(1, batchSize)
    self.concurrency = max(1, concurrency)
    self.isIdempotent = isIdempotent
    self.canRead = canRead
    self.canScan = canScan
    self.feeds = feeds
  }
}

/// A page of what a destination has.
public struct DestinationPage: Sendable, Hashable {
  /// The records.
  public var records: [Record]
  /// The place to go on from; `nil` behind the last page.
  public var next: String?

  /// Creates a page.
  public init(_ records: [Record], next: String? = nil) {
    self.records = records
    self.next = next
  }

  /// A record as the destination has it.
  public struct Record: Sendable, Hashable {
    /// The destination's own key, as it stands in ``ActionOutcome``.
    public var id: String
    /// The content by field.
    public var fields: [String: RawJSON]
    /// The destination's own key of the record that this one is a variant of.
    public var parent: String?

    /// Creates a record.
    public init(id: String, fields: [String: RawJSON], parent: String? = nil) {
      self.id = id
      self.fields = fields
      self.parent = parent
    }
  }
}

/// What became of an action. More cases may come, so a `switch` needs a `default`.
public enum ActionOutcome: Sendable, Hashable {
  /// It took effect. The destination's own key is given where it made one.
  case applied(destinationID: String? = nil)
  /// It was taken in and will be worked on; what becomes of it shows `Destination.outcomes(of:)`. Actions of one call may
  /// bear one ticket.
  case accepted(ticket: String)
  /// It did not take effect, and would not if sent again as it is.
  case rejected(reason: String)
  /// It did not take effect, and may when sent again.
  case failed(reason: String)
  /// It is not known whether it took effect.
  case unknown(reason: String)
}
