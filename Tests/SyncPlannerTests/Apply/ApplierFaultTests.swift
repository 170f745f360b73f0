import CatalogModels
import PIMTesting
import TestSupport
import Testing

@testable import SyncPlanner

struct ApplierFaultTests {
  static func capabilities(reads: Bool, repeats: Bool, batchSize: Int = 2) -> DestinationCapabilities {
    DestinationCapabilities(identity: "memory", batchSize: batchSize, isIdempotent: repeats, canRead: reads)
  }

  // MARK: Stale plans

  @Test("F1: a plan is stale when the ledger moved on, and nothing is sent")
  func refusesStaleLedger() async throws {
    let bench = ApplierBench()
    let old = try await bench.plan([Actions.create(1)])
    try await bench.apply(bench.plan([Actions.create(2)]))
    let error = try await #require(throws: SyncError.self) { try await bench.apply(old) }
    #expect(error.code == .stalePlan)
    #expect(error.message.contains("the ledger was at 0 and now is at 2"))
    #expect(await bench.destination.batches.count == 1)
  }

  @Test(
    "F1: a plan is stale when scope, mapping or destination moved on", arguments: ["scope", "mapping", "destination"])
  func refusesStaleBasis(part: String) async throws {
    let bench = ApplierBench()
    let plan = try await bench.plan([Actions.create(1)])
    if part == "destination" { await bench.destination.become(DestinationCapabilities(identity: "anew")) }
    let error = try await #require(throws: SyncError.self) {
      try await bench.applier.apply(
        plan, scope: part == "scope" ? "other" : "s", mapping: part == "mapping" ? "m2" : "m1")
    }
    #expect(error.code == .stalePlan)
    #expect(error.message.contains("its \(part) was"))
    #expect(await bench.destination.batches.isEmpty)
    #expect(try await Ledger(in: bench.store).position().sequence == 0)
  }

  @Test("An action whose own record moved on is blocked, the rest is applied")
  func blocksStaleAction() async throws {
    let bench = ApplierBench()
    try await bench.apply(bench.plan([Actions.create(1), Actions.create(2)]))
    let report = try await bench.apply(bench.plan([Actions.update(1, version: 3), Actions.update(2, version: 2)]))
    #expect(report[.products].updated == 1)
    #expect(report.problems.map(\.key) == [Actions.key(1)])
    #expect(await bench.destination.records[Actions.key(1)]?.fields == Actions.fields(1))
  }

  // MARK: Lost answers

  @Test("A batch whose answer is lost is read back: what took effect is applied, what did not has failed")
  func readsBackLostAnswers() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    await bench.destination.fail(.throwsAfterEffect, .none, .throwsBeforeEffect)
    // A failed call of `read` would take the next fault, so it comes third.
    let report = try await bench.apply(bench.plan((0..<4).map { Actions.create($0) }))
    #expect(report[.products].created == 4)
    #expect(await bench.destination.reads.count == 1)

    let more = try await bench.apply(bench.plan([Actions.create(5)]))
    #expect(more[.products].failed == 1)
    #expect(try await bench.letter(5)?.state == .failed)
    #expect(try await bench.entry(5) == nil)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
  }

  @Test("Too few outcomes count as none")
  func distrustsShortAnswers() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    await bench.destination.fail(.answersShort)
    let report = try await bench.apply(bench.plan([Actions.create(1), Actions.create(2)]))
    #expect(report[.products].created == 2)
    #expect(await bench.destination.reads.count == 1)
  }

  @Test("Where sending again does no harm, a batch whose answer is lost is sent once more")
  func sendsAgain() async throws {
    let bench = ApplierBench(Self.capabilities(reads: false, repeats: true))
    await bench.destination.fail(.throwsAfterEffect)
    let report = try await bench.apply(bench.plan([Actions.create(1)]))
    #expect(report[.products].created == 1)
    #expect(await bench.destination.batches.count == 2)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
  }

  @Test("Elsewhere the outcome is unknown, said so, and nothing is sent again until somebody settles it")
  func leavesUnknown() async throws {
    let bench = ApplierBench(Self.capabilities(reads: false, repeats: false))
    await bench.destination.fail(.throwsAfterEffect)
    let report = try await bench.apply(bench.plan([Actions.create(1), Actions.create(2)]))
    #expect(report[.products].unknown == 2)
    #expect(try await bench.letter(1)?.state == .unknown)

    let again = try await bench.apply(bench.plan([Actions.create(1), Actions.create(2), Actions.create(3)]))
    #expect(again[.products].blocked == 2)
    #expect(again[.products].created == 1)
    #expect(try await bench.letter(1)?.state == .unknown, "it stays unknown")
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })

    // Somebody looked: the first took effect, the second did not.
    let letters = DeadLetters(in: bench.store)
    try await letters.confirm([Actions.key(1)], at: ApplierBench.now)
    try await letters.discard([Actions.key(2)])
    #expect(try await bench.entry(1)?.fingerprint == Actions.create(1).fingerprint)
    let last = try await bench.apply(bench.plan([Actions.create(2)]))
    #expect(last[.products].created == 1)
    #expect(try await letters.page().letters.isEmpty)
  }

  @Test("A destination that can neither be asked nor sent to again ends the run; the next run clears up first")
  func stopsWhenDestinationIsGone() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    await bench.destination.fail(.throwsAfterEffect, .throwsBeforeEffect)
    let plan = try await bench.plan((0..<6).map { Actions.create($0) }, checkpoints: ["main": "t"])
    var last: SyncReport?
    let error = try await #require(throws: SyncError.self) {
      _ = try await bench.applier.apply(plan) { if case .applied(let report) = $0 { last = report } }
    }
    #expect(error.code == .destination)
    #expect(error.underlying is MemoryDestination.ConnectionLost)
    #expect(last?.isComplete == false)
    #expect(last?[.products].unknown == 2)
    #expect(try await bench.intents() == 1)
    #expect(try await Checkpoints(in: bench.store).values(of: ["main"]).isEmpty)
    #expect(await bench.destination.batches.count == 1)

    let report = try await bench.apply(plan)
    #expect(report[.products].alreadyApplied == 2)
    #expect(report[.products].created == 4)
    #expect(try await bench.intents() == 0)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
  }

  @Test("C12: what was under way to another destination is neither asked for nor sent to this one")
  func forgetsOtherDestination() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: true))
    await bench.destination.fail(.throwsBeforeEffect, .throwsBeforeEffect)
    let plan = try await bench.plan([Actions.create(1)])
    await #expect(throws: SyncError.self) { try await bench.apply(plan) }
    #expect(try await bench.intents() == 1)
    await bench.destination.become(DestinationCapabilities(identity: "anew", isIdempotent: true, canRead: true))
    #expect(try await bench.applier.recover().isEmpty)
    #expect(try await bench.intents() == 0)
    #expect(await bench.destination.batches.count == 1)
  }

  @Test("Clearing up tells what became of each action that was under way")
  func tellsWhatWasUnderWay() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    await bench.destination.fail(.throwsAfterEffect, .throwsBeforeEffect)
    let plan = try await bench.plan([Actions.create(1), Actions.create(2)])
    await #expect(throws: SyncError.self) { try await bench.apply(plan) }
    var events: [SyncEvent] = []
    let items = try await bench.applier.recover { events.append($0) }
    #expect(items.map(\.key) == [Actions.key(1), Actions.key(2)])
    #expect(items.allSatisfy { $0.result == .applied })
    #expect(events == items.map { .item($0) } + [.recovered(count: 2)])
    #expect(try await bench.entry(2) != nil)
    #expect(try await bench.applier.recover().isEmpty)
  }

  @Test("While the destination cannot be asked, clearing up fails and nothing is sent")
  func sendsNothingBeforeClearingUp() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    await bench.destination.fail(.throwsBeforeEffect, .throwsBeforeEffect, .throwsBeforeEffect)
    let plan = try await bench.plan([Actions.create(1)])
    await #expect(throws: SyncError.self) { try await bench.apply(plan) }
    let error = try await #require(throws: SyncError.self) { try await bench.apply(plan) }
    #expect(error.code == .destination)
    #expect(await bench.destination.batches.count == 1)
    #expect(try await bench.intents() == 1)
    #expect(try await bench.apply(plan)[.products].created == 1)
  }

  @Test("After three batches in a row without an answer nothing more is sent")
  func stopsAfterSilence() async throws {
    let bench = ApplierBench(Self.capabilities(reads: false, repeats: false))
    await bench.destination.fail(
      .throwsBeforeEffect, .none, .throwsBeforeEffect, .throwsBeforeEffect, .throwsBeforeEffect)
    let plan = try await bench.plan((0..<20).map { Actions.create($0) })
    let error = try await #require(throws: SyncError.self) { try await bench.apply(plan) }
    #expect(error.code == .destination)
    #expect(await bench.destination.batches.count == 5)
    #expect(try await bench.letter(9)?.state == .unknown, "what the last batch came to is remembered")
    #expect(try await bench.intents() == 0)
  }

  // MARK: Cancellation

  @Test("Cancelling ends a call that hangs, and leaves behind what it takes to clear up")
  func cancelsHangingCall() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    await bench.destination.fail(.none, .hangs)
    let plan = try await bench.plan((0..<6).map { Actions.create($0) }, checkpoints: ["main": "t"])
    let run = Task { try await bench.apply(plan) }
    try await until(asking: { await bench.destination.batches.count >= 2 })
    run.cancel()
    let error = try await #require(throws: SyncError.self) { try await run.value }
    #expect(error.code == .cancelled)
    #expect(await bench.destination.batches.count == 2)
    #expect(try await bench.intents() == 1)
    #expect(try await bench.entry(1) != nil)
    #expect(try await Checkpoints(in: bench.store).values(of: ["main"]).isEmpty)

    let report = try await bench.apply(plan)
    #expect(report[.products].alreadyApplied == 2)
    #expect(report[.products].created == 4)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
  }

  @Test("Cancelling between batches sends no more, and what was answered is remembered")
  func cancelsBetweenBatches() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    let plan = try await bench.plan((0..<10).map { Actions.create($0) })
    let run = Task {
      try await bench.applier.apply(plan) { event in
        if case .item = event { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
      }
    }
    let error = try await #require(throws: SyncError.self) { try await run.value }
    #expect(error.code == .cancelled)
    let sent = await bench.destination.records.count
    #expect(sent < 10)
    #expect(try await Ledger(in: bench.store).page(of: .products).count == sent)
    #expect(try await bench.intents() == 0)
  }

  // MARK: Stores that fail

  @Test("A full disk in the middle is loud; what was committed stands, and the next run finds out the rest")
  func survivesFullDiskInTheMiddle() async throws {
    for room in stride(from: 0, to: 4000, by: 250) {
      let files = FaultyFileSystem()
      let store = try await FileJournalStore(in: "s", files: files)
      let bench = ApplierBench(Self.capabilities(reads: true, repeats: false), store: store)
      let plan = try await bench.plan((0..<10).map { Actions.create($0) }, checkpoints: ["main": "t"])
      files.limit(room: room)
      do {
        try await bench.apply(plan)
        #expect(room > 2000)
      } catch let error as SyncError {
        #expect(error.code == .diskFull)
        #expect(try await Checkpoints(in: store).values(of: ["main"]).isEmpty)
      }
      files.limit(room: nil)
      let report = try await bench.apply(plan)
      #expect(report[.products].alreadyApplied + report[.products].created == 10, "room for \(room) bytes")
      #expect(await bench.destination.records.count == 10)
      #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
    }
  }

  @Test("A rival that moves the ledger in the middle ends the run with a conflict")
  func noticesRival() async throws {
    let bench = ApplierBench(Self.capabilities(reads: true, repeats: false))
    let plan = try await bench.plan((0..<10).map { Actions.create($0) })
    let rival = RivalStore(store: bench.store, afterCommits: 2)
    let error = try await #require(throws: SyncError.self) {
      try await Applier(to: bench.destination, remembering: rival).apply(plan)
    }
    #expect(error.code == .conflict)
    #expect(await bench.destination.batches.count < 5)
    let next = try await #require(throws: SyncError.self) { try await bench.apply(plan) }
    #expect(next.code == .stalePlan)
  }

  @Test(
    "Rows of the applier's own that a newer version wrote, or that are damaged, are refused",
    arguments: [
      ("{\"version\":2}", SyncError.Code.newerVersion), ("{\"version\":1}", .corrupted), ("x", .corrupted),
      ("", .corrupted),
    ])
  func refusesForeignRows(row: String, code: SyncError.Code) async throws {
    let store = MemorySyncStore()
    let bench = ApplierBench(store: store)
    try await store.commit([
      .put("i", Array(row.utf8), in: Intent.table),
      .put(DeadLetters.rowKey(of: Actions.key(1)), Array(row.utf8), in: DeadLetters.table),
    ])
    let intents = try await #require(throws: SyncError.self) { _ = try await bench.applier.recover() }
    #expect(intents.code == code)
    let letters = try await #require(throws: SyncError.self) { _ = try await bench.letter(1) }
    #expect(letters.code == code)
  }
}

/// Moves the ledger behind the back of who uses it.
actor RivalStore: SyncStore {
  let store: any SyncStore
  private var left: Int

  init(store: any SyncStore, afterCommits count: Int) {
    self.store = store
    left = count
  }

  func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
    try await store.rows(in: table, after: after, limit: limit)
  }

  func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
    try await store.rows(in: table, keys: keys)
  }

  func commit(_ changes: [StoreChange]) async throws {
    left -= 1
    if left == 0 {
      try await Ledger(in: store).write([
        RecordKey(.families, "rival"): LedgerEntry(accepted: [:], mapping: "", at: nil)
      ])
    }
    try await store.commit(changes)
  }
}
