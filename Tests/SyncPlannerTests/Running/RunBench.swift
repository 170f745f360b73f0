import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import Testing

@testable import SyncPlanner

/// A source that fails.
struct FailingSource: SyncSource {
  struct Failure: Error {}
  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws { throw Failure() }
}

/// A source at whose beginning something else happens.
struct WatchedSource: SyncSource {
  let source: any SyncSource
  let watch: @Sendable () async throws -> Void

  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    try await watch()
    try await source.collect(request, deliver: deliver)
  }
}

/// An engine between some products and a destination in memory, at a time that a test moves.
struct RunBench {
  let time = MovingTime()
  var store: any SyncStore = MemorySyncStore()
  var memory = MemoryDestination()
  var destination: (any Destination)?
  /// The products, by name and price.
  var items = ["a": 1, "b": 1]
  var parents: [String: String] = [:]
  var policy = SyncPolicy.default
  var source: (any SyncSource)?
  var mapping: any RecordMapping = StubMapping(map: { item in
    [
      SyncRecord(
        item.key, fields: item.raw.fields.reduce(into: [:]) { $0[$1] = item.raw[$1] },
        dependencies: item.dependencies)
    ]
  })

  static func key(_ name: String) -> RecordKey { RecordKey(.products, name) }

  var list: any SyncSource {
    let models = Set(parents.values).sorted().map { StubSource.item(.productModels, $0) }
    let products = items.sorted { $0.key < $1.key }.map { name, version in
      StubSource.item(
        .products, name,
        ["name": .string("Product \(name)"), "price": .int(version), "identifier": .string("SKU-\(name)")],
        above: parents[name].map { [RecordKey(.productModels, $0)] } ?? [])
    }
    return StubSource(
      .items(models), .finished(.productModels, .complete), .items(products), .finished(.products, .complete))
  }

  var engine: SyncEngine {
    SyncEngine(
      from: source ?? list, by: mapping, to: destination ?? memory, remembering: store, policy: policy,
      clock: ImmediateClock()
    ) { [time] in time.now }
  }

  /// The records that were sent by now, batch after batch.
  func sent() async -> [String] { await memory.batches.flatMap { $0.map(\.key.id) } }
}
