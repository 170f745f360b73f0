import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import TestSupport
import Testing

@testable import SyncPlanner

/// F10: many runners, one store, and work that is done once.
struct ManyMachinesTests {
  private static let table = StoreTable(rawValue: "probe")

  @Test("F10: three runners share six destinations, and each is brought in step once")
  func sharesWork() async throws {
    let bench = try Bench()
    let store = MemorySyncStore()
    let names = (0..<6).map { "shop-\($0)" }
    let shops = Dictionary(uniqueKeysWithValues: names.map { ($0, MemoryDestination()) })
    let source = PIMSource(bench.client)
    let time = MovingTime()  // which stands still: a slow machine loses no lease
    try await StoreClaims(in: store).offer(Dictionary(uniqueKeysWithValues: names.map { ($0, RawJSON.null) }))
    let done = try await withThrowingTaskGroup(of: [String].self) { group in
      for number in 0..<3 {
        group.addTask {
          let claims = StoreClaims(in: store) { time.now }
          var done: [String] = []
          while let name = try await claims.perform(
            as: "host-\(number)", clock: ManualClock(), remembering: store,
            {
              claim, store in
              let shop = try #require(shops[claim.work])
              let engine = SyncEngine(from: source, to: shop, remembering: store.section(claim.work))
              let report = try await engine.sync(SyncScope(feeds: [.products]))
              #expect(report.isSuccess)
              return claim.work
            })
          {
            done.append(name)
          }
          return done
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(done.sorted() == names)
    for shop in shops.values {
      #expect(await shop.records.count == bench.sandbox.count(of: .products))
      #expect(await shop.effects.values.allSatisfy { $0 == 1 })
    }
    #expect(try await store.rows(in: StoreClaims.table, after: nil, limit: 10).isEmpty)
  }

  @Test(
    "F10: machines that go by one schedule run each shop once, and a resync asked for anywhere goes with its next run")
  func oneSchedule() async throws {
    let bench = try Bench()
    let time = MovingTime()
    let store = MemorySyncStore()
    let shops = ["de": MemoryDestination(), "fr": MemoryDestination()]
    let source = PIMSource(bench.client)
    let schedule = SyncSchedule(every: .seconds(900), completeEvery: nil)
    @Sendable func syncEngine(for shop: String, in store: any SyncStore) throws -> SyncEngine {
      SyncEngine(from: source, to: try #require(shops[shop]), remembering: store) { time.now }
    }
    /// What one machine does once a minute, as `Docs/Workers.md` has it.
    @Sendable func beat(_ host: String) async throws -> [String] {
      let claims = StoreClaims(in: store) { time.now }
      for shop in shops.keys {
        let status = try await syncEngine(for: shop, in: store.section(shop)).status()
        if schedule.next(after: status, at: time.now).at <= time.now { try await claims.offer([shop: .null]) }
      }
      var ran: [String] = []
      while let shop = try await claims.perform(
        as: host, clock: ManualClock(), remembering: store,
        { claim, store in
          let engine = try syncEngine(for: claim.work, in: store.section(claim.work))
          let next = schedule.next(after: try await engine.status(), at: time.now)
          guard next.at <= time.now else { return "" }
          _ = try await engine.sync(SyncScope(feeds: [.families]), next.extent)
          return claim.work
        })
      {
        if !shop.isEmpty { ran.append(shop) }
      }
      return ran
    }
    func beatOfAll() async throws -> [String] {
      try await withThrowingTaskGroup(of: [String].self) { group in
        for host in ["a", "b", "c"] { group.addTask { try await beat(host) } }
        return try await group.reduce(into: []) { $0 += $1 }.sorted()
      }
    }

    #expect(try await beatOfAll() == ["de", "fr"], "the first run of each, by one machine each")
    time.advance(by: .seconds(60))
    #expect(try await beatOfAll() == [], "nothing is due")
    let resync = try await syncEngine(for: "de", in: store.section("de")).resync()
    #expect(resync.count > 0)
    time.advance(by: .seconds(900))
    #expect(try await beatOfAll() == ["de", "fr"])
    let last = try await syncEngine(for: "de", in: store.section("de")).history(last: 1).first
    #expect(last?.applied == resync.count)
    #expect(try await syncEngine(for: "fr", in: store.section("fr")).history(last: 1).first?.applied == 0)
  }

  @Test("F10: a runner that sleeps through its lease is refused by the commit itself, and the work goes on elsewhere")
  func refusesZombie() async throws {
    let time = MovingTime()
    let store = MemorySyncStore()
    let claims = StoreClaims(in: store) { time.now }
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", batchSize: 1, isIdempotent: true))
    try await claims.offer(["shop": .null])
    let old = try #require(try await claims.claim(as: "old", for: .seconds(60)))
    let oldStore = try await store.fenced(by: old)

    // It sent two of four when it fell asleep, and another took over and came to the end.
    let half = try ApplierBench.plan((0..<2).map { Actions.create($0) }, ledger: 0)
    _ = try await Applier(to: bench.destination, remembering: oldStore).apply(half)
    time.advance(by: .seconds(61))
    let new = try #require(try await claims.claim(as: "new", for: .seconds(60)))
    let newStore = try await store.fenced(by: new)
    let position = try await Ledger(in: newStore).position().sequence
    let rest = try ApplierBench.plan((2..<4).map { Actions.create($0) }, ledger: position)
    let report = try await Applier(to: bench.destination, remembering: newStore).apply(rest)
    #expect(report[.products].created == 2)

    let sent = await bench.destination.batches.count
    let error = try await #require(throws: SyncError.self) {
      try await Applier(to: bench.destination, remembering: oldStore).apply(
        ApplierBench.plan([Actions.create(9)], ledger: try await Ledger(in: store).position().sequence))
    }
    #expect(error.code == .leaseLost)
    #expect(await bench.destination.batches.count == sent, "nothing is sent before the commit that was refused")
  }

  @Test("F10: who loses the lease while working is cancelled, and what failed is given back")
  func cancelsWhoLost() async throws {
    let time = MovingTime()
    let clock = ManualClock()
    let store = MemorySyncStore()
    let claims = StoreClaims(in: store) { time.now }
    try await claims.offer(["w": .null])
    let started = Gate()
    let work = Task {
      try await claims.perform(as: "a", lease: .seconds(60), clock: clock, remembering: store) { _, _ in
        started.open()
        try await ManualClock().sleep(for: .seconds(1))
      }
    }
    try await started.wait()
    await clock.untilSleeping()
    time.advance(by: .seconds(61))
    let new = try #require(try await claims.claim(as: "b", for: .seconds(60)))
    clock.advance(by: .seconds(20))
    let error = await #expect(throws: SyncError.self) { _ = try await work.value }
    #expect(error?.code == .leaseLost)
    _ = try await claims.renew(new, for: .seconds(60))

    // What fails rests, and then somebody else may try.
    struct Failure: Error {}
    try await claims.release(new)
    await #expect(throws: Failure.self) {
      try await claims.perform(
        as: "c", restingAfterFailure: .seconds(30), clock: ManualClock(), remembering: store
      ) { _, _ in throw Failure() }
    }
    #expect(try await claims.claim(as: "d", for: .seconds(60)) == nil)
    time.advance(by: .seconds(31))
    #expect(try await claims.claim(as: "d", for: .seconds(60))?.attempt == 4)
  }

  @Test(
    "F10: work that fails every time rests, so that other work gets its turn; who is told to stop gives back at once")
  func failingWorkRests() async throws {
    struct Failure: Error {}
    let time = MovingTime()
    let store = MemorySyncStore()
    let claims = StoreClaims(in: store) { time.now }
    try await claims.offer(["broken": .null, "fine": .null])
    await #expect(throws: Failure.self) {
      try await claims.perform(as: "a", clock: ManualClock(), remembering: store) { _, _ in throw Failure() }
    }
    let next = try await claims.perform(as: "a", clock: ManualClock(), remembering: store) { claim, _ in claim.work }
    #expect(next == "fine")
    time.advance(by: .seconds(61))
    let started = Gate()
    let stopped = Task {
      try await claims.perform(as: "a", clock: ManualClock(), remembering: store) { _, _ in
        started.open()
        try await ManualClock().sleep(for: .seconds(1))
      }
    }
    try await started.wait()
    stopped.cancel()
    await #expect(throws: (any Error).self) { _ = try await stopped.value }
    #expect(try await claims.claim(as: "b", for: .seconds(60))?.work == "broken")
  }

  @Test("A lease that is renewed outlasts its first length")
  func renews() async throws {
    let time = MovingTime()
    let clock = ManualClock()
    let store = MemorySyncStore()
    let claims = StoreClaims(in: store) { time.now }
    try await claims.offer(["w": .null])
    let gate = Gate()
    let work = Task {
      try await claims.perform(as: "a", lease: .seconds(60), clock: clock, remembering: store) { _, _ in
        try await gate.wait()
        return 1
      }
    }
    for _ in 0..<10 {
      await clock.untilSleeping()
      time.advance(by: .seconds(20))
      let before = try await store.rows(in: StoreClaims.table, keys: ["w"]).first?.revision
      clock.advance(by: .seconds(20))
      try await until(asking: {
        try await store.rows(in: StoreClaims.table, keys: ["w"]).first?.revision != before
      })
      #expect(try await claims.claim(as: "b", for: .seconds(60)) == nil)
    }
    gate.open()
    #expect(try await work.value == 1)
  }

  @Test("A fence does not stand in the way of its own holder's commits, and tells others' conflicts as they are")
  func fencesOnlyOthers() async throws {
    let store = MemorySyncStore()
    let time = MovingTime()
    let claims = StoreClaims(in: store) { time.now }
    try await claims.offer(["w": .null])
    let claim = try #require(try await claims.claim(as: "a", for: .seconds(60)))
    let fenced = try await store.fenced(by: claim)
    let again = try await store.fenced(by: claim)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          try await (number.isMultiple(of: 2) ? fenced : again).commit([.put("k\(number)", [1], in: Self.table)])
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.rows(in: Self.table, after: nil, limit: 100).count == 50)
    let error = await #expect(throws: SyncError.self) {
      try await fenced.commit([.put("k1", [2], in: Self.table, expecting: .absent)])
    }
    #expect(error?.code == .conflict)
    try await fenced.commit([])
  }

  @Test("Sections of a store do not see each other's rows, whatever their tables' names", arguments: StoreRule.allCases)
  func sections(rule: StoreRule) async throws {
    try await StoreConformance {
      let store = MemorySyncStore()
      try await store.commit([.put("a", [9], in: StoreTable(rawValue: "probe"))])
      try await store.section("other").commit([.put("a", [9], in: StoreTable(rawValue: "probe"))])
      return StoreSection("mine", of: store)
    }.check(rule)
  }
}
