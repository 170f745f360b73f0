internal import CatalogModels
internal import SyncPlanner

/// Claims under one rule, seen from two machines.
struct ClaimsProbe<Claims: WorkClaims>: Sendable {
  let rule: ClaimsRule
  let claims: Claims
  let other: Claims
  let lease: Duration
  let pass: @Sendable (Duration) async throws -> Void

  func check() async throws {
    switch rule {
    case .nothingToClaim: try await checkNothing()
    case .offering: try await checkOffering()
    case .offeringAgain: try await checkOfferingAgain()
    case .names: try await checkNames()
    case .exclusive: try await checkExclusive()
    case .rivals: try await checkRivals()
    case .tokensGrow: try await checkTokens()
    case .untilTheLeaseIsOver: try await checkHolding()
    case .stealing: try await checkStealing()
    case .renewing: try await checkRenewing()
    case .late: try await checkLate()
    case .zombie: try await checkZombie()
    case .finishing: try await checkFinishing()
    case .releasing: try await checkReleasing()
    case .fencing: try await checkFencing()
    }
  }

  // MARK: Help

  func fail(_ message: String) -> ConformanceFailure { ConformanceFailure(rule: rule.rawValue, message) }

  func require(_ holds: Bool, _ message: @autoclosure () -> String) throws {
    guard holds else { throw fail(message()) }
  }

  /// Claims what must be there to be claimed.
  func take(_ claims: Claims? = nil, as worker: String = "a", for lease: Duration? = nil) async throws -> WorkClaim {
    guard let claim = try await (claims ?? self.claims).claim(as: worker, for: lease ?? self.lease) else {
      throw fail("there is work that nobody holds, and \(worker) gets none")
    }
    return claim
  }

  func requireNothing(_ message: @autoclosure () -> String) async throws {
    if let claim = try await other.claim(as: "nosy", for: lease) {
      throw fail("\(message()): \(claim.work) was given to another")
    }
  }

  /// Requires that a call fails because the lease is lost.
  func requireLost(_ call: String, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as SyncError {
      try require(error.code == .leaseLost, "the error of \(call) has the code \(error.code)")
      return
    } catch {
      throw fail("the error of \(call) is \(type(of: error)) and no SyncError")
    }
    throw fail("\(call) went through")
  }

  func requireHolds(_ claim: WorkClaim, _ message: @autoclosure () -> String) async throws {
    do {
      _ = try await claims.renew(claim, for: lease)
    } catch {
      throw ConformanceFailure(rule: rule.rawValue, message(), underlying: error)
    }
  }
}
