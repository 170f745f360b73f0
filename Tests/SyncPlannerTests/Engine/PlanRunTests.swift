import CatalogModels
import PIMTesting
import Testing
import ValueParser

@testable import SyncPlanner

/// Planning with made-up sources and mappings.
struct PlanRunTests {
  private let destination = MemoryDestination()
  private let store = MemorySyncStore()

  private func engine(
    _ source: StubSource, by mapping: any RecordMapping = StubMapping(), policy: SyncPolicy = .default
  ) -> SyncEngine {
    SyncEngine(
      from: source, by: mapping, to: destination, remembering: store, policy: policy, clock: ImmediateClock())
  }

  private struct Odd: Error, CustomStringConvertible { let description = "this one is odd" }

  @Test("An item that cannot be mapped is blocked with its reason, and the rest goes on")
  func isolatesMappingFailures() async throws {
    let mapping = StubMapping(map: { item in
      if item.key.id == "b" { throw Odd() }
      return [SyncRecord(item.key, fields: [:])]
    })
    let source = StubSource(
      .items(["a", "b", "c"].map { StubSource.item(.products, $0) }), .finished(.products, .complete))
    let report = try await engine(source, by: mapping).sync()
    #expect(report[.products].created == 2)
    #expect(report[.products].blocked == 1)
    #expect(report[.products].collected == 3)
    #expect(report.problems.map(\.key) == [RecordKey(.products, "b")])
    #expect(report.problems.first?.result == .blocked(reason: "It could not be mapped: this one is odd"))
    #expect(report.collection?.diagnostics.map(\.kind) == [.mapping])
    #expect(await destination.records.count == 2)
  }

  @Test("An item that can no longer be mapped is not gone")
  func unmappableIsNotGone() async throws {
    let source = StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete))
    _ = try await engine(source).sync()
    let failing = StubMapping(map: { _ in throw Odd() })
    let plan = try await engine(source, by: failing, policy: SyncPolicy(whenGone: .delete)).plan(SyncScope(), .complete)
    #expect(try await plan.all().map(\.kind) == [.blocked])
  }

  @Test("Where a mapping makes other feeds of an item that fails, nothing of them counts as gone")
  func uncertainOutputs() async throws {
    let price = SyncFeed(rawValue: "prices")
    func mapping(failing: Bool) -> StubMapping {
      StubMapping(
        outputs: { $0 == .products ? [.products, price] : [] },
        map: { item in
          if failing, item.key.id == "b" { throw Odd() }
          return [
            SyncRecord(item.key, fields: [:]), SyncRecord(RecordKey(price, item.key.id + "-EUR"), fields: [:]),
          ]
        })
    }
    let source = StubSource(
      .items(["a", "b"].map { StubSource.item(.products, $0) }), .finished(.products, .complete))
    let first = try await engine(source, by: mapping(failing: false)).sync()
    #expect(first[price].created == 2)
    let plan = try await engine(source, by: mapping(failing: true), policy: SyncPolicy(whenGone: .delete))
      .plan(SyncScope(), .complete)
    #expect(try await plan.all().map(\.kind) == [.blocked])
  }

  @Test("A mapping that makes records of a feed that it does not name is refused for that item")
  func refusesStrayFeeds() async throws {
    let mapping = StubMapping(map: { [SyncRecord(RecordKey(.assets, $0.key.id), fields: [:])] })
    let source = StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete))
    let report = try await engine(source, by: mapping).sync()
    #expect(report[.products].blocked == 1)
    #expect(await destination.records.isEmpty)
  }

  @Test("A key that no ledger could hold leaves out that item, and is told")
  func leavesOutLongKeys() async throws {
    let long = String(repeating: "k", count: 2_000)
    let source = StubSource(
      .items([StubSource.item(.products, long), StubSource.item(.products, "b")]), .finished(.products, .complete))
    let report = try await engine(source).sync()
    #expect(report[.products].created == 1)
    #expect(report.collection?.incomplete[.products]?.contains("2000 bytes") == true)
    #expect(!report.isSuccess)

    let mapping = StubMapping(map: { [SyncRecord(RecordKey(.products, $0.key.id == "b" ? "" : "x"), fields: [:])] })
    let actions = try await engine(
      StubSource(.items([StubSource.item(.products, "b")]), .finished(.products, .complete)), by: mapping
    ).plan(SyncScope(), .complete).all()
    #expect(actions.map(\.kind) == [.blocked])
  }

  @Test("An item that a source gives twice counts once; two items that make one record are blocked")
  func duplicates() async throws {
    let twice = StubSource(
      .items([StubSource.item(.products, "a")]), .items([StubSource.item(.products, "a")]),
      .finished(.products, .complete))
    let report = try await engine(twice).sync()
    #expect(report[.products].collected == 1)

    let mapping = StubMapping(map: { _ in [SyncRecord(RecordKey(.families, "same"), fields: [:])] })
    let both = StubSource(
      .items([StubSource.item(.families, "x"), StubSource.item(.families, "y")]), .finished(.families, .complete))
    let plan = try await engine(both, by: mapping).plan()
    let actions = try await plan.all()
    #expect(actions.map(\.kind) == [.create, .blocked])
    #expect(actions.last?.reason.contains("families:y") == true)
  }

  @Test("What rests on something that is not there is blocked and named, and so is what rests on that in turn")
  func missingDependencies() async throws {
    let root = RecordKey(.productModels, "root")
    let sub = RecordKey(.productModels, "sub")
    let source = StubSource(
      .items([StubSource.item(.productModels, "sub", above: [root], depth: 1)]), .finished(.productModels, .complete),
      .items([StubSource.item(.products, "v", above: [sub]), StubSource.item(.products, "w")]),
      .finished(.products, .complete))
    let actions = try await engine(source).plan().all().sorted { $0.key < $1.key }
    #expect(actions.map(\.key.id) == ["sub", "v", "w"])
    #expect(actions.map(\.kind) == [.blocked, .blocked, .create])
    #expect(actions[0].reason == "It rests on productModels:root, which neither the source nor the destination has.")
    #expect(actions[1].reason == "It rests on productModels:sub, which is held back itself.")
  }

  @Test("What the destination has already need not come again to be rested on")
  func knownDependencies() async throws {
    let root = RecordKey(.productModels, "root")
    let first = StubSource(
      .items([StubSource.item(.productModels, "root")]), .finished(.productModels, .complete),
      .finished(.products, .complete))
    _ = try await engine(first).sync()
    let second = StubSource(
      .items([StubSource.item(.products, "v", above: [root])]), .finished(.products, .changes))
    #expect(try await engine(second).plan().all().map(\.kind) == [.create])
  }

  @Test("An item that could not be applied is tried again although a run of changes does not bring it")
  func triesAgain() async throws {
    let key = RecordKey(.products, "a")
    await destination.answer(key, .failed(reason: "busy"))
    let source = StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete))
    let first = try await engine(source).sync()
    #expect(first[.products].failed == 1)
    let quiet = StubSource(.finished(.products, .changes))
    let second = try await engine(quiet).sync()
    #expect(second[.products].created == 1)
    #expect(try await engine(quiet).plan().isEmpty)
  }

  @Test("An item that could not be applied and is gone by now is forgotten")
  func forgetsGoneLetters() async throws {
    await destination.answer(RecordKey(.products, "a"), .failed(reason: "busy"))
    let source = StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete))
    _ = try await engine(source).sync()
    _ = try await engine(StubSource(.finished(.products, .complete))).sync()
    #expect(try await engine(StubSource(.finished(.products, .changes))).plan().isEmpty)
  }

  @Test("A new version of the mapping sends only what really differs")
  func newMappingVersion() async throws {
    let source = StubSource(
      .items(["a", "b"].map { StubSource.item(.products, $0) }), .finished(.products, .complete))
    _ = try await engine(source).sync()
    let next = StubMapping(
      version: "stub.2",
      map: { item in
        var fields: [String: RawJSON] = ["code": .string(item.key.id)]
        if item.key.id == "b" { fields["new"] = 1 }
        return [SyncRecord(item.key, fields: fields)]
      })
    let actions = try await engine(source, by: next).plan().all()
    #expect(actions.map(\.key.id) == ["b"])
    #expect(actions.map(\.changedFields) == [["new"]])
  }

  @Test("A new way of taking fingerprints sends nothing and is put down")
  func rebases() async throws {
    let source = StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete))
    _ = try await engine(source).sync()
    let key = RecordKey(.products, "a")
    let ledger = Ledger(in: store)
    var entry = try #require(try await ledger.entry(for: key))
    let right = entry.fingerprint
    entry.fingerprint = Fingerprint(of: "of old")
    entry.fingerprintVersion = 0
    try await ledger.write([key: entry])
    let plan = try await engine(source).plan(SyncScope(), .complete)
    #expect(plan.isEmpty)
    #expect(plan.summary[.products].unchanged == 1)
    #expect(try await ledger.entry(for: key)?.fingerprint == right)
    #expect(try await engine(source).apply(plan).isSuccess)
  }

  @Test("With a new way of taking fingerprints, what may have changed since the last run is sent all the same")
  func rebasesNothingLate() async throws {
    func source(_ updated: String) -> StubSource {
      StubSource(
        .items([StubSource.item(.products, "a", ["updated": .string(updated)])]), .finished(.products, .complete))
    }
    _ = try await engine(source("2026-01-01T00:00:00+00:00")).sync()
    let key = RecordKey(.products, "a")
    let ledger = Ledger(in: store)
    var entry = try #require(try await ledger.entry(for: key))
    entry.fingerprint = Fingerprint(of: "of old")
    entry.fields = LedgerFields(of: ["code": "of old"])
    entry.fingerprintVersion = 0
    try await ledger.write([key: entry])
    let plan = try await engine(source("2999-01-01T00:00:00+00:00")).plan(SyncScope(), .complete)
    #expect(try await plan.all().map(\.kind) == [.update])
    #expect(try await engine(source("2999-01-01T00:00:00+00:00")).apply(plan).isSuccess)
    #expect(try await ledger.entry(for: key)?.fingerprintVersion == Fingerprint.version)
  }

  @Test("A source may have feeds of its own")
  func ownFeeds() async throws {
    let stock = SyncFeed(rawValue: "stock")
    let full = StubSource(
      .items(["a", "b"].map { StubSource.item(stock, $0) }), .finished(stock, .complete))
    #expect(try await engine(full).sync()[stock].created == 2)
    let less = StubSource(.items([StubSource.item(stock, "a")]), .finished(stock, .complete))
    #expect(try await engine(less).plan(SyncScope(), .complete).all().map(\.key.id) == ["b"])
  }

  @Test("A policy orders the feeds; feeds that it does not name come last")
  func ordersFeeds() async throws {
    let source = StubSource(
      .items([StubSource.item(.families, "f")]), .finished(.families, .complete),
      .items([StubSource.item(.products, "p")]), .finished(.products, .complete),
      .items([StubSource.item(.assets, "a")]), .finished(.assets, .complete))
    let plan = try await engine(source, policy: SyncPolicy(feedOrder: [.products, .families])).plan()
    #expect(try await plan.all().map(\.key.feed) == [.products, .families, .assets])
  }

  @Test("A checkpoint from a newer version is refused")
  func refusesNewerCheckpoint() async throws {
    let json: RawJSON = ["version": 2, "scope": "s", "mapping": "m", "destination": "d"]
    try await store.commit([Checkpoints.change(of: SyncCheckpoint.name, to: json)])
    let error = await #expect(throws: SyncError.self) { try await engine(StubSource()).plan() }
    #expect(error?.code == .newerVersion)
  }

  @Test("Watermarks come back to the source only where scope, mapping and destination are the same")
  func handsBackWatermarks() async throws {
    struct Asking: SyncSource {
      let expected: [SyncFeed: SourceWatermark]
      func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
        #expect(request.since == expected)
        try await deliver(.watermark(.products, SourceWatermark(rawValue: "w1")))
        try await deliver(.finished(.products, .complete))
      }
    }
    func engine(_ expected: [SyncFeed: SourceWatermark], _ mapping: StubMapping = StubMapping()) -> SyncEngine {
      SyncEngine(from: Asking(expected: expected), by: mapping, to: destination, remembering: store)
    }
    let marks: [SyncFeed: SourceWatermark] = [.products: SourceWatermark(rawValue: "w1")]
    _ = try await engine([:]).plan()
    _ = try await engine([:]).sync()
    _ = try await engine(marks).sync()
    _ = try await engine([:]).sync(SyncScope(), .complete)
    _ = try await engine([:], StubMapping(version: "stub.2")).plan()
    _ = try await engine([:]).plan(SyncScope(channel: "c"))
    await destination.become(DestinationCapabilities(identity: "other"))
    _ = try await engine([:]).plan()
  }

  @Test("Events tell of pages, feeds, diagnostics, the plan and items, in their order")
  func tellsEvents() async throws {
    let source = StubSource(
      .items([StubSource.item(.products, "a"), StubSource.item(.products, "b")]),
      .diagnostic(SyncDiagnostic(.source, nil, "odd")), .items([StubSource.item(.products, "c")]),
      .finished(.products, .incomplete(reason: "short")), .requests(7))
    var told: [String] = []
    let report = try await engine(source).sync { event in
      switch event {
      case .collected(let feed, let count, let total): told.append("\(feed) \(count) \(total)")
      case .swept(let feed, let items, let problem): told.append("\(feed) \(items) \(problem ?? "-")")
      case .diagnostic(let diagnostic): told.append(diagnostic.message)
      case .planned(let summary): told.append("plan \(summary.sent)")
      case .item(let item): told.append("item \(item.key.id)")
      default: break
      }
    }
    #expect(
      told == ["products 2 2", "odd", "products 1 3", "products 3 short", "plan 3", "item a", "item b", "item c"])
    #expect(report.collection?.requests == 7)
    #expect(report.collection?.incomplete == [.products: "short"])
    #expect(!report.isSuccess)
  }

  @Test("The report tells how long it took by the clock that was given")
  func measures() async throws {
    let source = StubSource(.items([StubSource.item(.products, "a")]), .finished(.products, .complete))
    let engine = SyncEngine(
      from: source, by: StubMapping(), to: destination, remembering: store, clock: TickingClock())
    let report = try await engine.sync()
    let collecting = try #require(report.collection?.duration)
    #expect(collecting >= .seconds(1))
    #expect(report.duration > collecting)
  }

  @Test(
    "What a source throws is told by its code",
    arguments: [
      (SyncError(.invalidScope, "x") as any Error, SyncError.Code.invalidScope),
      (CatalogError(.unauthorized, "x"), .source), (CatalogError(.cancelled, "x"), .cancelled),
      (CancellationError(), .cancelled), (Odd(), .source),
    ])
  func namesSourceErrors(error: any Error, code: SyncError.Code) async throws {
    struct Failing: SyncSource {
      let error: any Error
      func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws { throw error }
    }
    let engine = SyncEngine(from: Failing(error: error), to: destination, remembering: store)
    let thrown = await #expect(throws: SyncError.self) { try await engine.plan() }
    #expect(thrown?.code == code)
  }
}
