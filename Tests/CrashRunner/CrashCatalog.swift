import CatalogModels
import SyncPlanner
import TestSupport

/// The catalog of a round, the same for the same seed: models, products, and which product rests on which model. From
/// round to round some change and some come.
public struct CrashCatalog: Sendable {
  /// Versions by key.
  public let models: [String: Int]
  /// Versions by key.
  public let products: [String: Int]
  /// The model above a product.
  public let parents: [String: String]

  /// The catalog of a round.
  public init(seed: UInt64, round: Int) {
    var random = SeededRandom(seed: seed)
    var models: [String: Int] = [:]
    var products: [String: Int] = [:]
    var parents: [String: String] = [:]
    for step in 0...round {
      for _ in 0..<(step == 0 ? 24 : 3) {
        let name = "p\(products.count)"
        products[name] = 1
        guard Bool.random(using: &random) else { continue }
        let model = "m\(Int.random(in: 0..<6, using: &random))"
        models[model] = models[model] ?? 1
        parents[name] = model
      }
      guard step > 0 else { continue }
      for name in products.keys.sorted() where Int.random(in: 0..<6, using: &random) == 0 { products[name]? += 1 }
      for name in models.keys.sorted() where Int.random(in: 0..<6, using: &random) == 0 { models[name]? += 1 }
    }
    self.models = models
    self.products = products
    self.parents = parents
  }

  /// What a shop that is in step has: versions by key.
  public var truth: [String: Int] {
    var truth: [String: Int] = [:]
    for (name, version) in models { truth["productModels:\(name)"] = version }
    for (name, version) in products { truth["products:\(name)"] = version }
    return truth
  }
}

struct CrashSource: SyncSource {
  let catalog: CrashCatalog

  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    try await deliver(.items(try catalog.models.sorted { $0.key < $1.key }.map { try item(.productModels, $0, $1) }))
    try await deliver(.finished(.productModels, .complete))
    let products = try catalog.products.sorted { $0.key < $1.key }.map { try item(.products, $0, $1) }
    for start in stride(from: 0, to: products.count, by: 10) {
      try await deliver(.items(Array(products[start..<min(start + 10, products.count)])))
    }
    try await deliver(.finished(.products, .complete))
  }

  private func item(_ feed: SyncFeed, _ name: String, _ version: Int) throws -> SourceItem {
    let parent = feed == .products ? catalog.parents[name] : nil
    return SourceItem(
      RecordKey(feed, name), try RawObject(["code": .string(name), "version": .int(version)]),
      dependencies: parent.map { [RecordKey(.productModels, $0)] } ?? [])
  }
}

struct CrashMapping: RecordMapping {
  let version = "crash.1"

  func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
    [
      SyncRecord(
        item.key, fields: ["code": item.raw["code"] ?? .null, "version": item.raw["version"] ?? .null],
        dependencies: item.dependencies)
    ]
  }
}
