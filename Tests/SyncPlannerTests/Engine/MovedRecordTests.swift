import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// An item whose mapping makes a record of another feed than before: the old one goes in the same run.
struct MovedRecordTests {
  /// Products are simple ones or variants, each in a feed of its own.
  private static let simple = SyncFeed(rawValue: "simple")
  private static let variants = SyncFeed(rawValue: "variantProducts")

  private static func mapping(_ feeds: [String: SyncFeed], failing: Set<String> = []) -> StubMapping {
    var mapping = StubMapping()
    mapping.outputs = { $0 == .products ? [simple, variants] : [$0] }
    mapping.map = { item in
      if failing.contains(item.key.id) { throw SyncError(.mapping, "no") }
      return [SyncRecord(RecordKey(feeds[item.key.id] ?? simple, item.key.id), fields: ["code": .string(item.key.id)])]
    }
    return mapping
  }

  private static func engine(
    _ feeds: [String: SyncFeed], _ memory: MemoryDestination, _ store: any SyncStore, gone: SyncPolicy.Gone,
    sweep: SourceSweep = .changes, failing: Set<String> = []
  ) -> SyncEngine {
    let items = feeds.keys.sorted().map { StubSource.item(.products, $0) }
    let source = StubSource(
      .items(items), .watermark(.products, SourceWatermark(rawValue: "1")), .finished(.products, sweep))
    return SyncEngine(
      from: source, by: mapping(feeds, failing: failing), to: memory, remembering: store,
      policy: SyncPolicy(whenGone: gone))
  }

  @Test(
    "F2: the old record goes with the run that brings the new one, by policy, after it",
    arguments: SyncPolicy.Gone.allCases)
  func moves(gone: SyncPolicy.Gone) async throws {
    let (memory, store) = (MemoryDestination(), MemorySyncStore())
    _ = try await Self.engine(["a": Self.simple, "b": Self.simple], memory, store, gone: gone, sweep: .complete).sync()
    for feed in [Self.variants, Self.simple, Self.variants] {
      let other = feed == Self.simple ? Self.variants : Self.simple
      let plan = try await Self.engine(["a": feed], memory, store, gone: gone).plan()
      let actions = try await plan.all()
      #expect(actions.map(\.key) == [RecordKey(feed, "a"), RecordKey(other, "a")] || gone == .keep)
      let removal = try #require(actions.first { $0.key == RecordKey(other, "a") })
      #expect(removal.kind == (gone == .delete ? .delete : gone == .disable ? .disable : .skip))
      #expect(removal.reason.contains("\(RecordKey(feed, "a"))"))
      _ = try await Self.engine(["a": feed], memory, store, gone: gone).apply(plan)
      if gone == .delete {
        #expect(await memory.records.keys.sorted() == [RecordKey(Self.simple, "b"), RecordKey(feed, "a")].sorted())
      }
      if gone == .disable { #expect(await memory.disabled == [RecordKey(other, "a")]) }
      if gone == .keep { break }
    }
    let again = try await Self.engine(["a": Self.variants], memory, store, gone: gone).plan()
    #expect(again.isEmpty)
  }

  @Test("The old record stays while the new one is held back or was not taken")
  func staysUntilThen() async throws {
    let (memory, store) = (MemoryDestination(), MemorySyncStore())
    let (old, new) = (RecordKey(Self.simple, "a"), RecordKey(Self.variants, "a"))
    _ = try await Self.engine(["a": Self.simple], memory, store, gone: .delete, sweep: .complete).sync()
    _ = try await Self.engine(["a": Self.variants], memory, store, gone: .delete, failing: ["a"]).sync()
    #expect(await memory.records.keys.sorted() == [old])

    await memory.answer(new, .rejected(reason: "not now"))
    let refused = try await Self.engine(["a": Self.variants], memory, store, gone: .delete).sync()
    #expect(refused.problems.map(\.key) == [new, old])
    #expect(await memory.records.keys.sorted() == [old])

    _ = try await Self.engine(["a": Self.variants], memory, store, gone: .delete).sync()
    #expect(await memory.records.keys.sorted() == [new])
    let end = Self.engine(["a": Self.variants], memory, store, gone: .delete)
    #expect(try await end.deadLetters().letters.isEmpty)
  }

  @Test("What another item makes now is nobody's old record")
  func takenByAnother() async throws {
    let (memory, store) = (MemoryDestination(), MemorySyncStore())
    var mapping = StubMapping()
    mapping.outputs = { _ in [Self.simple, Self.variants] }
    let items: [StubSource] = [
      StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete)),
      StubSource(
        .items([StubSource.item(.products, "a")]), .finished(.products, .complete),
        .items([StubSource.item(.productModels, "a")]), .finished(.productModels, .complete)),
    ]
    for (number, source) in items.enumerated() {
      mapping.map = { item in
        let feed = item.feed == .products && number == 1 ? Self.variants : Self.simple
        return [SyncRecord(RecordKey(feed, item.key.id), fields: ["n": .int(1)])]
      }
      let engine = SyncEngine(
        from: source, by: mapping, to: memory, remembering: store, policy: SyncPolicy(whenGone: .delete))
      #expect(try await engine.sync().isSuccess)
    }
    #expect(await memory.records.keys.sorted() == [RecordKey(Self.simple, "a"), RecordKey(Self.variants, "a")])
  }
}
