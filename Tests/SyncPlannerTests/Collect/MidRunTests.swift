import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

/// F4: what changes while a run reads comes with the next one.
struct MidRunTests {
  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var scope = SyncScope(channel: "webshop")
    let make: @Sendable (SandboxPIM) throws -> Void

    init(_ name: String, _ make: @escaping @Sendable (SandboxPIM) throws -> Void) {
      testDescription = name
      self.make = make
    }
  }

  static let changes: [Change] = [
    Change("the catalog grows") { sandbox in
      for place in 0..<7 {
        let row = try #require(sandbox.row(MidRunTests.tent, in: .products))
        let new = row.replacing(MidRunTests.tent, with: "\(place)0000000-0000-4000-8000-000000000000")
          .replacing("\"WH-TNT-", with: "\"NEW-\(place)-")
        try sandbox.upsert(new, in: .products)
      }
    },
    Change("a product is deleted") { sandbox in sandbox.delete(MidRunTests.tent, from: .products) },
    Change("a product's family changes") { sandbox in
      try sandbox.change(MidRunTests.tent, in: .products, #"{"family":"cookware"}"#)
    },
    Change("a product leaves the tree") { sandbox in
      try sandbox.change(MidRunTests.tent, in: .products, #"{"categories":["trade"]}"#)
    },
    Change("an option is relabelled") { sandbox in
      try sandbox.change(
        "new_in", in: .attributeOptions, of: ["marketing_badge"],
        #"{"labels":{"en_US":"Brand new","de_DE":"Ganz neu"}}"#)
    },
    Change("an attribute is deleted") { sandbox in
      sandbox.delete("web_slug", from: .attributes)
      try MidRunTests.eachProduct(sandbox) { values in values.setting("web_slug", to: nil) }
    },
    Change("an attribute is made anew as localizable") { sandbox in
      try sandbox.change("web_slug", in: .attributes, #"{"localizable":true}"#)
      try MidRunTests.eachProduct(sandbox) { values in
        let rows = try #require(values["web_slug"])
        return values.setting("web_slug", to: .array(rows.list.map { $0.setting("locale", to: "en_US") }))
      }
    },
    Change("a locale is deactivated") { sandbox in
      try sandbox.change("de_DE", in: .locales, #"{"enabled":false}"#)
      try sandbox.change("webshop", in: .channels, #"{"locales":["en_US"]}"#)
    },
    Change("the channel gets another tree") { sandbox in
      try sandbox.change("webshop", in: .channels, #"{"category_tree":"trade"}"#)
    },
    Change("a family gets another attribute as its name") { sandbox in
      try sandbox.change("tents", in: .families, #"{"attribute_as_label":"sku"}"#)
    },
  ]

  /// Changes the values of two products that have the attribute in question.
  private static func eachProduct(_ sandbox: SandboxPIM, _ change: (RawJSON) throws -> RawJSON) throws {
    for key in [tent, "e1db5034-428f-4ecb-a266-de492586f3f5"] {
      let row = try #require(sandbox.json(of: key, in: .products))
      let values = try #require(row["values"])
      try sandbox.upsert(row.setting("values", to: change(values)), in: .products)
    }
  }

  /// Plans and applies; what a brake holds back is looked at and released.
  private func run(_ bench: Bench, _ scope: SyncScope, _ extent: SyncExtent = .changes) async throws -> SyncReport {
    let plan = try await bench.engine.plan(scope, extent)
    guard let brakes = plan.collection?.brakes, !brakes.isEmpty else { return try await bench.engine.apply(plan) }
    return try await bench.engine.sync(scope, extent, releasing: brakes)
  }

  @Test("F4: what changes in mid-run comes with the next run, and nothing is lost", arguments: changes, [2, 4])
  func converges(_ change: Change, _ page: Int) async throws {
    var bench = try Bench(pageSize: 5)
    bench.policy.guards.disables = .none
    bench.sandbox.addFault(
      FaultRule(.perform { try change.make($0) }, "/api/rest/v1/products-uuid", nth: page) {
        $0.query["pagination_type"] == "search_after"
      })
    _ = try? await bench.engine.sync(change.scope)
    #expect(bench.sandbox.faultsAreSpent)
    bench.sandbox.advanceClock(by: .seconds(60))
    // A read that failed in the middle is made up for by the next.
    _ = try? await run(bench, change.scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    let second = try await run(bench, change.scope)
    #expect(second.isComplete)
    // Who was associated with a deleted product is not touched by that: a sweep sees it.
    if change.testDescription != "a product is deleted" {
      try await compare(bench, change.scope, afterSweep: false)
    }
    bench.sandbox.advanceClock(by: .seconds(3_600))
    _ = try await run(bench, change.scope, .complete)
    try await compare(bench, change.scope, afterSweep: true)
  }

  /// Holds the destination against one that is filled now.
  private func compare(_ bench: Bench, _ scope: SyncScope, afterSweep: Bool) async throws {
    var fresh = bench
    fresh.destination = MemoryDestination()
    fresh.store = MemorySyncStore()
    _ = try await fresh.engine.sync(scope, .complete)
    let (truth, found) = (await fresh.destination.records, await bench.destination.records)
    let disabled = await bench.destination.disabled
    for (key, record) in truth {
      #expect(!disabled.contains(key), "\(key)")
      guard let other = found[key] else {
        #expect(Bool(false), "\(key) is missing")
        continue
      }
      for name in Set(record.fields.keys).union(other.fields.keys) where record.fields[name] != other.fields[name] {
        #expect(Bool(false), "\(key) \(name)")
      }
    }
    guard afterSweep else { return }
    for key in found.keys where truth[key] == nil { #expect(disabled.contains(key), "\(key) is still shown") }
  }
}
