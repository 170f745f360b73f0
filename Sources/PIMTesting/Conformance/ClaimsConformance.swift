public import SyncPlanner

/// Checks that work claims of your own are such: that a piece of work has one holder at a time, that it comes free when
/// its holder falls silent, and that tokens tell the new holder from the old.
///
/// The suite imports no test framework and waits for nothing by itself. It throws a ``ConformanceFailure`` that names
/// the broken rule:
///
/// ```swift
/// @Test(arguments: ClaimsRule.allCases)
/// func conformance(rule: ClaimsRule) async throws {
///   let clock = MyClock()
///   try await ClaimsConformance {
///     MyClaims(in: try await newDatabase(), now: clock.now)
///   } passing: { _, duration in
///     clock.advance(by: duration)
///   }.check(rule)
/// }
/// ```
public struct ClaimsConformance<Claims: WorkClaims>: Sendable {
  let open: @Sendable () async throws -> Claims
  let join: @Sendable (Claims) async throws -> Claims
  let pass: @Sendable (Claims, Duration) async throws -> Void
  let lease: Duration

  /// Creates the suite.
  ///
  /// - Parameters:
  ///   - open: Makes claims without any work; each rule gets some of its own.
  ///   - join: Gives another machine's hold on the same claims. Without it the same value is used twice.
  ///   - pass: Lets time pass on the clock by which leases end. Where that clock cannot be moved, it waits.
  ///   - lease: The lease that is used, at least 100 ms. Choose a short one where `pass` has to wait.
  public init(
    opening open: @escaping @Sendable () async throws -> Claims,
    joining join: @escaping @Sendable (Claims) async throws -> Claims = { $0 }, lease: Duration = .seconds(60),
    passing pass: @escaping @Sendable (Claims, Duration) async throws -> Void
  ) {
    self.open = open
    self.join = join
    self.pass = pass
    self.lease = lease
  }

  /// Checks all rules, one after the other.
  ///
  /// - Throws: ``ConformanceFailure`` for the first rule that is broken.
  public func run() async throws {
    for rule in ClaimsRule.allCases { try await check(rule) }
  }

  /// Checks one rule.
  ///
  /// - Throws: ``ConformanceFailure`` when it is broken; what opening the claims throws.
  public func check(_ rule: ClaimsRule) async throws {
    let claims = try await open()
    let other = try await join(claims)
    let probe = ClaimsProbe(rule: rule, claims: claims, other: other, lease: lease) { duration in
      try await pass(claims, duration)
    }
    do {
      try await probe.check()
    } catch let failure as ConformanceFailure {
      throw failure
    } catch {
      throw ConformanceFailure(rule: rule.rawValue, "an error came where none was expected", underlying: error)
    }
  }
}

/// A rule of ``ClaimsConformance``. More cases may come, so a `switch` needs a `default`.
public enum ClaimsRule: String, Sendable, Hashable, CaseIterable {
  /// Without work there is nothing to claim.
  case nothingToClaim
  /// Work that was offered can be claimed, with its note, its first attempt, its worker and a token of at least 1.
  case offering
  /// Offering work that is there changes nothing: neither its note nor who holds it.
  case offeringAgain
  /// Names are told apart by their bytes, up to 256 of them, and notes come back as they were.
  case names
  /// Work in one worker's hands is not given to another.
  case exclusive
  /// Of many who reach for work at once, each gets pieces that nobody else gets, and none is left over.
  case rivals
  /// Each claim of a piece of work has a greater token than all before it, also after the work was finished and offered
  /// anew.
  case tokensGrow
  /// Until a lease is over nobody else gets the work.
  case untilTheLeaseIsOver
  /// When a lease is over, another gets the work, as its next attempt.
  case stealing
  /// A renewed lease lasts from the renewal on, and keeps its token.
  case renewing
  /// A lease that is over holds on as long as nobody took the work: it can be renewed, and the work finished.
  case late
  /// Who lost the work can neither renew, nor release, nor finish it, is told `leaseLost`, and does not disturb its new
  /// holder.
  case zombie
  /// Finished work is there no more, and finishing it again is `leaseLost`.
  case finishing
  /// Released work can be claimed at once, or once the delay is over.
  case releasing
  /// The token of a new holder keeps the old one out of a store.
  case fencing
}
