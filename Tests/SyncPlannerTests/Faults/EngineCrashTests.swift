import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import Testing

@testable import SyncPlanner

/// The named points at which a run can be killed, each in memory and on the file journal: after a new start nothing is
/// lost and nothing takes effect twice.
struct EngineCrashTests {
  /// Where the process dies in its second run.
  enum Point: String, CaseIterable, Sendable {
    case beforeFirstPage, betweenPages, beforeSeal, betweenPlanAndApply, betweenIntentAndSend, betweenAnswerAndOutcome
    case beforeWatermark
  }

  /// A catalog that changes, and that tells what changed since a watermark: the number of a change.
  struct ChangingSource: SyncSource {
    var items: [String: (version: Int, at: Int)]
    var now: Int
    var death: (@Sendable (_ page: Int) throws -> Void)?

    func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
      try death?(0)
      let since = request.since[.products].flatMap { Int($0.rawValue) }
      let new = items.filter { since == nil || $0.value.at > since ?? 0 }.sorted { $0.key < $1.key }
      for (page, start) in stride(from: 0, to: new.count, by: 2).enumerated() {
        try await deliver(
          .items(
            new[start..<min(start + 2, new.count)].map { name, item in
              StubSource.item(.products, name, ["version": .int(item.version)])
            }))
        try death?(page + 1)
      }
      try await deliver(.watermark(.products, SourceWatermark(rawValue: "\(now)")))
      try await deliver(.finished(.products, since == nil ? .complete : .changes))
      try death?(1_000)
    }
  }

  /// A store that is gone with its process, which dies at a commit that a test chooses.
  final class ChosenDeath: SyncStore {
    struct Death: Error {}
    let store: any SyncStore
    private let dies: @Sendable ([StoreChange]) -> Bool
    private let isDead = Mutex(false)

    init(_ store: any SyncStore, _ dies: @escaping @Sendable ([StoreChange]) -> Bool = { _ in false }) {
      self.store = store
      self.dies = dies
    }

    func die() { isDead.withLock { $0 = true } }
    func live() throws { if isDead.withLock({ $0 }) { throw Death() } }

    func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
      try live()
      return try await store.rows(in: table, after: after, limit: limit)
    }
    func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
      try live()
      return try await store.rows(in: table, keys: keys)
    }
    func commit(_ changes: [StoreChange]) async throws {
      try live()
      if dies(changes) { die() }
      try live()
      try await store.commit(changes)
    }
  }

  /// A destination that the process reaches until it dies, before or after a batch.
  struct LastCall: Destination {
    let destination: MemoryDestination
    let store: ChosenDeath
    let point: Point

    var capabilities: DestinationCapabilities { get async { await destination.capabilities } }

    func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
      if point == .betweenIntentAndSend { store.die() }
      try store.live()
      let outcomes = try await destination.apply(batch)
      if point == .betweenAnswerAndOutcome { store.die() }
      return outcomes
    }
    func read(_ keys: [RecordKey]) async throws -> [SyncRecord] {
      try store.live()
      return try await destination.read(keys)
    }
  }

  private static func engine(
    _ source: ChangingSource, _ destination: any Destination, _ store: any SyncStore
  ) -> SyncEngine {
    SyncEngine(
      from: source,
      by: StubMapping(map: { [SyncRecord($0.key, fields: ["version": $0.raw["version"] ?? .null])] }),
      to: destination, remembering: store, clock: ImmediateClock())
  }

  @Test("F5: killed at a named point and started anew, nothing is lost", arguments: Point.allCases, [false, true])
  func survives(point: Point, onDisk: Bool) async throws {
    for promise in [true, false] {
      let files = FaultyFileSystem()
      var journal: FileJournalStore?
      var store: any SyncStore = MemorySyncStore()
      if onDisk {
        let opened = try await FileJournalStore(in: "s", files: files)
        journal = opened
        store = opened
      }
      let shop = MemoryDestination(
        DestinationCapabilities(identity: "shop", batchSize: 2, isIdempotent: !promise, canRead: promise))
      var source = ChangingSource(items: [:], now: 1)
      for number in 0..<6 { source.items["p\(number)"] = (1, 1) }
      _ = try await Self.engine(source, shop, store).sync()

      // Something changes, and the process dies while it is brought over.
      source.now = 2
      for name in ["p1", "p3", "p5"] { source.items[name] = (2, 2) }
      for name in ["p6", "p7"] { source.items[name] = (1, 2) }
      let mortal = ChosenDeath(store) { changes in
        point == .beforeWatermark && changes.contains { $0.table == Checkpoints.table }
      }
      var dying = source
      dying.death = { page in
        let place = point == .beforeFirstPage ? 0 : point == .betweenPages ? 1 : point == .beforeSeal ? 1_000 : -1
        guard page == place else { return }
        mortal.die()
        throw ChosenDeath.Death()
      }
      let engine = Self.engine(dying, LastCall(destination: shop, store: mortal, point: point), mortal)
      do {
        let plan = try await engine.plan()
        if point == .betweenPlanAndApply { mortal.die() }
        _ = try await engine.apply(plan)
        Issue.record("the process should have died")
      } catch {}

      // The new process, from which the catalog has moved on again.
      if onDisk {
        await journal?.close()
        store = try await FileJournalStore(in: "s", files: files.afterPowerCut(keepingRest: false))
      }
      source.now = 3
      source.items["p8"] = (1, 3)
      source.items["p1"] = (3, 3)
      let report = try await Self.engine(source, shop, store).sync()
      #expect(report.isSuccess)
      let found = await shop.records.mapValues { $0.fields["version"]?.int }
      let truth = Dictionary(
        uniqueKeysWithValues: source.items.map { (RecordKey(.products, $0.key), Optional($0.value.version)) })
      #expect(found == truth)
      #expect(await shop.effects.values.allSatisfy { $0 == 1 })
      let sent = await shop.batches.count
      let again = try await Self.engine(source, shop, store).sync()
      #expect(again[.products].applied == 0)
      #expect(await shop.batches.count == sent)
    }
  }

  @Test("A full disk ends the run loudly, the last checkpoint stands, and with room the next run carries on")
  func fullDisk() async throws {
    // First how much a whole run takes; then one byte less and less room, in steps.
    let roomy = FaultyFileSystem()
    var source = ChangingSource(items: [:], now: 1)
    for number in 0..<6 { source.items["p\(number)"] = (1, 1) }
    do {
      let store = try await FileJournalStore(in: "s", files: roomy)
      _ = try await Self.engine(source, MemoryDestination(), store).sync()
      await store.close()
    }
    let whole = try #require(roomy.bytes(of: "s/" + Journal.fileName)).count
    for room in stride(from: 200, to: whole, by: 331) {
      let files = FaultyFileSystem()
      let shop = MemoryDestination(DestinationCapabilities(identity: "shop", batchSize: 2, canRead: true))
      var store = try await FileJournalStore(in: "s", files: files)
      files.limit(room: room)
      let error = await #expect(throws: SyncError.self) { try await Self.engine(source, shop, store).sync() }
      #expect(error?.code == .diskFull, "with room for \(room) bytes")
      // The checkpoint moves only where all was applied, and nothing but the log found no room.
      let stands = try await Checkpoints(in: store).values(of: [SyncCheckpoint.name]).isEmpty
      let count = await shop.records.count
      #expect(stands || count == 6)
      files.limit(room: nil)
      await store.close()
      store = try await FileJournalStore(in: "s", files: files)
      #expect(try await Self.engine(source, shop, store).sync().isSuccess)
      #expect(await shop.records.count == 6)
      #expect(await shop.effects.values.allSatisfy { $0 == 1 })
    }
  }

  @Test("Ledger moved after planning: stale, and nothing is sent; two runners of one store send nothing twice")
  func twoRunners() async throws {
    let store = MemorySyncStore()
    let shop = MemoryDestination(DestinationCapabilities(identity: "shop", batchSize: 1, canRead: true))
    var source = ChangingSource(items: ["a": (1, 1), "b": (1, 1)], now: 1)
    let first = Self.engine(source, shop, store)
    let plan = try await first.plan()
    source.items["c"] = (1, 1)
    let second = Self.engine(source, shop, store)
    let other = try await second.plan()
    _ = try await second.apply(other)
    let sent = await shop.batches.count
    let error = await #expect(throws: SyncError.self) { try await first.apply(plan) }
    #expect(error?.code == .stalePlan)
    #expect(await shop.batches.count == sent)
    #expect(await shop.effects.values.allSatisfy { $0 == 1 })
    #expect(
      try await second.status().state
        == .failed(at: second.status().last?.started ?? .distantPast, reason: error?.message ?? ""))
  }

  @Test(
    "Two runners that plan and apply at the same time, without claims: all is there, and keys keep it from being twice")
  func racingRunners() async throws {
    for _ in 0..<20 {
      let store = MemorySyncStore()
      let shop = MemoryDestination(DestinationCapabilities(identity: "shop", batchSize: 2, isIdempotent: true))
      var source = ChangingSource(items: [:], now: 1)
      for number in 0..<12 { source.items["p\(number)"] = (1, 1) }
      let engine = Self.engine(source, shop, store)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<3 {
          group.addTask { _ = try? await engine.sync() }
        }
      }
      #expect(try await engine.sync().isSuccess)
      #expect(await shop.records.count == 12)
      #expect(await shop.effects.values.allSatisfy { $0 == 1 })
    }
  }
}
