import PIMTesting
import SyncPlanner
import Synchronization
import Testing

@testable import SyncPostgres

@Suite(.enabled(if: Database.isThere, Database.advice))
struct PostgresClaimsTests {
  @Test("F10: PostgresClaims keeps the rules of all work claims", arguments: ClaimsRule.allCases)
  func conformance(rule: ClaimsRule) async throws {
    let schema = Database.newSchema()
    @Sendable func open() async throws -> PostgresClaims {
      PostgresClaims(in: try await PostgresSyncStore(Database.parameters ?? "", schema: schema))
    }
    try await ClaimsConformance {
      try await open()
    } joining: { _ in
      try await open()
    } passing: { claims, duration in
      // The server's clock cannot be moved, so the leases are.
      try await claims.connection.query(
        "UPDATE claim SET free_from = free_from - $1::bigint * interval '1 microsecond'",
        [String(Int(duration / .microseconds(1)))])
    }.check(rule)
  }

  @Test("F10: a budget of calls is one for all who share it, and nobody waits while it lasts")
  func budget() async throws {
    let schema = Database.newSchema()
    let waits = Waits()
    for _ in 0..<3 {
      let store = try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
      let budget = PostgresRateBudget("pim", callsPerSecond: 1000, in: store, clock: waits)
      for _ in 0..<100 { try await budget.take() }
    }
    // 300 calls at 1000 in a second take 0.3 seconds, less what passed meanwhile; a second may be caught up with.
    let store = try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
    let slow = PostgresRateBudget("slow", callsPerSecond: 1, in: store, clock: waits)
    for _ in 0..<4 { try await slow.take() }
    #expect(waits.longest > .seconds(1))
    #expect(waits.longest <= .seconds(3))
  }
}

/// A clock on which waiting takes no time, and is noted.
private final class Waits: Clock {
  private let base = ContinuousClock()
  private let state = Mutex(Duration.zero)

  var longest: Duration { state.withLock { $0 } }
  var now: ContinuousClock.Instant { base.now }
  var minimumResolution: Duration { base.minimumResolution }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    let wait = deadline - base.now
    state.withLock { $0 = max($0, wait) }
  }
}
