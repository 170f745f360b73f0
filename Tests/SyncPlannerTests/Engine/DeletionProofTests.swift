import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

/// F2: what proves that a record is gone.
struct DeletionProofTests {
  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"
  private static let key = RecordKey(.products, tent)
  private static let scope = SyncScope(feeds: [.products])

  private let destination = MemoryDestination()
  private let store = MemorySyncStore()
  private let time = TestTime()

  /// An engine over a source that has these products and tells nothing more.
  private func engine(
    _ keys: [String], _ sweep: SourceSweep = .complete, outside: [String] = [],
    policy: SyncPolicy = SyncPolicy(whenGone: .delete)
  ) -> SyncEngine {
    let items =
      keys.map { StubSource.item(.products, $0) }
      + outside.map { StubSource.item(.products, $0, membership: .outside(reason: "it is disabled")) }
    return SyncEngine(
      from: StubSource(.items(items), .finished(.products, sweep)), by: StubMapping(), to: destination,
      remembering: store, policy: policy, clock: ImmediateClock(), now: { [time] in time.now })
  }

  private func begun(_ keys: String...) async throws {
    _ = try await engine(keys).sync()
    time.advance(by: .seconds(60))
  }

  private func kinds(_ plan: SyncPlan) async throws -> [SyncAction.Kind] { try await plan.all().map(\.kind) }

  @Test("F2: a record is deleted when two complete sweeps, an hour apart, missed it; until then it is disabled")
  func twoSweeps() async throws {
    try await begun("a", "b", "c")
    let first = try await engine(["a", "b"]).plan(SyncScope(), .complete)
    let action = try #require(try await first.all().first)
    #expect(action.kind == .disable && action.missingSince == time.now)
    #expect(action.reason.contains("another complete sweep misses it, an hour or more after this one"))
    _ = try await engine(["a", "b"]).apply(first)

    time.advance(by: .seconds(3_599))
    let early = try await engine(["a", "b"]).plan(SyncScope(), .complete)
    #expect(try await kinds(early) == [.skip])
    _ = try await engine(["a", "b"]).apply(early)

    time.advance(by: .seconds(1))
    let second = try await engine(["a", "b"]).plan(SyncScope(), .complete)
    let proof = try #require(try await second.all().first)
    #expect(proof.kind == .delete)
    #expect(proof.reason.contains("two complete sweeps missed it"))
    _ = try await engine(["a", "b"]).apply(second)
    #expect(await destination.records.count == 2)
    #expect(try await engine(["a", "b"]).plan(SyncScope(), .complete).summary.actions == 0)
  }

  @Test("F2: a policy may keep what is not yet proved gone, and the sweep is remembered all the same")
  func keptUntilProved() async throws {
    try await begun("a", "b", "c")
    var policy = SyncPolicy(whenGone: .delete)
    policy.guards.untilProven = .keep
    policy.guards.provenAfter = .seconds(600)
    let first = try await engine(["a", "b"], policy: policy).sync(SyncScope(), .complete)
    #expect(first[.products].skipped == 1 && first.isSuccess)
    #expect(await destination.disabled.isEmpty)
    time.advance(by: .seconds(600))
    #expect(try await engine(["a", "b"], policy: policy).sync(SyncScope(), .complete)[.products].deleted == 1)
  }

  @Test("F2: a plan that is not applied proves nothing")
  func unappliedPlan() async throws {
    try await begun("a", "b", "c")
    _ = try await engine(["a", "b"]).plan(SyncScope(), .complete)
    time.advance(by: .seconds(10_000))
    #expect(try await kinds(engine(["a", "b"]).plan(SyncScope(), .complete)) == [.disable])
  }

  @Test("F2: what comes back clears the evidence, so that the proof begins anew")
  func returns() async throws {
    try await begun("a", "b", "c")
    var policy = SyncPolicy(whenGone: .delete)
    policy.guards.untilProven = .keep
    _ = try await engine(["a", "b"], policy: policy).sync(SyncScope(), .complete)
    time.advance(by: .seconds(4_000))
    let back = try await engine(["c"], .changes, policy: policy).sync()
    #expect(back.feeds.values.allSatisfy { $0.applied == 0 })
    #expect(try await Ledger(in: store).entry(for: RecordKey(.products, "c"))?.missingSince == nil)
    time.advance(by: .seconds(4_000))
    #expect(try await kinds(engine(["a", "b"], policy: policy).plan(SyncScope(), .complete)) == [.skip])
  }

  @Test("F2: a clock that was set back makes no proof of what is written for later")
  func clockSetBack() async throws {
    try await begun("a", "b", "c")
    time.advance(by: .seconds(1_000_000))
    _ = try await engine(["a", "b"]).sync(SyncScope(), .complete)
    time.advance(by: .seconds(-1_000_000))
    #expect(try await kinds(engine(["a", "b"]).plan(SyncScope(), .complete)) == [.skip])
  }

  @Test("F2: what is seen outside of the scope needs no second sweep")
  func leftTheScope() async throws {
    try await begun("a", "b", "c")
    let plan = try await engine(["a", "b"], .changes, outside: ["c"]).plan()
    let action = try #require(try await plan.all().first)
    #expect(action.kind == .delete && action.reason == "It left the scope: it is disabled.")
  }

  @Test("F2: an event proves a deletion, unless the source still has the item", arguments: [true, false])
  func event(isThere: Bool) async throws {
    try await begun("a", "b", "c")
    let c = RecordKey(.products, "c")
    let plan = try await engine(isThere ? ["c"] : [], .changes).plan(deleted: [c])
    #expect(try await kinds(plan) == (isThere ? [] : [.delete]))
    #expect(plan.collection?.diagnostics.contains { $0.key == c && $0.kind == .hole } == isThere)
  }

  @Test("F2: a sweep that was not complete is no evidence")
  func incomplete() async throws {
    try await begun("a", "b", "c")
    #expect(try await engine(["a"], .incomplete(reason: "short")).plan(SyncScope(), .complete).summary.actions == 0)
  }

  @Test("F2: a plan with evidence is the same after it was written and read")
  func roundTrip() async throws {
    try await begun("a", "b", "c")
    let plan = try await engine(["a", "b"]).plan(SyncScope(), .complete)
    let action = try #require(try await plan.all().first)
    #expect(try SyncAction(planLine: action.line[...]) == action)
  }

  // MARK: In front of a PIM

  private func bench(_ scope: SyncScope = scope) async throws -> Bench {
    var bench = try Bench()
    bench.policy.whenGone = .delete
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    return bench
  }

  @Test("N11: what a list lacks is asked for by itself: a 404 is evidence")
  func looksForMissing() async throws {
    let bench = try await bench()
    bench.sandbox.delete(Self.tent, from: .products)
    bench.sandbox.forgetCalls()
    let plan = try await bench.engine.plan(Self.scope, .complete)
    #expect(try await plan.all().filter { $0.kind != .update }.map(\.kind) == [.disable])
    #expect(bench.sandbox.calls(to: "/api/rest/v1/products-uuid/\(Self.tent)").map(\.status) == [404])
  }

  @Test("N21: what a list lacks and is there after all is a hole: nothing counts as gone", arguments: [false, true])
  func hole(othersAreGone: Bool) async throws {
    let bench = try await bench()
    bench.sandbox.addFault(
      FaultRule(.holes([0, 1, 2]), "/api/rest/v1/products-uuid", times: 2) { $0.query["search"] == nil })
    if othersAreGone { bench.sandbox.delete(Self.tent, from: .products) }
    let plan = try await bench.engine.plan(Self.scope, .complete)
    #expect(plan.summary[.products][.disable] == 0 && plan.summary[.products][.delete] == 0)
    #expect(plan.collection?.incomplete[.products] != nil)
  }

  @Test("F2: what left the scope is told from what was deleted, also in a sweep")
  func leftInSweep() async throws {
    let scope = SyncScope(enabled: true, feeds: [.products])
    let bench = try await bench(scope)
    try bench.sandbox.change(Self.tent, in: .products, #"{"enabled":false}"#)
    let other = "4d24a08f-0faf-4483-a934-01c04a7ba40a"
    bench.sandbox.delete(other, from: .products)
    // Products that were associated with the deleted one are updated.
    let actions = try await bench.engine.plan(scope, .complete).all().filter { $0.kind != .update }
      .sorted { $0.key < $1.key }
    #expect(actions.map(\.key.id) == [other, Self.tent])
    #expect(actions.map(\.kind) == [.disable, .delete])
    #expect(actions.last?.reason == "It left the scope: it is disabled.")
  }

  @Test("N34: a deletion that an event tells is looked up before it is believed", arguments: [true, false])
  func eventIsLookedUp(isTrue: Bool) async throws {
    let bench = try await bench()
    if isTrue { bench.sandbox.delete(Self.tent, from: .products) }
    let plan = try await bench.engine.plan(Self.scope, deleted: [Self.key])
    #expect(plan.summary[.products][.delete] == (isTrue ? 1 : 0))
  }

  @Test("N11: where nothing can be looked up, an event deletes nothing")
  func eventWithoutRight() async throws {
    let bench = try await bench()
    bench.sandbox.setReadable(.products, false)
    #expect(try await bench.engine.plan(Self.scope, deleted: [Self.key]).summary.actions == 0)
  }

  @Test("An asset that nothing in the scope names any more is told from one that was deleted")
  func unnamedAsset() async throws {
    let bench = try await bench(SyncScope(families: ["backpacks", "tents"]))
    let plan = try await bench.engine.plan(SyncScope(families: ["tents"]))
    let assets = try await plan.all().filter { $0.key.feed == .assets }
    #expect(!assets.isEmpty)
    for asset in assets {
      #expect(asset.kind == .delete)
      #expect(asset.reason == "It left the scope: nothing in the scope names it any more.")
    }
  }
}

/// Keys of what events say was deleted.
struct DeletedKeyTests {
  static let events: [(String, RecordKey?)] = [
    (
      #"{"specversion":"1.0","type":"com.akeneo.pim.v1.product.deleted","id":"1","data":{"product":{"uuid":"C4DBB945-8e01-4820-85fd-f1244d3897aa"}}}"#,
      RecordKey(.products, "c4dbb945-8e01-4820-85fd-f1244d3897aa")
    ),
    (
      #"{"specversion":"1.0","type":"com.akeneo.pim.v1.product.updated","id":"1","data":{"product":{"uuid":"c4dbb945-8e01-4820-85fd-f1244d3897aa"}}}"#,
      nil
    ),
    (
      #"{"specversion":"1.0","type":"com.akeneo.pim.v1.product-model.deleted","id":"1","data":{"product_model":{"code":"PM_1"}}}"#,
      RecordKey(.productModels, "PM_1")
    ),
  ]

  @Test("N34: an event of a deletion gives the item's key", arguments: events)
  func readsKeys(text: String, key: RecordKey?) throws {
    let event = try #require(try PIMEvent.events(unverified: text.utf8).first)
    #expect(RecordKey(deletedIn: event) == key)
  }
}
