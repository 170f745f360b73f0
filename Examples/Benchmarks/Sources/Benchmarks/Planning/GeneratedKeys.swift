import CatalogModels
import SyncPlanner

/// A source of so many products that all look the same but for their keys, which come in order. Reading it costs next to
/// nothing, so that what is measured is the planner and its ledger.
struct GeneratedKeys: SyncSource {
  let count: Int
  private let raw: RawObject

  init(_ count: Int) throws {
    self.count = count
    raw = try RawObject(parsing: #"{"enabled":true,"family":"boots"}"#.utf8)
  }

  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    try await deliverPages(deliver)
    try await deliver(.finished(.products, .complete))
  }

  func deliverPages(_ deliver: SourceDelivery) async throws {
    for start in stride(from: 0, to: count, by: 1_000) {
      let items = (start..<min(start + 1_000, count)).map { SourceItem(RecordKey(.products, Self.key($0)), raw) }
      try await deliver(.items(items))
    }
  }

  /// Something that looks like a UUID and keeps the order of the numbers.
  static func key(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits + "-0c4e-4000-8000-5f2a71d390b6"
  }
}

/// Makes of each item the same record.
struct SameRecord: RecordMapping {
  let version = "same.1"
  let fields: [String: RawJSON] = ["enabled": true, "family": "boots"]

  func feeds(for feed: SyncFeed) -> [SyncFeed] { feed == .products ? [feed] : [] }
  func records(for item: SourceItem, in context: CatalogContext) -> [SyncRecord] {
    [SyncRecord(item.key, fields: fields)]
  }
}

/// Accepts everything and keeps nothing.
struct AcceptingDestination: Destination {
  let capabilities = DestinationCapabilities(
    identity: "accepting", batchSize: 10_000, isIdempotent: true, feeds: [.products])

  func apply(_ batch: [SyncAction]) -> [ActionOutcome] { batch.map { _ in .applied() } }
  func read(_ keys: [RecordKey]) -> [SyncRecord] { [] }
}
