import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import Testing

@testable import SyncPlanner

/// A time of day that a test moves.
final class MovingTime: Sendable {
  private let date: Mutex<Date>

  init(_ date: Date = Date(timeIntervalSince1970: 1_700_000_000)) { self.date = Mutex(date) }

  var now: Date { date.withLock { $0 } }
  func advance(by duration: Duration) { date.withLock { $0 += duration.inSeconds } }
}

struct ClaimsConformanceTests {
  @Test("F10: claims in a store in memory hold to the rules", arguments: ClaimsRule.allCases)
  func memoryConforms(rule: ClaimsRule) async throws {
    let time = MovingTime()
    try await ClaimsConformance {
      StoreClaims(in: MemorySyncStore()) { time.now }
    } joining: { claims in
      StoreClaims(in: claims.store) { time.now }
    } passing: {
      time.advance(by: $1)
    }.check(rule)
  }

  @Test("F10: claims in a file journal, and in a section of a store, hold to the rules", arguments: ClaimsRule.allCases)
  func journalConforms(rule: ClaimsRule) async throws {
    let time = MovingTime()
    try await ClaimsConformance {
      let store = try await FileJournalStore(in: "state", files: FaultyFileSystem())
      return StoreClaims(in: store.section("a section with a name that is longer than any table's may be, Ä")) {
        time.now
      }
    } passing: {
      time.advance(by: $1)
    }.check(rule)
  }

  @Test("Claims that break a rule are found out by that rule", arguments: BrokenClaims.rules)
  func findsBrokenClaims(rule: ClaimsRule) async throws {
    let time = MovingTime()
    let failure = try await #require(throws: ConformanceFailure.self) {
      try await ClaimsConformance {
        BrokenClaims(breaking: rule, time: time)
      } passing: {
        time.advance(by: $1)
      }.check(rule)
    }
    #expect(failure.rule == rule.rawValue)
    try await ClaimsConformance {
      BrokenClaims(breaking: nil, time: time)
    } passing: {
      time.advance(by: $1)
    }.check(rule)
  }
}

/// Claims in an array, which break one rule.
actor BrokenClaims: WorkClaims {
  /// All rules can be broken.
  static let rules = ClaimsRule.allCases

  private struct Piece {
    var name: String
    var note: RawJSON
    var claim: WorkClaim?
    var attempt = 0
    var freeFrom: Date
  }

  private let broken: ClaimsRule?
  private let time: MovingTime
  private var pieces: [Piece] = []
  private var tokens = 0

  init(breaking rule: ClaimsRule?, time: MovingTime) {
    broken = rule
    self.time = time
  }

  private func same(_ a: String, _ b: String) -> Bool {
    broken == .names ? a == b : a.utf8.elementsEqual(b.utf8)
  }

  func offer(_ work: [String: RawJSON]) {
    if broken == .nothingToClaim { pieces.append(Piece(name: "ghost", note: .null, freeFrom: time.now)) }
    for (name, note) in work {
      if broken == .offeringAgain { pieces.removeAll { same($0.name, name) } }
      guard !pieces.contains(where: { same($0.name, name) }) else { continue }
      pieces.append(Piece(name: name, note: broken == .offering ? .null : note, freeFrom: time.now))
    }
  }

  func claim(as worker: String, for lease: Duration) async -> WorkClaim? {
    let lease = broken == .untilTheLeaseIsOver ? lease / 4 : lease
    guard
      let index = pieces.firstIndex(where: { piece in
        if broken == .exclusive { return true }
        if broken == .stealing { return piece.claim == nil && piece.freeFrom <= time.now }
        return piece.freeFrom <= time.now
      })
    else { return nil }
    if broken == .rivals, pieces.count > 1 { for _ in 0..<20 { await Task.yield() } }
    guard pieces.indices.contains(index) else { return nil }
    if broken != .tokensGrow { tokens += 1 }
    pieces[index].attempt += 1
    let until = time.now + lease.inSeconds
    let claim = WorkClaim(
      work: pieces[index].name, note: pieces[index].note, worker: worker,
      token: broken == .fencing || broken == .tokensGrow ? 1 : tokens,
      attempt: pieces[index].attempt, until: until)
    pieces[index].claim = claim
    pieces[index].freeFrom = until
    return claim
  }

  private func index(of claim: WorkClaim) throws -> Int {
    guard
      let index = pieces.firstIndex(where: {
        same($0.name, claim.work) && (broken == .zombie || $0.claim?.token == claim.token)
      })
    else { throw SyncError(.leaseLost, "lost") }
    if broken == .late, pieces[index].freeFrom <= time.now { throw SyncError(.leaseLost, "late") }
    return index
  }

  func renew(_ claim: WorkClaim, for lease: Duration) throws -> WorkClaim {
    let index = try index(of: claim)
    var renewed = claim
    renewed.until = time.now + lease.inSeconds
    if broken != .renewing { pieces[index].freeFrom = renewed.until }
    pieces[index].claim = renewed
    return renewed
  }

  func release(_ claim: WorkClaim, after delay: Duration) throws {
    let index = try index(of: claim)
    pieces[index].claim = nil
    pieces[index].freeFrom = broken == .releasing ? time.now : time.now + delay.inSeconds
  }

  func finish(_ claim: WorkClaim) throws {
    let index = try index(of: claim)
    if broken != .finishing { pieces.remove(at: index) }
  }
}
