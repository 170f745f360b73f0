import CatalogModels
import PIMTesting
import TestSupport
import Testing

@testable import SyncPlanner

/// Accepted is not done: reports that come later.
struct AcceptedTests {
  @Test("What is accepted is reported on within the run, and what rests on it goes on after that")
  func withinTheRun() async throws {
    let bench = ApplierBench()
    let clock = ManualClock(.waits)
    await bench.destination.answer(Actions.key(1), .accepted(ticket: "t1"))
    let plan = try await bench.plan([
      Actions.create(1), Actions.create(2, dependencies: [Actions.key(1)], stage: 1),
    ])
    let applier = Applier(to: bench.destination, remembering: bench.store, clock: clock)
    let run = Task { try await applier.apply(plan) }
    await clock.untilSleeping()
    #expect(try await bench.entry(1) == nil, "accepted is not done")
    #expect(await bench.destination.batches.count == 1)
    await bench.destination.report(on: "t1")
    clock.advance(by: .seconds(2))
    let report = try await run.value
    #expect(report[.products].created == 2)
    #expect(report[.products].accepted == 1)
    #expect(report.isSuccess)
    #expect(try await bench.entry(1)?.fingerprint == Actions.create(1).fingerprint)
    #expect(try await bench.store.rows(in: Accepted.table, after: nil, limit: 1).isEmpty)
  }

  @Test(
    "What is not reported on stays open, is not sent again, holds up what rests on it, and is settled by a later run",
    arguments: [true, false])
  func laterRun(isDone: Bool) async throws {
    var bench = RunBench()
    bench.parents = ["a": "m"]
    await bench.memory.answer(RecordKey(.productModels, "m"), .accepted(ticket: "t1"))
    let first = try await bench.engine.sync()
    #expect(first[.productModels].accepted == 1)
    #expect(first[.products].created == 1)
    #expect(first.problems.map(\.key.id) == ["a"])
    #expect(try await bench.engine.explain(RecordKey(.productModels, "m")).accepted == "t1")

    let second = try await bench.engine.sync()
    #expect(second[.productModels].accepted == 1)
    #expect(await bench.sent() == ["m", "b"])

    await bench.memory.report(
      on: "t1", isDone ? [:] : [RecordKey(.productModels, "m"): .rejected(reason: "no such type")])
    let third = try await bench.engine.sync()
    #expect(try await bench.store.rows(in: Accepted.table, after: nil, limit: 1).isEmpty)
    if isDone {
      #expect(third[.products].created == 1)
      #expect(await bench.sent() == ["m", "b", "a"])
      #expect(try await bench.engine.plan().isEmpty)
    } else {
      // What was refused is planned anew, as any other record that the destination does not have.
      #expect(third[.productModels].created == 1)
    }
    #expect(await bench.memory.effects.values.allSatisfy { $0 == 1 })
  }

  @Test("A newer change of a record waits for the report on the older one")
  func newerChange() async throws {
    var bench = RunBench()
    await bench.memory.answer(RunBench.key("a"), .accepted(ticket: "t1"))
    _ = try await bench.engine.sync()
    bench.items["a"] = 2
    let blocked = try await bench.engine.sync()
    #expect(blocked[.products].blocked == 1)
    #expect(blocked.problems.first.map { "\($0.result)".contains("t1") } == true)
    await bench.memory.report(on: "t1")
    let report = try await bench.engine.sync()
    #expect(report[.products].updated == 1)
    #expect(await bench.memory.records[RunBench.key("a")]?.fields["price"] == 2)
    #expect(try await bench.engine.deadLetters().letters.isEmpty)
  }

  @Test("What another destination accepted is forgotten with it")
  func otherDestination() async throws {
    let bench = RunBench()
    await bench.memory.answer(RunBench.key("a"), .accepted(ticket: "t1"))
    _ = try await bench.engine.sync()
    await bench.memory.become(DestinationCapabilities(identity: "another"))
    let report = try await bench.engine.sync()
    #expect(report[.products].created == 2)
    #expect(try await bench.store.rows(in: Accepted.table, after: nil, limit: 1).isEmpty)
  }
}
