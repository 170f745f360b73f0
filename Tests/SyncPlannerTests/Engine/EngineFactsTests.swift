import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// What the API's habits mean for a plan.
struct EngineFactsTests {
  private static let slate = "e1db5034-428f-4ecb-a266-de492586f3f5"
  private static let sand = "f6ee9af4-3324-498b-9b42-cdee6c7922e8"
  private static let scope = SyncScope(feeds: [.products])

  /// A bench that has sent everything once, an hour ago.
  private func begun(_ scope: SyncScope = scope) async throws -> Bench {
    let bench = try Bench()
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    return bench
  }

  @Test("N19: a product created anew under its SKU takes the place of the old one")
  func createdAnewUnderSKU() async throws {
    let bench = try await begun()
    let new = "00000000-0000-4000-8000-000000000019"
    let row = try #require(bench.sandbox.row(Self.slate, in: .products))
    bench.sandbox.delete(Self.slate, from: .products)
    try bench.sandbox.upsert(row.replacing(Self.slate, with: new), in: .products)
    let actions = try await bench.engine.plan(Self.scope, .complete).all()
    #expect(actions.allSatisfy { $0.kind == .update })
    #expect(actions.compactMap(\.replacing?.id) == [Self.slate])
    #expect(actions.first { $0.replacing != nil }?.key.id == new)
  }

  @Test("N19: two products that swap their SKUs are two updates of who they are", arguments: SyncExtent.allCases)
  func swappedSKUsArePlanned(extent: SyncExtent) async throws {
    let bench = try await begun()
    let slate = try #require(bench.sandbox.row(Self.slate, in: .products))
    let sand = try #require(bench.sandbox.row(Self.sand, in: .products))
    try bench.sandbox.upsert(slate.replacing("\"WH-BRK-SLATE\"", with: "\"WH-BRK-SAND\""), in: .products)
    try bench.sandbox.upsert(sand.replacing("\"WH-BRK-SAND\"", with: "\"WH-BRK-SLATE\""), in: .products)
    let actions = try await bench.engine.plan(Self.scope, extent).all()
    #expect(actions.allSatisfy { $0.kind == .update })
    let swapped = actions.filter { $0.changedFields.contains("values.sku") }
    #expect(Set(swapped.map(\.key.id)) == [Self.slate, Self.sand])
  }

  @Test("N19: a variant that loses its parent is an update of the same product")
  func variantWithoutParent() async throws {
    let bench = try await begun()
    try bench.sandbox.change(Self.slate, in: .products, #"{"parent":null}"#)
    let actions = try await bench.engine.plan(Self.scope, .complete).all()
    #expect(actions.map(\.key.id) == [Self.slate] && actions.map(\.kind) == [.update])
    let changed = (actions.first?.changedFields ?? []) + (actions.first?.clearedFields ?? [])
    #expect(changed.contains("parent"))
  }

  @Test("N11: a value that is gone is cleared where the scope sees it, and no matter where it does not")
  func emptiedInAndOutOfSight() async throws {
    let scope = SyncScope(channel: "webshop", locales: ["en_US"], feeds: [.products])
    let bench = try await begun(scope)
    let row = try #require(bench.sandbox.json(of: Self.slate, in: .products))
    let names = try #require(row["values"]?["name"]?.elements)
    func put(_ locales: Set<String>) throws {
      let kept = names.filter { locales.contains($0["locale"]?.string ?? "") }
      let values = RawJSON.object(
        (row["values"]?.members ?? []).map { ($0.name, $0.name == "name" ? .array(kept) : $0.value) })
      try bench.sandbox.change(Self.slate, in: .products, #"{"values":\#(values.text)}"#)
    }
    try put(["en_US"])
    #expect(try await bench.engine.plan(scope).isEmpty, "the German name was never in sight")
    try put(["de_DE"])
    let action = try #require(try await bench.engine.plan(scope).all().first)
    #expect(action.key.id == Self.slate)
    #expect(action.clearedFields == ["values.name-en_US"] && action.changedFields.isEmpty)
  }
}
