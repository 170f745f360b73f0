import CatalogModels

/// Looking before sending.
extension MarketplaceDestination {
  /// What a record is to the marketplace. More cases may come, so a `switch` needs a `default`.
  public enum Eligibility: Sendable, Hashable {
    /// Quantity and price for what the marketplace knows.
    case offer
    /// A product that it is told of.
    case product
    /// Nothing that can be sent, and why.
    case ineligible([String])
  }

  /// What a plan would send, and what is wrong (E1, E9).
  public struct Checkup: Sendable, Hashable {
    /// How many records are offers.
    public internal(set) var offers = 0
    /// How many are products.
    public internal(set) var products = 0
    /// Those that cannot be sent, with the reasons: the first ``limit``.
    public internal(set) var ineligible: [RecordKey: [String]] = [:]
    /// How many there are in all.
    public internal(set) var ineligibleCount = 0
    /// Those that the plan itself leaves out or holds back, with the reason: the first ``limit``.
    public internal(set) var held: [RecordKey: String] = [:]
    /// What of the last submissions went wrong, the last first.
    public internal(set) var log: [LogEntry] = []

    /// The most records that are named.
    public static var limit: Int { 1_000 }

    /// Whether nothing is wrong.
    public var isSound: Bool { ineligibleCount == 0 && log.isEmpty }
  }

  /// What an action's record is to the marketplace.
  public nonisolated func eligibility(of action: SyncAction) -> Eligibility {
    let listing = MarketplaceListing(action, configuration)
    guard listing.problems.isEmpty else { return .ineligible(listing.problems) }
    return listing.messages().contains { $0.type == .product || $0.type == .image } ? .product : .offer
  }

  /// Checks what a plan would send, record by record, and what became of the last submissions. Nothing is sent.
  ///
  /// - Throws: ``SyncError`` where the plan's file cannot be read.
  public func checkup(of plan: SyncPlan) async throws(SyncError) -> Checkup {
    var checkup = Checkup()
    var actions = plan.actions.makeAsyncIterator()
    while let action = try await actions.next() {
      guard configuration.feeds.contains(action.key.feed) else { continue }
      if action.kind == .skip || action.kind == .blocked {
        if checkup.held.count < Checkup.limit { checkup.held[action.key] = action.reason }
        continue
      }
      switch eligibility(of: action) {
      case .offer: checkup.offers += 1
      case .product: checkup.products += 1
      case .ineligible(let reasons):
        checkup.ineligibleCount += 1
        if checkup.ineligible.count < Checkup.limit { checkup.ineligible[action.key] = reasons }
      }
    }
    checkup.log = log.filter { $0.failure != nil || !$0.remarks.isEmpty }
    return checkup
  }

  /// Renders a plan document by document, byte for byte as it would be sent if all of it is accepted. Nothing is sent
  /// (E8).
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - body: Takes one document after the other, so that a plan may be larger than memory.
  /// - Throws: ``SyncError`` where the plan's file cannot be read; what the closure throws.
  public nonisolated func render(
    _ plan: SyncPlan, _ body: (Document) async throws -> Void
  ) async throws {
    var queue = ActionQueue(plan.actions)
    var written: Set<String> = []
    while let stage = try await queue.nextStage() {
      // Batches are cut as the applier cuts them, with what is not sent among them.
      while true {
        var batch: [SyncAction] = []
        while batch.count < configuration.batchSize, let action = try await queue.peek(in: stage) {
          batch.append(action)
          queue.pop()
        }
        guard !batch.isEmpty else { break }
        let sent = batch.filter {
          $0.kind != .skip && $0.kind != .blocked && configuration.feeds.contains($0.key.feed)
        }
        let rendered = MarketplaceBatch(sent, configuration, &written)
        for type in MessageType.allCases {
          for document in rendered.documents(type, leavingOut: Set(rendered.rejections.keys)).documents {
            try await body(document)
          }
        }
      }
    }
  }
}
