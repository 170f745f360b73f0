import CatalogModels
import PIMTesting
import TestSupport
import Testing

@testable import SyncPlanner

/// What failed and is sent again, within a run and on demand.
struct RetryTests {
  private static func run(
    _ bench: ApplierBench, _ plan: SyncPlan, attempts: Int, _ clock: ManualClock = ManualClock(.skips)
  ) async throws -> SyncReport {
    var policy = SyncPolicy.default
    policy.retries = .init(times: attempts, initialDelay: .seconds(1), maximumDelay: .seconds(3))
    return try await Applier(
      to: bench.destination, remembering: bench.store, policy: policy, clock: clock, now: { ApplierBench.now }
    ).apply(plan)
  }

  @Test("What fails is sent again within the run, with waits that double up to a bound, before what rests on it")
  func sendsAgain() async throws {
    let bench = ApplierBench()
    let clock = ManualClock(.skips)
    let fails = ActionOutcome.failed(reason: "busy")
    await bench.destination.answer(Actions.key(1), fails, fails, fails, .applied())
    let plan = try await bench.plan([
      Actions.create(1), Actions.create(2), Actions.create(3, dependencies: [Actions.key(1)], stage: 1),
    ])
    let report = try await Self.run(bench, plan, attempts: 3, clock)
    #expect(report.isSuccess)
    #expect(report[.products].created == 3)
    #expect(clock.sleeps == [.seconds(1), .seconds(2), .seconds(3)])
    #expect(
      await bench.destination.batches.map { $0.map(\.key.id) } == [["p1", "p2"], ["p1"], ["p1"], ["p1"], ["p3"]])
  }

  @Test("What fails too often becomes a dead letter, and what is rejected is not sent again")
  func givesUp() async throws {
    let bench = ApplierBench()
    let fails = ActionOutcome.failed(reason: "busy")
    await bench.destination.answer(Actions.key(1), fails, fails, fails)
    await bench.destination.answer(Actions.key(2), .rejected(reason: "no"))
    let report = try await Self.run(bench, bench.plan([Actions.create(1), Actions.create(2)]), attempts: 2)
    #expect(report[.products].failed == 2)
    #expect(try await bench.letter(1)?.reason == "busy")
    #expect(await bench.destination.batches.count == 3)
    #expect(try await bench.intents() == 0)
  }

  @Test("One bad item in a hundred: 99 applied, one dead letter, and it is sent again on demand once it is mended")
  func oneBadItem() async throws {
    var bench = RunBench()
    bench.items = Dictionary(uniqueKeysWithValues: (0..<100).map { ("p\($0)", 1) })
    await bench.memory.answer(RunBench.key("p41"), .rejected(reason: "the name is too long"))
    let report = try await bench.engine.sync()
    #expect(report[.products].created == 99)
    let page = try await bench.engine.deadLetters()
    #expect(page.letters.map(\.action.key) == [RunBench.key("p41")])
    #expect(page.letters.first?.state == .rejected)
    #expect(page.next == nil)

    #expect(try await bench.engine.retry([RunBench.key("p40")])[.products].created == 0)
    let again = try await bench.engine.retry()
    #expect(again[.products].created == 1)
    #expect(try await bench.engine.deadLetters().letters.isEmpty)
    #expect(try await bench.engine.plan().isEmpty)
    #expect(await bench.memory.effects.count == 100)
  }

  @Test(
    "What is unknown is not sent again on demand, until somebody says that it did not take effect",
    arguments: [true, false])
  func settling(applied: Bool) async throws {
    let bench = RunBench()
    await bench.memory.answer(RunBench.key("a"), .unknown(reason: "no answer"))
    _ = try await bench.engine.sync()
    #expect(try await bench.engine.retry()[.products].created == 0)
    try await bench.engine.settle([RunBench.key("a")], as: applied ? .applied : .notApplied)
    let plan = try await bench.engine.plan()
    #expect(plan.isEmpty == applied)
    #expect(try await bench.engine.deadLetters().letters.isEmpty)
  }

  @Test("Cancelling ends a run that waits before it sends again")
  func cancelsWhileWaiting() async throws {
    let bench = ApplierBench()
    let clock = ManualClock()
    await bench.destination.answer(Actions.key(1), .failed(reason: "busy"))
    let plan = try await bench.plan([Actions.create(1)])
    let run = Task { try await Self.run(bench, plan, attempts: 3, clock) }
    await clock.untilSleeping()
    run.cancel()
    let error = await #expect(throws: SyncError.self) { try await run.value }
    #expect(error?.code == .cancelled)
    #expect(try await Checkpoints(in: bench.store).values(of: ["main"]).isEmpty)
    #expect(try await bench.intents() == 0)
  }
}
