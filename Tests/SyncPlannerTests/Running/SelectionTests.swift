import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// C7, D4, D6: some records only.
struct SelectionTests {
  @Test("D4: sync acts on a selection; what was not chosen is seen by the next run")
  func selection() async throws {
    var bench = RunBench()
    bench.items = ["a": 1, "b": 1, "c": 1]
    let report = try await bench.engine.sync(only: [RunBench.key("b")])
    #expect(report[.products].created == 1)
    #expect(await bench.sent() == ["b"])
    #expect(try await bench.engine.status().fullResync == .firstRun)
    let next = try await bench.engine.sync()
    #expect(next[.products].created == 2)
    // What was chosen and is gone from the source is no evidence of anything.
    bench.items["b"] = nil
    #expect(try await bench.engine.plan(only: [RunBench.key("b")]).isEmpty)
  }

  @Test("D4: what a chosen record rests on comes along")
  func dependencies() async throws {
    var bench = RunBench()
    bench.parents = ["a": "m", "b": "n"]
    let report = try await bench.engine.sync(only: [RunBench.key("a")])
    #expect(report.isSuccess)
    #expect(await bench.sent() == ["m", "a"])
  }

  @Test("D4: of a PIM just the chosen products are read, with what they rest on")
  func readsChosenOnly() async throws {
    let bench = try Bench(pageSize: 5)
    let child = try #require(
      try await bench.collect().items.first { item in
        item.feed == .products && item.dependencies.contains { $0.feed == .productModels }
      })
    bench.sandbox.forgetCalls()
    let report = try await bench.engine.sync(only: [child.key])
    #expect(report.isSuccess)
    #expect(report[.products].created == 1)
    #expect(report[.productModels].created >= 1)
    #expect(report[.families].created == 0)
    for call in bench.sandbox.calls(to: "/api/rest/v1/products-uuid") {
      let search = call.query["search"] ?? ""
      #expect(search.contains("uuid") || search.contains("parent"), "the whole list was read")
    }
    let next = try await bench.engine.sync()
    #expect(next[.products].created == bench.sandbox.count(of: .products) - 1)
  }

  @Test("C7: an item's difference is told field by field, and just this item is sent again")
  func discrepancy() async throws {
    var bench = RunBench()
    bench.policy.ledgerDetail.level = .payload
    _ = try await bench.engine.sync()
    #expect(try await bench.engine.discrepancies([RunBench.key("a"), RunBench.key("b")]).allSatisfy(\.isEmpty))
    // Somebody changes one at the destination, adds a field of his own, and removes another record.
    await bench.memory.put(
      SyncRecord(
        RunBench.key("a"), fields: ["name": "Mine", "price": 1, "identifier": "SKU-a", "code": "a", "note": "x"]))
    let found = try #require(try await bench.engine.discrepancies([RunBench.key("a"), RunBench.key("z")]).first)
    #expect(found.fields == [.init(name: "name", source: "Product a", destination: "Mine")])
    #expect(!found.isEmpty)

    bench.items["b"] = 2
    let report = try await bench.engine.sync(only: [RunBench.key("b")])
    #expect(report[.products].updated == 1)
    #expect(try await bench.engine.discrepancies([RunBench.key("b")])[0].isEmpty)
  }

  @Test("C5, D6: items are found by name or SKU and by state, page by page, and can be chosen")
  func search() async throws {
    var bench = RunBench()
    bench.items = ["a": 1, "b": 7, "c": 1, "d": 1]
    await bench.memory.answer(RunBench.key("c"), .rejected(reason: "too short"))
    _ = try await bench.engine.sync()
    #expect(try await bench.engine.items(.init("sku-B")).map(\.key.id) == ["b"])
    #expect(try await bench.engine.items(.init("PRODUCT d")).map(\.key.id) == ["d"])
    let item = try #require(try await bench.engine.items(.init("sku-b")).first)
    #expect(item.display == ["name": "Product b", "sku": "SKU-b", "price": "7"])
    #expect(item.lastExported == bench.time.now)
    #expect(item.state == .present)
    #expect(item.json == nil)

    let rejected = try await bench.engine.items(.init(states: [.rejected]))
    #expect(rejected.map(\.key.id) == ["c"])
    #expect(rejected.first?.problem == "too short")
    #expect(rejected.first?.display["sku"] == "SKU-c")

    var paged: [String] = []
    var place: RecordKey?
    while case let page = try await bench.engine.items(after: place, limit: 2), let last = page.last {
      paged += page.map(\.key.id)
      place = last.key
    }
    #expect(paged == ["a", "b", "c", "d"])
    let report = try await bench.engine.sync(only: Set(rejected.map(\.key)))
    #expect(report[.products].created == 1)
  }

  @Test("C5: how much the ledger keeps is chosen", arguments: SyncPolicy.Detail.Level.allCases)
  func detail(level: SyncPolicy.Detail.Level) async throws {
    var bench = RunBench()
    bench.policy.ledgerDetail = .init(level, display: ["title": ["name"]], actions: 0)
    _ = try await bench.engine.sync()
    let entry = try #require(try await Ledger(in: bench.store).entry(for: RunBench.key("a")))
    #expect(entry.fields.isEmpty == (level == .fingerprint))
    #expect((entry.payload == nil) == (level != .payload))
    #expect(entry.display == ["title": "Product a"])
    #expect(entry.lastActions.isEmpty)
    bench.items["a"] = 2
    let action = try #require(try await bench.engine.plan().all().first)
    #expect(action.changedFields.contains("price"))
    #expect(action.changedFields.contains("name") == (level == .fingerprint))
  }
}
