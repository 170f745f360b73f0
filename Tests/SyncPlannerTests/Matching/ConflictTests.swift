import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// What somebody else changed at the destination is found by holding it against what was accepted and what is wanted.
struct ConflictTests {
  private static let one = RecordKey(.products, "one")
  private static let two = RecordKey(.products, "two")

  private let destination = MemoryDestination()
  private let store = MemorySyncStore()

  private func engine(_ items: [String: [String: RawJSON]], _ policy: SyncPolicy) -> SyncEngine {
    let source = StubSource(
      .items(items.keys.sorted().map { StubSource.item(.products, $0, items[$0] ?? [:]) }),
      .finished(.products, .complete))
    return SyncEngine(
      from: source, by: StubMapping.fields, to: destination, remembering: store, policy: policy, clock: ImmediateClock()
    )
  }

  /// Puts two records at the destination.
  private func start() async throws {
    _ = try await engine(
      ["one": ["name": "One", "price": "1.00", "color": "red"], "two": ["name": "Two", "price": "2.00"]], .default
    ).sync()
  }

  /// The records as they are wanted after the start: the price of both has changed.
  private static let wanted: [String: [String: RawJSON]] = [
    "one": ["name": "One", "price": "1.50", "color": "red"], "two": ["name": "Two", "price": "2.50"],
  ]

  private func edit(_ key: RecordKey, _ field: String, _ value: RawJSON?) async throws {
    var record = try #require(await destination.records[key])
    record.fields[field] = value
    await destination.put(record)
  }

  @Test("F1: what somebody changed at the destination blocks that action and names the fields, and the rest goes on")
  func blocksForeignChange() async throws {
    try await start()
    try await edit(Self.one, "name", "Edited")
    try await edit(Self.one, "color", "blue")
    let policy = SyncPolicy(conflicts: .init())
    let plan = try await engine(Self.wanted, policy).plan(SyncScope(), .complete)
    let actions = try await plan.all()
    #expect(actions.map(\.kind) == [.blocked, .update])
    #expect(actions.first?.reason == "Somebody changed at the destination: color, name.")
    #expect(plan.collection?.diagnostics.map(\.kind) == [.conflict])
    let report = try await engine(Self.wanted, policy).apply(plan)
    #expect(report[.products].updated == 1)
    #expect(report[.products].blocked == 1)
    #expect(await destination.records[Self.one]?.fields["name"] == "Edited")
    #expect(await destination.records[Self.two]?.fields["price"] == "2.50")
  }

  @Test("F1: nothing is read for records that did not change, nor without the policy")
  func readsOnlyWhatChanges() async throws {
    try await start()
    _ = try await engine(Self.wanted, .default).plan(SyncScope(), .complete)
    #expect(await destination.reads.isEmpty)
    var wanted = Self.wanted
    wanted["one"]?["price"] = "1.00"
    _ = try await engine(wanted, SyncPolicy(conflicts: .init())).plan(SyncScope(), .complete)
    #expect(await destination.reads == [[Self.two]])
  }

  @Test("F1: the source wins in the fields for which that was chosen, and in no other")
  func sourceWins() async throws {
    try await start()
    try await edit(Self.one, "name", "Edited")
    try await edit(Self.two, "price", "9.99")
    let policy = SyncPolicy(conflicts: .init(sourceWins: .only("na*")))
    let engine = engine(Self.wanted, policy)
    let plan = try await engine.plan(SyncScope(), .complete)
    let actions = try await plan.all()
    #expect(actions.map(\.kind) == [.update, .blocked])
    #expect(actions.first?.changedFields == ["name", "price"])
    #expect(actions.last?.reason == "Somebody changed at the destination: price.")
    _ = try await engine.apply(plan)
    #expect(await destination.records[Self.one]?.fields["name"] == "One")
    #expect(await destination.records[Self.two]?.fields["price"] == "9.99")
  }

  @Test("F1: who changed a field to what is wanted is in no conflict, nor is a field that the destination added")
  func agrees() async throws {
    try await start()
    try await edit(Self.one, "price", "1.50")
    try await edit(Self.two, "stock", 7)
    let actions = try await engine(Self.wanted, SyncPolicy(conflicts: .init())).plan(SyncScope(), .complete).all()
    #expect(actions.map(\.kind) == [.update, .update])
  }

  @Test("F1: a record that was edited after planning conflicts before it is sent, and the rest is applied")
  func editedAfterPlanning() async throws {
    try await start()
    let engine = engine(Self.wanted, SyncPolicy(conflicts: .init()))
    let plan = try await engine.plan(SyncScope(), .complete)
    try await edit(Self.two, "name", "Edited")
    let report = try await engine.apply(plan)
    #expect(report[.products].updated == 1)
    #expect(report[.products].blocked == 1)
    #expect(report.problems.first?.key == Self.two)
    #expect(report.problems.first?.result == .blocked(reason: "Somebody changed at the destination: name."))
    #expect(await destination.records[Self.two]?.fields["name"] == "Edited")
    #expect(await destination.records[Self.one]?.fields["price"] == "1.50")
  }

  @Test("F1: what somebody removed is not updated; where the source wins in all, it is created anew")
  func removedByOthers() async throws {
    try await start()
    await destination.remove(Self.one)
    let held = try await engine(Self.wanted, SyncPolicy(conflicts: .init())).plan(SyncScope(), .complete).all()
    #expect(held.first?.kind == .blocked)
    #expect(held.first?.reason == "Somebody removed it at the destination.")
    let engine = engine(Self.wanted, SyncPolicy(conflicts: .init(sourceWins: .all)))
    let plan = try await engine.plan(SyncScope(), .complete)
    #expect(try await plan.all().map(\.kind) == [.create, .update])
    #expect(try await engine.apply(plan).isSuccess)
    #expect(await destination.records[Self.one]?.fields["price"] == "1.50")
  }

  @Test("F1: what is to be deleted and was edited is kept")
  func keepsEdited() async throws {
    try await start()
    try await edit(Self.one, "name", "Edited")
    let policy = SyncPolicy(whenGone: .delete, conflicts: .init())
    let actions = try await engine([:], policy).plan(SyncScope(), .complete).all()
    // One sweep proves no deletion yet (F2).
    #expect(
      Dictionary(uniqueKeysWithValues: actions.map { ($0.key, $0.kind) }) == [Self.one: .blocked, Self.two: .disable])
  }

  @Test("F1: a new record that is there already is linked where it says the same, and in conflict where not")
  func newButThere() async throws {
    await destination.put(SyncRecord(Self.one, fields: ["name": "One", "own": "x"]))
    await destination.put(SyncRecord(Self.two, fields: ["name": "Somebody's"]))
    let engine = engine(["one": ["name": "One"], "two": ["name": "Two"]], SyncPolicy(conflicts: .init()))
    let plan = try await engine.plan(SyncScope(), .complete)
    #expect(try await plan.all().map(\.kind) == [.link, .blocked])
    let report = try await engine.apply(plan)
    #expect(report[.products].linked == 1)
    #expect(await destination.records[Self.two]?.fields["name"] == "Somebody's")
  }

  @Test("F1: a policy that needs reading is refused where the destination cannot be read")
  func refusesBlindDestination() async throws {
    await destination.become(DestinationCapabilities(identity: "memory"))
    let engine = engine(Self.wanted, SyncPolicy(conflicts: .init()))
    let error = await #expect(throws: SyncError.self) { try await engine.plan() }
    #expect(error?.code == .destination)
  }
}
