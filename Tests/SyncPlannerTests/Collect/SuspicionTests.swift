import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

/// N21, N22: lists that are shorter than they should be.
struct SuspicionTests {
  private static let products = "/api/rest/v1/products-uuid"

  @Test("N21: a list of products that ends early is held against the server's count", arguments: [1, 3])
  func dropsNext(page: Int) async throws {
    let bench = try Bench(faults: [FaultRule(.dropNext, Self.products, nth: page)], pageSize: 5)
    let found = try await bench.collect()
    #expect(found.end(.products) == "incomplete")
    #expect(found.watermarks[.products] == nil)
    #expect(found.end(.referenceEntityRecords) == "incomplete")
  }

  @Test("N21: a page with holes is found out by the count")
  func holes() async throws {
    let bench = try Bench(faults: [FaultRule(.holes([1]), "/api/rest/v1/product-models", nth: 1)], pageSize: 5)
    let found = try await bench.collect()
    #expect(found.end(.productModels) == "incomplete")
    #expect(found.end(.products) == "complete")
  }

  @Test("N22: a list that grew while it was read is complete")
  func grew() async throws {
    let bench = try Bench(pageSize: 5)
    bench.sandbox.addFault(
      FaultRule(
        .perform { sandbox in
          guard let row = sandbox.row("c4dbb945-8e01-4820-85fd-f1244d3897aa", in: .products) else { return }
          let new = row.replacing(
            "c4dbb945-8e01-4820-85fd-f1244d3897aa", with: "00000000-0000-4000-8000-000000000000")
          try sandbox.upsert(new, in: .products)
        }, Self.products, nth: 4))
    let found = try await bench.collect()
    #expect(found.keys(.products).count == 24)
    #expect(found.end(.products) == "complete")
  }

  @Test("A server that does not count is believed")
  func countsNothing() async throws {
    let bench = try Bench()
    bench.sandbox.addFault(
      FaultRule(.refusal(422, "no"), Self.products, times: 100) { $0.query["with_count"] == "true" })
    #expect(try await bench.collect().end(.products) == "complete")
  }

  @Test(
    "N21: what everything rests on must be all there", arguments: ["/api/rest/v1/attributes", "/api/rest/v1/families"])
  func shortStructure(path: String) async throws {
    let bench = try Bench(faults: [FaultRule(.dropNext, path)], pageSize: 2)
    let error = await #expect(throws: SyncError.self) { try await bench.collect() }
    #expect(error?.code == .source)
    #expect(error?.message.contains("is short") == true)
  }

  @Test("N21: a list on which nothing rests fails alone when it is short")
  func shortGroups() async throws {
    let bench = try Bench(faults: [FaultRule(.dropNext, "/api/rest/v1/attribute-groups")], pageSize: 2)
    let found = try await bench.collect()
    #expect(found.end(.attributeGroups) == "failed")
    #expect(found.end(.products) == "complete")
  }

  @Test("An index that is being rebuilt hides items from list and count alike: looking for them by key shows it")
  func rebuiltIndex() async throws {
    var bench = try Bench()
    bench.policy.whenGone = .delete
    let scope = SyncScope(feeds: [.products])
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    // The index has no product at all; the database has them all.
    bench.sandbox.addFault(
      FaultRule(
        .body(
          #"{"_links":{"self":{"href":""},"first":{"href":""}},"current_page":1,"items_count":0,"_embedded":{"items":[]}}"#
        ),
        Self.products, times: 100
      ) { $0.path == Self.products })
    let plan = try await bench.engine.plan(scope, .complete)
    #expect(plan.isEmpty)
    #expect(plan.collection?.incomplete[.products]?.contains("which is there") == true)
  }

  @Test("F6: a large list is read in parts where that is asked for, and gives the same")
  func inParts() async throws {
    var bench = try Bench(pageSize: 1)
    bench.source.partsAtOnce = 4
    let scope = SyncScope(feeds: [.products])
    let found = try await bench.collect(scope)
    #expect(found.end(.products) == "complete")
    #expect(found.keys(.products).count == 24)
    var large = try Bench(catalog: Self.large(), pageSize: 10)
    large.source.partsAtOnce = 4
    let parts = try await large.collect(scope)
    #expect(parts.end(.products) == "complete")
    #expect(Set(parts.keys(.products)).count == 400 && parts.keys(.products).count == 400)
    #expect(large.sandbox.calls.contains { $0.query["search"]?.contains("created") == true })
  }

  /// A catalog of 400 products.
  private static func large() throws -> CatalogFolder {
    let sandbox = SandboxPIM(try SampleCatalog.folder())
    guard let row = sandbox.row("c4dbb945-8e01-4820-85fd-f1244d3897aa", in: .products) else {
      return try SampleCatalog.folder()
    }
    var folder = try SampleCatalog.folder()
    var rows: [String] = []
    for place in 0..<400 {
      let digits = String(place)
      let uuid = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
      let day = 1 + place % 28
      let created: RawJSON = .string("2025-01-\(day < 10 ? "0" : "")\(day)T08:00:00+00:00")
      let new = row.replacing("c4dbb945-8e01-4820-85fd-f1244d3897aa", with: uuid).replacing(
        "WH-TNT", with: "WH-\(place)")
      rows.append(try RawJSON(parsing: new.utf8).setting("created", to: created).text)
    }
    folder.removeAll(from: .products)
    for row in rows { try folder.append(row, to: .products) }
    return folder
  }
}
