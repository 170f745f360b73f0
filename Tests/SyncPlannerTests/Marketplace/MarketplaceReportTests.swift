import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// A marketplace that takes documents in and reports on them later, in this run or another.
struct MarketplaceReportTests {
  private static func key(_ id: String) -> RecordKey { RecordKey(.products, id) }

  private static func offer(_ id: String, quantity: Int = 1) -> [String: RawJSON] {
    ["sku": .string("S-\(id)"), "ean": "4006381333931", "quantity": .int(quantity), "price": "9.90"]
  }

  private static func engine(
    _ desk: MarketplaceDesk, _ store: any SyncStore, _ offers: [String: Int]
  ) -> SyncEngine {
    let items = offers.sorted { $0.key < $1.key }.map { StubSource.item(.products, $0.key) }
    return SyncEngine(
      from: StubSource(.items(items), .finished(.products, .complete)),
      by: StubMapping(map: { [SyncRecord($0.key, fields: offer($0.key.id, quantity: offers[$0.key.id] ?? 0))] }),
      to: desk.slowFeed(), remembering: store, clock: ImmediateClock())
  }

  private static func isEmpty(_ table: StoreTable, _ store: any SyncStore) async throws -> Bool {
    try await store.rows(in: table, after: nil, limit: 1).isEmpty
  }

  @Test("E7: accepted is not done; each record's outcome is that of its messages, asked for by another process")
  func reportsLater() async throws {
    let (desk, store) = (MarketplaceDesk(), MemorySyncStore())
    let offers = ["a": 1, "b": 2, "c": 3]
    let first = try await Self.engine(desk, store, offers).sync()
    #expect(first[.products].accepted == 3 && first[.products].created == 0)
    #expect(desk.types == [.product, .inventory, .price])
    #expect(try await Ledger(in: store).page(of: .products).isEmpty, "nothing is done yet")

    // Nothing is sent again while the reports are out, and documents are reported on one by one.
    desk.say(.processed(.init()), of: "F-1")
    let second = try await Self.engine(desk, store, offers).sync()
    #expect(second[.products].accepted == 3)
    #expect(desk.documents.count == 3)

    desk.say(.processed(.init(warnings: [2: "odd number"])), of: "F-2")
    desk.say(.processed(.init(errors: [3: "price too low"])), of: "F-3")
    let engine = Self.engine(desk, store, offers)
    let settled = try await engine.recoverForTests()
    #expect(settled.filter { $0.result == .applied }.map(\.key.id).sorted() == ["a", "b"])
    #expect(settled.compactMap { $0.result == .rejected(reason: "Price: price too low") ? $0.key.id : nil } == ["c"])
    let entries = try await Ledger(in: store).entries(for: [Self.key("a"), Self.key("b"), Self.key("c")])
    #expect(entries[Self.key("a")]?.destinationID == "S-a")
    #expect(entries.count == 2)
    #expect(try await Self.isEmpty(Accepted.table, store))
    #expect(try await engine.deadLetters().letters.map(\.action.key.id) == ["c"])
  }

  @Test("One answer of the marketplace serves all records of a submission, and each round asks once")
  func asksOnce() async throws {
    let (desk, store) = (MarketplaceDesk(), MemorySyncStore())
    let offers = Dictionary(uniqueKeysWithValues: (0..<50).map { ("p\($0)", 1) })
    var policy = SyncPolicy.default
    policy.outcomePolling = .init(times: 2)
    let feed = desk.slowFeed()
    let items = offers.keys.sorted().map { StubSource.item(.products, $0) }
    let engine = SyncEngine(
      from: StubSource(.items(items), .finished(.products, .complete)),
      by: StubMapping(map: { [SyncRecord($0.key, fields: Self.offer($0.key.id))] }),
      to: feed, remembering: store, policy: policy, clock: ImmediateClock())
    _ = try await engine.sync()
    #expect(desk.questions.filter { $0 == "F-1" }.count == 3)
    #expect(desk.questions.allSatisfy { $0 == "F-1" }, "what is not through holds up the question for the rest")
    desk.processAll()
    let report = try await engine.sync()
    #expect(report.isSuccess)
    #expect(desk.questions.count == 6)
    #expect(try await Ledger(in: store).page(of: .products).count == 50)
  }

  @Test("A report that never comes keeps its records open, newer changes wait and say for what, nothing is sent twice")
  func neverComes() async throws {
    let (desk, store) = (MarketplaceDesk(), MemorySyncStore())
    _ = try await Self.engine(desk, store, ["a": 1]).sync()
    for _ in 0..<3 {
      let report = try await Self.engine(desk, store, ["a": 2]).sync()
      #expect(report[.products].blocked == 1)
      #expect(report.problems.first.map { "\($0.result)".contains("F-1") } == true)
    }
    #expect(desk.documents.count == 3)
    desk.processAll()
    let report = try await Self.engine(desk, store, ["a": 2]).sync()
    #expect(report[.products].accepted == 1, "now the newer one is out")
    #expect(desk.documents.count == 4)
  }

  @Test(
    "A submission that the marketplace does not know is unknown until somebody settles it, one that it refused is sent again"
  )
  func unknownAndRefused() async throws {
    let (desk, store) = (MarketplaceDesk(), MemorySyncStore())
    _ = try await Self.engine(desk, store, ["a": 1]).sync()
    desk.processAll()
    desk.say(.unknown, of: "F-2")
    let engine = Self.engine(desk, store, ["a": 1])
    let report = try await engine.sync()
    #expect(report.problems.map(\.key.id) == ["a"])
    #expect(desk.documents.count == 3)
    #expect(try await engine.deadLetters().letters.map(\.state) == [.unknown])
    try await engine.settle([Self.key("a")], as: .notApplied)
    #expect(try await Self.engine(desk, store, ["a": 1]).sync()[.products].accepted == 1)
    #expect(desk.documents.count == 6)

    desk.processAll()
    desk.say(.refused(reason: "cancelled"), of: "F-4")
    let again = try await Self.engine(desk, store, ["a": 1]).sync()
    #expect(again[.products].accepted == 1)
    #expect(desk.documents.count == 9)
  }

  @Test("Killed after a submission whose id was not kept: unknown, and not sent again by itself", arguments: [1, 2, 3])
  func killed(after document: Int) async throws {
    let (desk, memory) = (MarketplaceDesk(), MemorySyncStore())
    let store = EngineCrashTests.ChosenDeath(memory) { changes in changes.contains { $0.table == Accepted.table } }
    await #expect(throws: SyncError.self) { try await Self.engine(desk, store, ["a": 1]).sync() }
    #expect(desk.documents.count == 3)
    let engine = Self.engine(desk, memory, ["a": document])
    let report = try await engine.sync()
    #expect(report.problems.map(\.key.id) == ["a"])
    #expect(desk.documents.count == 3)
    #expect(try await engine.deadLetters().letters.map(\.state) == [.unknown])
  }

  @Test(
    "A marketplace that cannot be asked ends the run before anything is sent; a ticket of something else is refused")
  func cannotBeAsked() async throws {
    let (desk, store) = (MarketplaceDesk(), MemorySyncStore())
    _ = try await Self.engine(desk, store, ["a": 1]).sync()
    desk.hangUp(true)
    let error = await #expect(throws: SyncError.self) {
      try await Self.engine(desk, store, ["a": 1, "b": 1]).sync()
    }
    #expect(error?.code == .destination)
    #expect(desk.documents.count == 3)
    desk.hangUp(false)
    desk.processAll()
    #expect(try await Self.engine(desk, store, ["a": 1, "b": 1]).sync()[.products].accepted == 1)
    for ticket in ["", "t1", "{}", #"{"feed":"products","id":"a","messages":[["Price",3]]}"#] {
      await #expect(throws: SyncError.self) { try await desk.slowFeed().outcomes(of: ticket) }
    }
  }

  @Test("E8: the submit log names submissions, and takes in what is reported later")
  func log() async throws {
    let desk = MarketplaceDesk()
    let feed = desk.slowFeed()
    let action = SyncAction(
      .create, Self.key("a"), fields: Self.offer("a"), changedFields: Self.offer("a").keys.sorted(), reason: "test")
    let outcomes = try await feed.apply([action])
    guard case .accepted(let ticket) = outcomes[0] else { return #expect(Bool(false), "\(outcomes)") }
    #expect(await feed.log.map(\.submission) == ["F-3", "F-2", "F-1"])
    #expect(try await feed.outcomes(of: ticket).isEmpty)
    desk.processAll()
    desk.say(.processed(.init(warnings: [1: "late"])), of: "F-2")
    #expect(try await feed.outcomes(of: ticket) == [Self.key("a"): .applied(destinationID: "S-a")])
    #expect(await feed.log[1].remarks == [Self.key("a"): "late"])
    #expect(await feed.supportNotes(withPayloads: false)?.text.contains("F-2") == true)
  }
}

extension SyncEngine {
  /// What a plan does first: finds out what became of what was under way.
  fileprivate func recoverForTests() async throws(SyncError) -> [SyncReport.Item] { try await applier().recover() }
}
