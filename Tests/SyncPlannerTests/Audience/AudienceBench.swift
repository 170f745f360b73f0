import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// A supplier's portal beside the sample catalog: the brand of a product stands for its supplier, its slug for the
/// supplier's reference.
struct AudienceBench {
  var bench: Bench
  var audience: SupplierAudience

  static let mossM = "9365bdab-117c-4a55-baeb-327ceb02c608"

  static func audience(_ name: String = "nordpfad") -> SupplierAudience {
    SupplierAudience(
      name, families: ["backpacks", "tents"], locales: ["en_US", "fr_FR"], channel: "webshop",
      attributes: ["name", "description", "gallery", "activities", "weight", "color"], supplier: "brand",
      reference: "web_slug")
  }

  init(_ audience: SupplierAudience = audience(), on bench: Bench? = nil) throws {
    self.audience = audience
    self.bench = try bench ?? Bench()
    self.bench.mapping = audience
    self.bench.policy = audience.policy
  }

  /// The same PIM, seen by another supplier.
  func other(_ audience: SupplierAudience) throws -> AudienceBench {
    var bench = bench
    bench.destination = MemoryDestination()
    bench.store = MemorySyncStore()
    return try AudienceBench(audience, on: bench)
  }

  func sync() async throws -> SyncReport { try await bench.engine.sync(audience.scope) }

  func records(_ feed: SyncFeed) async -> [String: SyncRecord] {
    let records = await bench.destination.records.values.filter { $0.key.feed == feed }
    return Dictionary(records.map { ($0.key.id, $0) }) { $1 }
  }

  /// Sets values of a product that are for all locales and channels; `nil` empties one.
  func set(_ values: [String: RawJSON?], of product: String) throws {
    bench.sandbox.advanceClock(by: .seconds(60))
    var all = try #require(bench.sandbox.json(of: product, in: .products)?["values"])
    for (attribute, data) in values {
      all = all.setting(attribute, to: data.map { [["locale": .null, "scope": .null, "data": $0]] })
    }
    try bench.sandbox.change(product, in: .products, #"{"values":\#(all.text)}"#)
  }

  /// The definitions that a run sees.
  func context() async throws -> CatalogContext {
    var scope = audience.scope
    scope.describesValues = true
    return try #require(try await bench.collect(scope).contexts.last)
  }
}
