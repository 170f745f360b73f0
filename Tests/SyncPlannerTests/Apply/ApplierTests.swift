import CatalogModels
import Foundation
import PIMTesting
import Testing

@testable import SyncPlanner

struct ApplierTests {
  @Test("C4: a plan is carried out, remembered, and not sent twice")
  func appliesAndRemembers() async throws {
    let bench = ApplierBench()
    let plan = try await bench.plan((0..<250).map { Actions.create($0) }, checkpoints: ["main": "t1"])
    let report = try await bench.apply(plan)
    #expect(report[.products].created == 250)
    #expect(report.isSuccess)
    #expect(await bench.destination.records.count == 250)
    #expect(await bench.destination.batches.map(\.count) == [100, 100, 50])
    #expect(try await Ledger(in: bench.store).page(of: .products).count == 250)
    #expect(try await Checkpoints(in: bench.store).values(of: ["main"]) == ["main": "t1"])
    #expect(try await bench.intents() == 0)

    let again = try await bench.apply(plan)
    #expect(again[.products].alreadyApplied == 250)
    #expect(await bench.destination.batches.count == 3)
  }

  @Test("The ledger holds what was accepted: fingerprints, the destination's key, mapping and time")
  func writesLedger() async throws {
    let bench = ApplierBench()
    try await bench.apply(bench.plan([Actions.create(1)]))
    let entry = try #require(try await bench.entry(1))
    #expect(entry.fingerprint == Actions.create(1).fingerprint)
    #expect(entry.fields == LedgerFields(of: Actions.fields(1)))
    #expect(entry.destinationID == "memory-products:p1")
    #expect(entry.mapping == "m1")
    #expect(entry.appliedAt == ApplierBench.now)
    #expect(entry.state == .present)

    try await bench.apply(
      bench.plan([Actions.update(1, version: 2), Actions.removal(.disable, 1, version: 2, stage: 1)]))
    #expect(try await bench.entry(1)?.state == .disabled)
    #expect(try await bench.entry(1)?.destinationID == "memory-products:p1")
    try await bench.apply(bench.plan([Actions.removal(.delete, 1, version: 2)]))
    #expect(try await bench.entry(1) == nil)
    #expect(await bench.destination.records.isEmpty)
  }

  @Test("Every item's end is told once, after it is remembered, and counted by feed and kind")
  func tellsOfEachItem() async throws {
    let bench = ApplierBench()
    await bench.destination.answer(Actions.key(2), .rejected(reason: "no"))
    let actions = [
      Actions.create(1), Actions.create(2), Actions.create(3, feed: .families),
      SyncAction(.skip, Actions.key(4), reason: "by policy"), SyncAction(.blocked, Actions.key(5), reason: "no parent"),
    ]
    var items: [SyncReport.Item] = []
    var last: SyncReport?
    let plan = try await bench.plan(actions)
    let report = try await bench.applier.apply(plan) { event in
      if case .item(let item) = event { items.append(item) }
      if case .applied(let report) = event { last = report }
    }
    #expect(Set(items.map(\.key)) == Set(actions.map(\.key)))
    #expect(items.count == actions.count)
    #expect(last == report)
    #expect(report[.products].created == 1)
    #expect(report[.products].failed == 1)
    #expect(report[.products].skipped == 1)
    #expect(report[.products].blocked == 1)
    #expect(report[.families].created == 1)
    #expect(report.isComplete && !report.isSuccess)
    #expect(Set(report.problems.map(\.key)) == [Actions.key(2), Actions.key(5)])
  }

  @Test("One bad item in a hundred: 99 are applied, one is a dead letter with its reason")
  func keepsDeadLetters() async throws {
    let bench = ApplierBench()
    await bench.destination.answer(Actions.key(17), .rejected(reason: "no name"), .failed(reason: "busy"))
    let actions = (0..<100).map { Actions.create($0) }
    let report = try await bench.apply(bench.plan(actions, checkpoints: ["main": "t1"]))
    #expect(report[.products].created == 99)
    #expect(report[.products].failed == 1)
    var letter = try #require(try await bench.letter(17))
    #expect(letter.state == .rejected)
    #expect(letter.reason == "no name")
    #expect(letter.attempts == 1)
    #expect(letter.action == actions[17])
    // It is accounted for, so the next run goes on behind it.
    #expect(try await Checkpoints(in: bench.store).values(of: ["main"]) == ["main": "t1"])

    try await bench.apply(bench.plan([letter.action]))
    letter = try #require(try await bench.letter(17))
    #expect(letter.state == .failed)
    #expect(letter.attempts == 2)
    try await bench.apply(bench.plan([letter.action]))
    #expect(try await bench.letter(17) == nil)
    #expect(try await bench.entry(17) != nil)
  }

  @Test("What depends on an item that was not applied is blocked, and named, down to the last generation")
  func blocksDependents() async throws {
    let bench = ApplierBench()
    await bench.destination.answer(Actions.key(1), .failed(reason: "busy"))
    let report = try await bench.apply(
      bench.plan([
        Actions.create(1), Actions.create(2, dependencies: [Actions.key(1)], stage: 1),
        Actions.create(3, dependencies: [Actions.key(2)], stage: 2),
        Actions.create(4, dependencies: [Actions.key(9)], stage: 2),
      ]))
    #expect(report[.products].failed == 1)
    #expect(report[.products].blocked == 2)
    #expect(report[.products].created == 1)
    #expect(
      report.problems.map(\.result)[1...] == [
        .blocked(reason: "products:p1 was not applied, and this depends on it"),
        .blocked(reason: "products:p2 was not applied, and this depends on it"),
      ])
    #expect(try await bench.letter(3)?.state == .blocked)
    #expect(try await bench.letter(3)?.attempts == 0)
  }

  @Test("A lower stage is at its end before the next begins, and a batch holds one stage only")
  func keepsStages() async throws {
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", batchSize: 3, concurrency: 4))
    let actions = (0..<30).map { Actions.create($0, stage: 2 - $0 % 3) }
    try await bench.apply(bench.plan(actions))
    let stages = await bench.destination.batches.map { Set($0.map(\.stage)) }
    #expect(stages.allSatisfy { $0.count == 1 })
    #expect(stages.compactMap(\.first) == stages.compactMap(\.first).sorted())
  }

  @Test("No more calls at once than the destination takes, and no larger batches", arguments: [1, 2, 4])
  func keepsLimits(concurrency: Int) async throws {
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", batchSize: 7, concurrency: concurrency))
    let report = try await bench.apply(bench.plan((0..<100).map { Actions.create($0) }))
    #expect(report[.products].created == 100)
    #expect(await bench.destination.mostAtOnce <= concurrency)
    #expect(await bench.destination.batches.allSatisfy { $0.count <= 7 })
  }

  @Test("Calls do run side by side where the destination takes several")
  func runsSideBySide() async throws {
    let destination = MeetingDestination(parties: 3)
    let report = try await Applier(to: destination, remembering: MemorySyncStore()).apply(
      ApplierBench.plan((0..<3).map { Actions.create($0) }, ledger: 0))
    #expect(report[.products].created == 3)
  }

  @Test("A record that occurs twice is sent in two batches, in order")
  func keepsOrderOfOneRecord() async throws {
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", concurrency: 4))
    let report = try await bench.apply(bench.plan([Actions.create(1), Actions.update(1, version: 2)]))
    #expect(report[.products].created == 1)
    #expect(report[.products].updated == 1)
    #expect(await bench.destination.batches.map { $0.map(\.kind) } == [[.create], [.update]])
    #expect(await bench.destination.records[Actions.key(1)]?.fields == Actions.fields(1, version: 2))
  }

  @Test("Feeds that the destination does not take are left out")
  func leavesOutFeeds() async throws {
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", feeds: [.products]))
    let report = try await bench.apply(bench.plan([Actions.create(1), Actions.create(2, feed: .families)]))
    #expect(report[.products].created == 1)
    #expect(report[.families].skipped == 1)
    #expect(report.isSuccess)
  }

  @Test("The report stays small however much fails")
  func boundsReport() async throws {
    let bench = ApplierBench()
    let actions = (0..<250).map { Actions.create($0) }
    for action in actions { await bench.destination.answer(action.key, .rejected(reason: "no")) }
    let report = try await bench.apply(bench.plan(actions))
    #expect(report.problems.count == SyncReport.problemLimit)
    #expect(report.furtherProblems == 150)
    #expect(report[.products].failed == 250)
  }

  @Test("A run's end is told to the destination once, and only when something was sent")
  func finishesRun() async throws {
    let destination = FinishingDestination()
    let store = MemorySyncStore()
    let applier = Applier(to: destination, remembering: store)
    _ = try await applier.apply(ApplierBench.plan([], ledger: 0))
    #expect(await destination.finished == 0)
    _ = try await applier.apply(ApplierBench.plan([Actions.create(1)], ledger: 0))
    #expect(await destination.finished == 1)
    await destination.refuse()
    let error = try await #require(throws: SyncError.self) {
      _ = try await applier.apply(ApplierBench.plan([Actions.create(2)], ledger: 2, checkpoints: ["main": "t"]))
    }
    #expect(error.code == .destination)
    #expect(try await Ledger(in: store).entry(for: Actions.key(2)) != nil, "what was applied is remembered")
    #expect(try await Checkpoints(in: store).values(of: ["main"]).isEmpty)
  }
}
