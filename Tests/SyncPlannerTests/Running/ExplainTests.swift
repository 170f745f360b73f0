import CatalogModels
import Foundation
import PIMTesting
import Testing

@testable import SyncPlanner

/// D8: why an item stands as it does.
struct ExplainTests {
  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"

  @Test("D8: an item's source view, its state and the reasons of its last actions")
  func explains() async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync()
    let key = RecordKey(.products, Self.tent)
    let first = try await bench.engine.explain(key)
    let view = try #require(first.source)
    #expect(view.outside == nil)
    #expect(!view.skus.isEmpty)
    #expect(!view.tags.isEmpty)
    #expect(view.record?.key == key)
    #expect(first.pending.isEmpty)
    #expect(first.lastActions.map(\.kind) == [.create])
    #expect(first.lastActions.first?.reason == "The destination does not have it yet.")
    #expect(first.description.contains("destination: present"))

    bench.sandbox.advanceClock(by: .seconds(60))
    try bench.sandbox.change(Self.tent, in: .products, #"{"categories":["tents"]}"#)
    #expect(try await bench.engine.explain(key).pending == ["categories"])
    _ = try await bench.engine.sync()
    let second = try await bench.engine.explain(key)
    #expect(second.lastActions.map(\.kind) == [.update, .create])
    #expect(second.lastActions.first?.reason == "Changed: categories.")
    let sent = await bench.destination.batches.count
    _ = try await bench.engine.explain(key)
    #expect(await bench.destination.batches.count == sent)
  }

  @Test("D8: a product model tells of its variants and their SKUs")
  func variants() async throws {
    let bench = try Bench()
    let parent = try #require(
      try await bench.collect().items.first { item in
        item.feed == .products && item.dependencies.contains { $0.feed == .productModels }
      }?.dependencies.first)
    let view = try #require(try await bench.engine.explain(parent).source)
    #expect(!view.variants.isEmpty)
    #expect(view.skus.count >= view.variants.filter { $0.feed == .products }.count)
  }

  @Test("D8: what was rejected, what is gone and what never was")
  func problems() async throws {
    var bench = RunBench()
    await bench.memory.answer(RunBench.key("a"), .rejected(reason: "too short"))
    _ = try await bench.engine.sync()
    let rejected = try await bench.engine.explain(RunBench.key("a"))
    #expect(rejected.item?.state == .rejected)
    #expect(rejected.deadLetter?.attempts == 1)
    #expect(rejected.description.contains("too short"))
    bench.items["b"] = nil
    let gone = try await bench.engine.explain(RunBench.key("b"))
    #expect(gone.source == nil)
    #expect(gone.item?.state == .present)
    let never = try await bench.engine.explain(RunBench.key("z"))
    #expect(never.item == nil)
    #expect(never.description.contains("never sent"))
  }

  @Test("D8: that a record was taken out, or that a resync waits for it, is said")
  func unsynced() async throws {
    var bench = RunBench()
    _ = try await bench.engine.sync()
    _ = try await bench.engine.unsync([RunBench.key("a")])
    bench.items["a"] = 2
    let out = try await bench.engine.explain(RunBench.key("a"))
    #expect(out.item?.state == .unsynced)
    #expect(out.pending.isEmpty, "no run sends it")
    #expect(out.description.contains("destination: unsynced\nit was taken out of the synchronisation"))
    #expect(
      try await bench.engine.items(SyncEngine.ItemQuery(states: [.unsynced])).map(\.key) == [RunBench.key("a")])
    #expect(try await bench.engine.items(SyncEngine.ItemQuery(states: [.present])).map(\.key) == [RunBench.key("b")])

    let resync = try await bench.engine.resync([.products])
    let waiting = try await bench.engine.explain(RunBench.key("b"))
    #expect(waiting.resyncs == [resync])
    #expect(waiting.description.contains("resync 1 waits for the next run: everything"))
    _ = try await bench.engine.sync()
    #expect(try await bench.engine.explain(RunBench.key("b")).resyncs.isEmpty)
    #expect(try await bench.engine.explain(RunBench.key("a")).item?.state == .unsynced)
  }
}
