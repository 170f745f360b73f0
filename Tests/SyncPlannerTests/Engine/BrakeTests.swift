import CatalogModels
import PIMTesting
import Testing
import ValueParser

@testable import SyncPlanner

/// F2: what a plan holds back because there is too much of it at once.
struct BrakeTests {
  private let destination = MemoryDestination()
  private let store = MemorySyncStore()
  private let time = TestTime()

  private func engine(
    _ parts: SourcePart..., policy: SyncPolicy = .default, mapping: any RecordMapping = BrakeTests.mapping()
  ) -> SyncEngine {
    var source = StubSource()
    source.parts = parts
    return SyncEngine(
      from: source, by: mapping, to: destination, remembering: store, policy: policy, clock: ImmediateClock(),
      now: { [time] in time.now })
  }

  /// Every member of an item is a field.
  private static func mapping(_ version: String = "stub.1") -> StubMapping {
    StubMapping(
      version: version,
      map: { item in
        let fields = item.raw.fields.compactMap { name in item.raw[name].map { (name, $0) } }
        return [SyncRecord(item.key, fields: Dictionary(uniqueKeysWithValues: fields))]
      })
  }

  private func products(_ ids: Range<Int>, _ fields: [String: RawJSON] = ["name": "x", "color": "red"]) -> SourcePart {
    .items(ids.map { StubSource.item(.products, "p\($0 + 1_000)", fields) })
  }

  private func begun(_ count: Int) async throws {
    _ = try await engine(products(0..<count), .finished(.products, .complete)).sync()
    time.advance(by: .seconds(7_200))
  }

  @Test("F2: more records gone than the limit allows are blocked, with the figure", arguments: [30, 31])
  func disables(missing: Int) async throws {
    try await begun(300)
    let report = try await engine(products(missing..<300), .finished(.products, .complete)).sync(SyncScope(), .complete)
    let isHeld = missing == 31
    #expect(report[.products].disabled == (isHeld ? 0 : 30))
    #expect(report[.products].blocked == (isHeld ? 31 : 0))
    #expect(await destination.disabled.count == (isHeld ? 0 : 30))
    #expect(report.isSuccess == !isHeld)
    guard isHeld else { return }
    #expect(report.collection?.brakes == [SyncPolicy.Brake(.disables, .products, count: 31, of: 300)])
    #expect(report.collection?.diagnostics.map(\.kind) == [.brake])
    let problem = try #require(report.problems.first)
    guard case .blocked(let reason) = problem.result else { return #expect(Bool(false)) }
    #expect(reason.contains("31 of 300 products (10 %) would be disabled"))
    // Nothing is kept of it but the report.
    #expect(try await DeadLetters(in: store).page().letters.isEmpty)
  }

  @Test("F2: a brake is released by whoever looked at it, up to its figure")
  func releases() async throws {
    try await begun(300)
    let source = [products(40..<300), .finished(.products, .complete)]
    let held = try await engine(source[0], source[1]).plan(SyncScope(), .complete)
    let brakes = try #require(held.collection?.brakes)
    #expect(held.isEmpty && brakes.count == 1)
    let fewer = brakes.map { SyncPolicy.Brake($0.kind, $0.feed, field: $0.field, count: $0.count - 1, of: $0.total) }
    #expect(try await engine(source[0], source[1]).plan(SyncScope(), .complete, releasing: fewer).isEmpty)
    let report = try await engine(source[0], source[1]).sync(SyncScope(), .complete, releasing: brakes)
    #expect(report[.products].disabled == 40 && report.isSuccess)
  }

  @Test("F2: an index that vanished is held back even in a small catalog")
  func emptyFeed() async throws {
    try await begun(5)
    let plan = try await engine(.finished(.products, .complete)).plan(SyncScope(), .complete)
    #expect(plan.isEmpty && plan.summary[.products][.blocked] == 5)
    #expect(plan.collection?.brakes.map(\.count) == [5])
  }

  @Test("F2: proved deletions have a brake of their own")
  func deletes() async throws {
    try await begun(300)
    var policy = SyncPolicy(whenGone: .delete)
    func engine() -> SyncEngine { self.engine(products(20..<300), .finished(.products, .complete), policy: policy) }
    #expect(try await engine().sync(SyncScope(), .complete)[.products].disabled == 20)
    time.advance(by: .seconds(3_600))
    let plan = try await engine().plan(SyncScope(), .complete)
    #expect(plan.isEmpty && plan.summary[.products][.blocked] == 20)
    policy.guards.deletes = .none
    #expect(try await engine().plan(SyncScope(), .complete).summary[.products][.delete] == 20)
  }

  @Test("F2: an absolute number brakes however large the catalog")
  func absolute() async throws {
    try await begun(300)
    var policy = SyncPolicy.default
    policy.guards.disables.most = 25
    policy.guards.disables.above = 5
    func plan(_ first: Int) async throws -> SyncPlan {
      try await engine(products(first..<300), .finished(.products, .complete), policy: policy)
        .plan(SyncScope(), .complete)
    }
    #expect(try await plan(25).summary[.products][.disable] == 25)
    #expect(try await plan(26).isEmpty)
  }

  @Test("F2: when a third of the records changed at once, nothing of it is sent and the next run sees it again")
  func changes() async throws {
    try await begun(400)
    let changed: SourcePart = products(0..<120, ["name": "y", "color": "red"])
    let parts: [SourcePart] = [
      changed, .watermark(.products, SourceWatermark(rawValue: "w2")), .finished(.products, .changes),
    ]
    let report = try await engine(parts[0], parts[1], parts[2]).sync()
    #expect(report[.products].blocked == 120 && report[.products].updated == 0)
    #expect(report.collection?.brakes == [SyncPolicy.Brake(.changes, .products, count: 120, of: 400)])
    let json = try await Checkpoints(in: store).values(of: [SyncCheckpoint.name])[SyncCheckpoint.name]
    #expect(try SyncCheckpoint(#require(json)).watermarks[.products] == nil)
    // A mapping of one's own making is no surprise.
    let mine = try await engine(parts[0], parts[2], mapping: Self.mapping("stub.2")).plan()
    #expect(mine.summary[.products][.update] == 120)
    let released = try await engine(parts[0], parts[1], parts[2])
      .sync(releasing: report.collection?.brakes ?? [])
    #expect(released[.products].updated == 120)
  }

  @Test("F3: a field that is emptied on many records at once is kept; what changed besides is sent")
  func clears() async throws {
    try await begun(200)
    let emptied: [SourcePart] = [
      products(0..<50, ["name": "x"]), products(50..<60, ["name": "y"]), products(60..<200),
      .finished(.products, .complete),
    ]
    let report = try await engine(emptied[0], emptied[1], emptied[2], emptied[3]).sync(SyncScope(), .complete)
    #expect(report.collection?.brakes == [SyncPolicy.Brake(.clears, .products, field: "color", count: 60, of: 200)])
    #expect(report[.products].updated == 10 && report[.products].blocked == 50)
    let record = await destination.records[RecordKey(.products, "p1055")]
    #expect(record?.fields["name"] == "y" && record?.fields["color"] == "red")

    // It is still to be cleared, and is, once that is released.
    let brakes = report.collection?.brakes ?? []
    let released = try await engine(emptied[0], emptied[1], emptied[2], emptied[3])
      .sync(SyncScope(), .complete, releasing: brakes)
    #expect(released[.products].updated == 60 && released.isSuccess)
    #expect(await destination.records.values.filter { $0.fields["color"] == nil }.count == 60)
    let again = try await engine(emptied[0], emptied[1], emptied[2], emptied[3]).plan(SyncScope(), .complete)
    #expect(again.summary.actions == 0)
  }

  @Test("F3: a field that few records have is emptied as a share of those")
  func rareField() async throws {
    _ = try await engine(
      products(0..<30, ["name": "x", "rare": 1]), products(30..<1_000), .finished(.products, .complete)
    ).sync()
    let plan = try await engine(products(0..<30, ["name": "x"]), .finished(.products, .changes)).plan()
    #expect(
      plan.collection?.brakes.map(\.description) == [
        "`rare` would be cleared from 30 of 30 products (100 %)."
      ])
  }

  @Test("Few edits pass, whatever they do")
  func fewPass() async throws {
    try await begun(300)
    let plan = try await engine(
      products(0..<20, ["name": "x"]), products(20..<40, ["name": "y", "color": "red"]), products(50..<300),
      .finished(.products, .complete)
    ).plan(SyncScope(), .complete)
    #expect(plan.collection?.brakes.isEmpty == true)
    #expect(plan.summary[.products][.update] == 40 && plan.summary[.products][.disable] == 10)
  }

  @Test("A braked plan is the same after it was written and read, and its actions name the brake")
  func roundTrip() async throws {
    try await begun(300)
    let plan = try await engine(products(40..<300), .finished(.products, .complete)).plan(SyncScope(), .complete)
    let actions = try await plan.all()
    #expect(actions.allSatisfy { $0.kind == .blocked && $0.brake == "disables products" })
    #expect(try SyncAction(planLine: actions[0].line[...]) == actions[0])
  }

  @Test("A plan that lies in files is braked in bounded memory", arguments: [1 << 8, 1 << 20])
  func spilled(limit: Int) throws {
    var builder = PlanBuilder(memoryLimit: limit)
    for number in 0..<200 {
      let stage = number % 7
      try builder.append(
        SyncAction(number % 2 == 0 ? .disable : .delete, RecordKey(.products, "\(number)"), reason: "r", stage: stage))
    }
    builder.count(collected: 7, unchanged: 3, in: .products)
    let brake = SyncPolicy.Brake(.disables, .products, count: 100, of: 200)
    let other = try builder.rewriting { $0.kind == .disable ? $0.held(by: brake) : $0 }
    #expect(other.summary[.products][.blocked] == 100 && other.summary[.products][.delete] == 100)
    #expect(other.summary[.products].collected == 7 && other.summary[.products].unchanged == 3)
    let plan = try other.seal(SyncPlan.Basis(scope: "s", destination: "d", mapping: "m", ledger: 0))
    #expect(plan.summary.actions == 200)
  }
}
