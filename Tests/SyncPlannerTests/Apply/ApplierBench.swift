import CatalogModels
import Foundation
import PIMTesting

@testable import SyncPlanner

/// Actions for tests: a product by number, its content by version.
enum Actions {
  static func key(_ number: Int, feed: SyncFeed = .products) -> RecordKey { RecordKey(feed, "p\(number)") }

  static func fields(_ number: Int, version: Int = 1) -> [String: RawJSON] {
    ["name": .string("Product \(number)"), "price": .string("\(version).00")]
  }

  static func fingerprint(_ number: Int, version: Int) -> Fingerprint {
    Fingerprint(of: .object(fields(number, version: version)))
  }

  static func create(
    _ number: Int, feed: SyncFeed = .products, dependencies: [RecordKey] = [], stage: Int = 0
  ) -> SyncAction {
    SyncAction(
      .create, key(number, feed: feed), fields: fields(number), changedFields: ["name", "price"], reason: "new",
      fingerprint: fingerprint(number, version: 1), dependencies: dependencies, stage: stage)
  }

  static func update(_ number: Int, version: Int, stage: Int = 0) -> SyncAction {
    SyncAction(
      .update, key(number), fields: fields(number, version: version), changedFields: ["price"], reason: "changed",
      precondition: fingerprint(number, version: version - 1), fingerprint: fingerprint(number, version: version),
      stage: stage)
  }

  static func removal(_ kind: SyncAction.Kind, _ number: Int, version: Int = 1, stage: Int = 0) -> SyncAction {
    SyncAction(
      kind, key(number), reason: "gone", precondition: fingerprint(number, version: version), stage: stage)
  }
}

/// A store, a destination and an applier between them.
struct ApplierBench {
  static let now = Date(timeIntervalSince1970: 1_700_000_000)

  let store: any SyncStore
  let destination: MemoryDestination

  init(_ capabilities: DestinationCapabilities? = nil, store: any SyncStore = MemorySyncStore()) {
    self.store = store
    destination =
      capabilities.map { MemoryDestination($0) } ?? MemoryDestination()
  }

  var applier: Applier { Applier(to: destination, remembering: store) { Self.now } }

  static func plan(
    _ actions: [SyncAction], ledger: Int, checkpoints: [String: RawJSON] = [:], destination: String = "memory"
  ) throws -> SyncPlan {
    var builder = PlanBuilder()
    for action in actions { try builder.append(action) }
    return try builder.seal(
      SyncPlan.Basis(scope: "s", destination: destination, mapping: "m1", ledger: ledger, checkpoints: checkpoints))
  }

  /// A plan on what the ledger holds now.
  func plan(_ actions: [SyncAction], checkpoints: [String: RawJSON] = [:]) async throws -> SyncPlan {
    let ledger = try await Ledger(in: store).position().sequence
    return try Self.plan(actions, ledger: ledger, checkpoints: checkpoints)
  }

  @discardableResult
  func apply(_ plan: SyncPlan) async throws -> SyncReport { try await applier.apply(plan) }

  func entry(_ number: Int) async throws -> LedgerEntry? {
    try await Ledger(in: store).entry(for: Actions.key(number))
  }

  func letter(_ number: Int) async throws -> DeadLetter? {
    try await DeadLetters(in: store).letters(for: [Actions.key(number)])[Actions.key(number)]
  }

  func intents() async throws -> Int {
    try await store.rows(in: Intent.table, after: nil, limit: 100).count
  }
}

/// A destination whose calls wait until a number of them are under way at once: it never ends when they are not.
actor MeetingDestination: Destination {
  let capabilities: DestinationCapabilities
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(parties: Int) {
    capabilities = DestinationCapabilities(identity: "memory", batchSize: 1, concurrency: parties)
  }

  func apply(_ batch: [SyncAction]) async -> [ActionOutcome] {
    if waiting.count + 1 == capabilities.concurrency {
      for other in waiting { other.resume() }
      waiting = []
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    return batch.map { _ in .applied() }
  }

  func read(_ keys: [RecordKey]) -> [SyncRecord] { [] }
}

/// A destination that counts how often a run came to its end.
actor FinishingDestination: Destination {
  let capabilities = DestinationCapabilities(identity: "memory")
  private(set) var finished = 0
  private var refuses = false

  struct Refusal: Error {}

  func refuse() { refuses = true }
  func apply(_ batch: [SyncAction]) -> [ActionOutcome] { batch.map { _ in .applied() } }
  func read(_ keys: [RecordKey]) -> [SyncRecord] { [] }

  func finish() throws {
    if refuses { throw Refusal() }
    finished += 1
  }
}
