import CatalogModels
import ValueParser

@testable import SyncPlanner

/// A source of made-up items: whatever a test wants to come, in the order in which it is written.
struct StubSource: SyncSource {
  var parts: [SourcePart]

  init(_ parts: SourcePart...) { self.parts = parts }

  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    for part in parts { try await deliver(part) }
  }

  /// An item without values.
  static func item(
    _ feed: SyncFeed, _ id: String, _ fields: [String: RawJSON] = [:], above: [RecordKey] = [], depth: Int = 0,
    membership: SourceItem.Membership = .inside
  ) -> SourceItem {
    let raw = try? RawObject(.object(fields.merging(["code": .string(id)]) { $1 }))
    return SourceItem(
      RecordKey(feed, id), raw ?? empty, dependencies: above, depth: depth, membership: membership)
  }

  private static let empty: RawObject = {
    guard let raw = try? RawObject(parsing: "{}".utf8) else { preconditionFailure("{} is an object") }
    return raw
  }()
}

/// A mapping that a test writes as a closure.
struct StubMapping: RecordMapping {
  var version = "stub.1"
  var outputs: @Sendable (SyncFeed) -> [SyncFeed] = { [$0] }
  var map: @Sendable (SourceItem) throws -> [SyncRecord] = { item in
    [SyncRecord(item.key, fields: ["code": .string(item.key.id)], dependencies: item.dependencies)]
  }

  func feeds(for feed: SyncFeed) -> [SyncFeed] { outputs(feed) }
  func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] { try map(item) }
}

extension SyncPlan {
  /// All actions, for tests.
  func all() async throws -> [SyncAction] {
    var all: [SyncAction] = []
    for try await action in actions { all.append(action) }
    return all
  }
}
