import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

/// F4: a first reading that is cut short in the middle of a list goes on there.
struct StretchTests {
  private static let scope = SyncScope(feeds: [.products])
  private static let list = "/api/rest/v1/products-uuid"

  private static func id(_ number: Int) -> String { "00000000-0000-4000-8000-000000000\(number)" }

  /// 100 products in pages of 10, taken 30 at a time.
  private func bench(stretch: Int? = 30, store: any SyncStore = MemorySyncStore()) throws -> Bench {
    let row = try #require(try SampleCatalog.folder()[.products].first { $0.contains("c4dbb945") })
    var folder = try SampleCatalog.folder()
    folder.removeAll(from: .products)
    for place in 100..<200 {
      try folder.append(
        row.replacingOccurrences(of: "c4dbb945-8e01-4820-85fd-f1244d3897aa", with: Self.id(place))
          .replacingOccurrences(of: "WH-TNT-LARCH2", with: "SKU-\(place)"), to: .products)
    }
    var bench = try Bench(catalog: folder, pageSize: 10, readsAhead: false)
    bench.policy.firstReadingStretch = stretch
    bench.policy.guards.changes = .none
    return bench
  }

  /// A plan of the first stretch, applied: where a process may end.
  private func applyFirst(_ bench: Bench, _ scope: SyncScope = scope) async throws -> SyncPlan {
    let plan = try await bench.engine.plan(scope, .changes, [], [], nil, cutting: true) { _ in }
    _ = try await bench.engine.apply(plan)
    return plan
  }

  /// The pages of the list that were given.
  private func pages(_ bench: Bench) -> Int {
    bench.sandbox.calls(to: Self.list).filter {
      // What is looked for by key, or as changed, is no page of it.
      $0.query["pagination_type"] == "search_after" && $0.query["search"] == nil && $0.status == 200
    }.count
  }

  private func fail(_ bench: Bench, page: Int, _ fault: Fault, times: Int = 1) {
    bench.sandbox.addFault(
      FaultRule(fault, Self.list, nth: page, times: times) {
        $0.query["pagination_type"] == "search_after" && $0.query["search"] == nil
      })
  }

  private func place(_ bench: Bench) async throws -> SourceWatermark? { try await bench.engine.lastCheckpoint()?.place }

  @Test("F4: a first reading is applied stretch by stretch, each record once, and ends where one without would")
  func stretches() async throws {
    let whole = try self.bench(stretch: nil)
    let bench = try bench()
    let report = try await bench.engine.sync(Self.scope)
    _ = try await whole.engine.sync(Self.scope)
    #expect(report.isSuccess)
    #expect(report[.products].created == 100 && report[.products].collected == 100)
    #expect(report.collection?.goesOn == false)
    #expect(pages(bench) == pages(whole), "no page is read twice")
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
    let records = await whole.destination.records
    #expect(await bench.destination.records == records)
    let here = try await bench.engine.lastCheckpoint()
    let there = try await whole.engine.lastCheckpoint()
    #expect(here?.place == nil)
    #expect(here?.watermarks.keys == there?.watermarks.keys)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    let next = try await bench.engine.plan(Self.scope)
    #expect(next.isEmpty && next.summary[.products].collected == 0)
  }

  @Test("F4: cut short in the middle, the next run goes on behind what was applied", arguments: [4, 5, 8, 10])
  func goesOn(failing: Int) async throws {
    let bench = try bench()
    fail(bench, page: failing, .refusal(401, "gone"))
    await #expect(throws: SyncError.self) { try await bench.engine.sync(Self.scope) }
    let applied = await bench.destination.records.count
    #expect(applied == (failing - 1) / 3 * 30)
    // A new process: nothing is in memory.
    #expect(bench.sandbox.faultsAreSpent)
    bench.sandbox.forgetCalls()
    bench.sandbox.advanceClock(by: .seconds(7_200))
    let report = try await bench.engine.sync(Self.scope)
    #expect(report.isSuccess)
    #expect(report[.products].created == 100 - applied)
    #expect(report[.products].collected == 100 - applied)
    #expect(pages(bench) <= (100 - applied) / 10 + 1)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
    #expect(try await bench.engine.plan(Self.scope, .complete).isEmpty)
  }

  @Test("C3: the runs of one reading say where it began, also across processes")
  func historyTellsOfTheReading() async throws {
    let bench = try bench()
    _ = try await bench.engine.sync(Self.scope)
    #expect(try await bench.engine.history().map(\.continues) == [1, 1, 1, nil])
    _ = try await bench.engine.sync(Self.scope)
    #expect(try await bench.engine.history().first?.continues == nil)

    let cut = try self.bench()
    _ = try await applyFirst(cut)
    _ = try await cut.engine.sync(Self.scope)
    #expect(try await cut.engine.history().map(\.continues) == [1, 1, 1, nil])
  }

  @Test("C3: what a later stretch made good is no problem of the whole")
  func resolvedProblems() async throws {
    let scope = SyncScope(channel: "webshop", feeds: [.products, .associationTypes])
    var bench = try Bench(pageSize: 5)
    bench.policy.firstReadingStretch = 5
    bench.policy.guards.changes = .none
    let type = try #require(try await bench.collect(scope).items.first { $0.feed == .associationTypes }).key
    await bench.destination.answer(type, .rejected(reason: "not now"))
    let report = try await bench.engine.sync(scope)
    #expect(try await bench.engine.history().count > 2)
    #expect(await bench.destination.records[type] != nil)
    #expect(report.problems.isEmpty && report.furtherProblems == 0)
    #expect(report[.associationTypes].failed == 0)
    #expect(report.isSuccess)
  }

  @Test("C3: of stretches' problems each item counts once, as it stood last")
  func sumOfStretches() {
    func item(_ id: Int, _ result: SyncReport.Item.Result) -> SyncReport.Item {
      SyncReport.Item(key: RecordKey(.products, "\(id)"), kind: .create, result: result)
    }
    var sum = StretchReport()
    func stretch(_ items: [SyncReport.Item]) {
      var report = SyncReport(plan: "p")
      for item in items {
        report.count(item)
        sum.hear(.item(item))
      }
      sum.add(report)
    }
    let many = SyncReport.problemLimit + 20
    stretch((0..<many).map { item($0, .rejected(reason: "r")) } + [item(1_000, .applied)])
    #expect(sum.sum?.furtherProblems == 20)
    // Of what is named, of what is only counted, and one that is a problem still, of another kind.
    stretch([item(0, .applied), item(many - 1, .accepted(ticket: "t")), item(1, .unknown(reason: "u"))])
    stretch([item(1, .blocked(reason: "b"))])
    #expect(sum.sum?[.products].failed == many - 3)
    #expect(sum.sum?[.products].unknown == 0 && sum.sum?[.products].blocked == 1)
    #expect(sum.sum?[.products].problems == (sum.sum?.problems.count ?? 0) + (sum.sum?.furtherProblems ?? 0))
    #expect(sum.sum?.problems.contains(item(1, .blocked(reason: "b"))) == true)
    #expect(sum.sum?[.products].created == 2)
  }

  @Test("F4: what changes between two stretches comes with the first run of changes")
  func changesBetween() async throws {
    let bench = try bench()
    let cut = try await applyFirst(bench, Self.scope)
    #expect(cut.collection?.goesOn == true && cut.collection?.incomplete.isEmpty == true)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    try bench.sandbox.change(Self.id(105), in: .products, #"{"categories":["packs"]}"#)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    #expect(try await bench.engine.sync(Self.scope)[.products].collected == 70)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    let plan = try await bench.engine.plan(Self.scope)
    #expect(plan.summary[.products][.update] == 1)
    #expect(try await plan.all().map(\.key.id) == [Self.id(105)])
  }

  @Test("B13: an identifier that changes hands between two stretches takes nobody's place")
  func identifierChangesHands() async throws {
    let bench = try bench()
    _ = try await applyFirst(bench)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    for (number, sku) in [(105, "SKU-NEW"), (195, "SKU-105")] {
      try bench.sandbox.change(
        Self.id(number), in: .products,
        #"{"identifier":"\#(sku)","values":{"sku":[{"locale":null,"scope":null,"data":"\#(sku)"}]}}"#)
    }
    _ = try await bench.engine.sync(Self.scope)
    #expect(await bench.destination.records[RecordKey(.products, Self.id(105))] != nil)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    _ = try await bench.engine.sync(Self.scope)
    #expect(await bench.destination.records.count == 100)
    #expect(try await bench.engine.plan(Self.scope, .complete).isEmpty)
  }

  @Test("F2: a reading in stretches shows nothing as gone, and a complete run is whole and shows it")
  func completeIsWhole() async throws {
    let bench = try bench()
    _ = try await applyFirst(bench)
    bench.sandbox.delete(Self.id(105), from: .products)
    let report = try await bench.engine.sync(Self.scope, .complete)
    #expect(report[.products].disabled == 0)
    bench.sandbox.advanceClock(by: .seconds(7_200))
    let plan = try await bench.engine.plan(Self.scope, .complete)
    #expect(plan.summary[.products].collected == 99)
    #expect(plan.summary[.products][.disable] == 1)
    #expect(plan.collection?.goesOn == false)
  }

  @Test(
    "F4: where the server refuses the place, or the list is another one, the reading begins anew",
    arguments: [true, false])
  func refused(byServer: Bool) async throws {
    let bench = try bench()
    _ = try await applyFirst(bench, Self.scope)
    if byServer {
      bench.sandbox.addFault(
        FaultRule(.refusal(422, "search_after is expired"), Self.list, times: 1) { $0.query["search_after"] != nil })
    } else {
      // The definitions are others: what was read by those of then is read again.
      try bench.sandbox.change("name", in: .attributes, #"{"max_characters":77}"#)
    }
    let report = try await bench.engine.sync(Self.scope)
    #expect(report.isSuccess)
    #expect(report[.products].collected == 100)
    #expect(report[.products].created == 70)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
    #expect(try await place(bench) == nil)
  }

  @Test("A place is not taken up by another scope, and forgotten with the destination")
  func otherScope() async throws {
    let bench = try bench()
    _ = try await applyFirst(bench, Self.scope)
    #expect(try await place(bench) != nil)
    let other = try await bench.engine.plan(SyncScope(locales: ["en_US"], feeds: [.products]))
    #expect(other.summary[.products].collected == 100)
    await bench.destination.become(DestinationCapabilities(identity: "another"))
    #expect(try await bench.engine.sync(Self.scope)[.products].created == 100)
  }

  @Test("A page that fails once is tried again from there; one that is no good ends the run with what came before it")
  func badPage() async throws {
    // Where the sixth page begins, in the server's own words.
    let whole = try bench(stretch: nil)
    _ = try await whole.engine.sync(Self.scope)
    let sixth = try #require(
      whole.sandbox.calls(to: Self.list).filter { $0.query["search"] == nil }[5].query["search_after"])
    for times in [1, 3] {
      let bench = try bench()
      bench.sandbox.addFault(
        FaultRule(.refusal(400, "no"), Self.list, times: times) { $0.query["search_after"] == sixth })
      let report = try await bench.engine.sync(Self.scope)
      #expect(!report.isSuccess)
      #expect(report.collection?.incomplete[.products] != nil)
      #expect(await bench.destination.records.count == (times == 1 ? 100 : 50))
      #expect(try await place(bench) == nil)
      if times > 1 {
        #expect(bench.sandbox.faultsAreSpent)
        let next = try await bench.engine.sync(Self.scope)
        #expect(next.isSuccess)
        #expect(next[.products].created == 50)
      }
      #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
      bench.sandbox.advanceClock(by: .seconds(7_200))
      #expect(try await bench.engine.plan(Self.scope).summary[.products].collected == 0)
    }
  }

  @Test("N14: an option that is relabelled between two stretches reaches the products of the first")
  func relabelled() async throws {
    let scope = SyncScope(channel: "webshop", feeds: [.products, .productModels])
    for stretch in [5, 10, 15] {
      var bench = try Bench(pageSize: 5)
      bench.policy.firstReadingStretch = stretch
      bench.policy.guards.changes = .none
      let cut = try await applyFirst(bench, scope)
      #expect(cut.collection?.goesOn == true)
      try bench.sandbox.change(
        "new_in", in: .attributeOptions, of: ["marketing_badge"],
        #"{"labels":{"en_US":"Brand new","de_DE":"Ganz neu"}}"#)
      bench.sandbox.advanceClock(by: .seconds(7_200))
      _ = try await bench.engine.sync(scope)
      #expect(try await bench.engine.plan(scope, .complete).isEmpty, "stretches of \(stretch)")
    }
  }

  @Test(
    "A place is told from other texts",
    arguments: ["", "1 2 3 b x", "2 0 0 b e30=", "1 0 -1 b e30=", "1 0 0 c e30=", "1 99999999999999 0 b e30="])
  func oddPlaces(text: String) {
    #expect(ReadingPlace(SourceWatermark(rawValue: text), basis: "b") == nil)
  }

  @Test("A checkpoint keeps the place and what is lacking")
  func checkpoint() throws {
    var checkpoint = SyncCheckpoint(scope: "s", mapping: "m", destination: "d")
    checkpoint.place = SourceWatermark(rawValue: "1 2 3")
    checkpoint.lacking = [.assets, .products]
    checkpoint.reading = 7
    #expect(try SyncCheckpoint(RawJSON(parsing: checkpoint.json.text.utf8)) == checkpoint)
  }
}
