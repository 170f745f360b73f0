import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import TestSupport
import Testing

@testable import SyncPlanner

/// C3: what a dashboard shows.
struct SyncStatusTests {
  @Test("C3: never ran, in progress with the last success, success with date and count, failed with the attempt's date")
  func states() async throws {
    var bench = RunBench()
    #expect(try await bench.engine.status().state == .neverRan)
    let begun = bench.time.now
    _ = try await bench.engine.sync()
    bench.time.advance(by: .seconds(60))
    #expect(try await bench.engine.status().state == .succeeded(at: begun, count: 2))
    #expect(try await bench.engine.status().lastComplete == begun)

    let seen = Mutex<SyncStatus?>(nil)
    let engine = bench.engine
    bench.source = WatchedSource(source: bench.list) {
      let status = try await engine.status()
      seen.withLock { $0 = status }
    }
    _ = try await bench.engine.sync()
    let during = try #require(seen.withLock { $0 })
    #expect(during.state == .inProgress(since: bench.time.now))
    #expect(during.lastSuccess?.applied == 2)

    bench.time.advance(by: .seconds(60))
    bench.source = FailingSource()
    await #expect(throws: SyncError.self) { try await bench.engine.sync() }
    let status = try await bench.engine.status()
    #expect(status.state == .failed(at: bench.time.now, reason: "The source could not be read."))
    #expect(status.lastSuccess?.number == 2)
    #expect(try await bench.engine.history().map(\.number) == [3, 2, 1])
    #expect(try await bench.engine.history().map(\.applied) == [0, 0, 2])
  }

  @Test("C3: while a run is under way, others see how much was read and sent; what was read stands when it failed")
  func counting() async throws {
    var bench = RunBench()
    bench.items = Dictionary(uniqueKeysWithValues: (0..<4).map { ("p\($0)", 1) })
    let (engine, time) = (bench.engine, bench.time)
    let seen = Mutex<[SyncStatus.Run]>([])
    @Sendable func look() async throws {
      if let run = try await engine.status().current { seen.withLock { $0.append(run) } }
      time.advance(by: .seconds(10))
    }
    bench.destination = WatchedDestination(base: bench.memory, watch: look)
    _ = try await bench.engine.sync()
    let sending = seen.withLock { $0 }
    #expect(sending.map(\.collected) == [4, 4, 4, 4])
    #expect(sending.last?.applied ?? 0 > 0)

    bench.source = SlowSource(pages: 3, between: look)
    await #expect(throws: SyncError.self) { try await bench.engine.sync() }
    #expect(seen.withLock { $0.dropFirst(4).map(\.collected) } == [0, 1, 2])
    #expect(try await bench.engine.history().first?.collected == 3)
  }

  /// Takes one record at a time, and lets a test look around before each.
  private struct WatchedDestination: Destination {
    let base: MemoryDestination
    let watch: @Sendable () async throws -> Void

    var capabilities: DestinationCapabilities {
      get async {
        var capabilities = await base.capabilities
        capabilities.batchSize = 1
        capabilities.concurrency = 1
        return capabilities
      }
    }

    func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
      try await watch()
      return try await base.apply(batch)
    }

    func read(_ keys: [RecordKey]) async throws -> [SyncRecord] { try await base.read(keys) }
  }

  /// Gives one item a page, lets a test look around before each, and fails in the end.
  private struct SlowSource: SyncSource {
    let pages: Int
    let between: @Sendable () async throws -> Void

    func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
      for page in 0..<pages {
        try await between()
        try await deliver(.items([StubSource.item(.products, "\(page)")]))
      }
      throw FailingSource.Failure()
    }
  }

  @Test("C3: a run whose process was killed is seen as such, and is a failure once the next one begins")
  func killed() async throws {
    var bench = RunBench()
    let store = MemorySyncStore()
    bench.store = store
    let begun = bench.time.now
    bench.source = WatchedSource(source: bench.list) { throw Killed() }
    // The process ends without another word: its store takes nothing more.
    let fate = Fate(dyingAt: 1, afterEffect: false)
    bench.store = MortalStore(store: store, fate: fate)
    await #expect(throws: (any Error).self) { try await bench.engine.sync() }
    bench.store = store
    bench.source = nil
    bench.time.advance(by: .seconds(4_000))
    let status = try await bench.engine.status()
    #expect(status.state == .inProgress(since: begun))
    #expect(status.isSilent(for: .seconds(3_600), at: bench.time.now))
    _ = try await bench.engine.sync()
    let runs = try await bench.engine.history()
    #expect(runs.map(\.failure?.code) == [nil, "interrupted"])
  }

  private struct Killed: Error {}

  @Test("A plan that waits for its review is no run under way, and applying it carries its run on")
  func review() async throws {
    let bench = RunBench()
    let plan = try await bench.engine.plan()
    #expect(try await bench.engine.status().state == .neverRan)
    #expect(try await bench.engine.status().current?.phase == .planned)
    bench.time.advance(by: .seconds(600))
    _ = try await bench.engine.apply(plan)
    let runs = try await bench.engine.history()
    #expect(runs.count == 1)
    #expect(runs[0].plan == plan.id)
    #expect(runs[0].collected == 2)
    #expect(runs[0].applied == 2)
    #expect(runs[0].ended == bench.time.now)
    // A plan that nobody applied leaves no run behind.
    _ = try await bench.engine.plan()
    _ = try await bench.engine.sync()
    #expect(try await bench.engine.history().count == 2)
  }

  @Test("The history is bounded")
  func boundedHistory() async throws {
    var bench = RunBench()
    bench.policy.logs.runs = 3
    for _ in 0..<7 { _ = try await bench.engine.sync() }
    #expect(try await bench.engine.history(last: 100).map(\.number) == [7, 6, 5])
    #expect(try await bench.engine.history(last: 2).map(\.number) == [7, 6])
    #expect(try await bench.store.rows(in: RunStatus.history, after: nil, limit: 100).count == 3)
  }

  @Test("C12: a full resync is called for at the start and when the destination's id changed, and never else")
  func fullResync() async throws {
    let bench = RunBench()
    #expect(try await bench.engine.status().fullResync == .firstRun)
    _ = try await bench.engine.sync()
    #expect(try await bench.engine.status().fullResync == nil)
    await bench.memory.become(DestinationCapabilities(identity: "another"))
    #expect(try await bench.engine.status().fullResync == .destinationChanged)
    let report = try await bench.engine.sync()
    #expect(report[.products].created == 2)
    #expect(try await bench.engine.status().fullResync == nil)
  }

  @Test("Status and history survive the process, in a file journal")
  func survives() async throws {
    let files = FaultyFileSystem()
    var bench = RunBench()
    let first = try await FileJournalStore(in: "s", files: files)
    bench.store = first
    _ = try await bench.engine.sync()
    await first.close()
    bench.store = try await FileJournalStore(in: "s", files: files.afterPowerCut(keepingRest: false))
    #expect(try await bench.engine.status().state == .succeeded(at: bench.time.now, count: 2))
    #expect(try await bench.engine.history().count == 1)
  }

  @Test("Two runners with the same plan: the second finds it carried out, and sends nothing")
  func samePlan() async throws {
    let bench = RunBench()
    let plan = try await bench.engine.plan()
    let other = try await bench.engine.plan()
    _ = try await bench.engine.apply(plan)
    let report = try await bench.engine.apply(other)
    #expect(report[.products].alreadyApplied == 2)
    #expect(await bench.memory.batches.count == 1)
    #expect(await bench.memory.effects.values.allSatisfy { $0 == 1 })
  }
}
