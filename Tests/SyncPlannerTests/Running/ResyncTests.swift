import CatalogModels
import Foundation
import PIMTesting
import Testing

@testable import SyncPlanner

/// C6, C9: what is sent again because somebody asked for it.
struct ResyncTests {
  @Test("C6: a forced resync says how much it is, waits for the next run, sends everything once, and is over")
  func everything() async throws {
    let bench = RunBench()
    _ = try await bench.engine.sync()
    let resync = try await bench.engine.resync()
    #expect(resync.count == 2)
    #expect(await bench.sent() == ["a", "b"])
    #expect(try await bench.engine.status().resyncs == [resync])

    let plan = try await bench.engine.plan()
    #expect(plan.summary.sent == 2)
    #expect(
      try await plan.all().map(\.reason)
        == Array(repeating: "A resync was asked for. Its content is the same.", count: 2))
    _ = try await bench.engine.apply(plan)
    #expect(await bench.sent() == ["a", "b", "a", "b"])
    #expect(try await bench.engine.status().resyncs.isEmpty)
    _ = try await bench.engine.sync()
    #expect(await bench.sent().count == 4)
    // The same content sent again is another effect for a destination that heeds keys.
    _ = try await bench.engine.resync()
    _ = try await bench.engine.sync()
    #expect(await bench.memory.effects.count == 6)
  }

  @Test("C9: a resync of one feed sends that feed only; one that is none is a typed error", arguments: [true, false])
  func oneFeed(isKnown: Bool) async throws {
    var bench = RunBench()
    bench.parents = ["a": "m"]
    _ = try await bench.engine.sync()
    let before = await bench.sent().count
    guard isKnown else {
      bench.mapping = StubMapping(outputs: { $0 == .products ? [.products] : [] })
      let error = await #expect(throws: SyncError.self) { try await bench.engine.resync([.assets]) }
      #expect(error?.code == .resync)
      return
    }
    #expect(try await bench.engine.resync([.productModels]).count == 1)
    _ = try await bench.engine.sync()
    #expect(Array(await bench.sent().dropFirst(before)) == ["m"])
  }

  @Test(
    "C9: without reindex what was collected is sent, and the source is not asked; without payloads that is an error")
  func noReindex() async throws {
    var bench = RunBench()
    let error = await #expect(throws: SyncError.self) { try await bench.engine.resync(mode: .noReindex) }
    #expect(error?.code == .resync)
    bench.policy.ledgerDetail.level = .payload
    _ = try await bench.engine.sync()
    try await bench.engine.resync(mode: .noReindex)
    bench.source = FailingSource()
    let report = try await bench.engine.sync()
    #expect(report[.products].updated == 2)
    #expect(await bench.sent() == ["a", "b", "a", "b"])
    bench.source = nil
    #expect(try await bench.engine.plan().isEmpty)
    #expect(await bench.memory.records[RunBench.key("a")]?.fields["price"] == 1)
  }

  @Test("C9: a feed that is emptied first is sent as new, once")
  func cleanupFeed() async throws {
    let bench = RunBench()
    _ = try await bench.engine.sync()
    await bench.memory.become(DestinationCapabilities(identity: "memory"))
    try await bench.engine.resync([.products], mode: .cleanupFeed)
    let plan = try await bench.engine.plan()
    #expect(plan.summary[.products][.create] == 2)
    await bench.memory.fail(.none)
    _ = try await bench.engine.apply(plan)
    #expect(try await bench.engine.plan().isEmpty)
  }

  @Test("C9: what an emptied feed was sent again before a crash is not sent once more")
  func cleanupSurvivesCrash() async throws {
    var bench = RunBench()
    bench.memory = MemoryDestination(DestinationCapabilities(identity: "memory", batchSize: 1, canRead: true))
    _ = try await bench.engine.sync()
    try await bench.engine.resync(mode: .cleanupFeed)
    let plan = try await bench.engine.plan()
    await bench.memory.fail(.none, .hangs)
    let engine = bench.engine
    let run = Task { try await engine.apply(plan) }
    while await bench.memory.batches.count < 4 { await Task.yield() }
    run.cancel()
    _ = try? await run.value
    let report = try await bench.engine.sync()
    // The destination is read back: what it has is not sent once more.
    #expect(report.isSuccess)
    #expect(await bench.sent() == ["a", "b", "a", "b"])
    #expect(try await bench.engine.plan().isEmpty)
  }

  @Test("C9: collecting only sends nothing, names what would be sent, and loses nothing")
  func collectOnly() async throws {
    let bench = RunBench()
    try await bench.engine.resync(mode: .collectOnly)
    let plan = try await bench.engine.plan()
    #expect(plan.isEmpty)
    #expect(plan.summary[.products][.skip] == 2)
    _ = try await bench.engine.apply(plan)
    #expect(await bench.sent().isEmpty)
    #expect(try await bench.engine.status().fullResync == .firstRun)
    _ = try await bench.engine.sync()
    #expect(await bench.sent() == ["a", "b"])
  }

  @Test("A resync that is asked for while another is carried out is not lost")
  func askedForMeanwhile() async throws {
    let bench = RunBench()
    _ = try await bench.engine.sync()
    try await bench.engine.resync()
    let plan = try await bench.engine.plan()
    let second = try await bench.engine.resync()
    _ = try await bench.engine.apply(plan)
    #expect(try await bench.engine.status().resyncs == [second])
    let report = try await bench.engine.sync()
    #expect(report[.products].updated == 2)
  }
}
