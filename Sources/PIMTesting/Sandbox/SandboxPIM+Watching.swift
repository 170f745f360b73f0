internal import Synchronization

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What a test can see of the server, and do to its clock and tokens.
extension SandboxPIM {
  /// The calls since the start or the last ``forgetCalls()``, in the order of arrival: the last ones, where there were
  /// more than the sandbox was told to keep.
  public var calls: [SandboxPIM.Call] { state.withLock { $0.calls.kept } }

  /// Those of ``calls`` whose path begins with something.
  public func calls(to path: String) -> [SandboxPIM.Call] {
    calls.filter { $0.path.hasPrefix(path) }
  }

  /// The largest number of calls that were under way at once.
  public var mostCallsAtOnce: Int { state.withLock { $0.mostInFlight } }

  /// How many tokens were given out.
  public var tokensGranted: Int { state.withLock { $0.server.tokens.granted } }

  /// Empties ``calls`` and ``mostCallsAtOnce``. Not to be used while calls are under way.
  public func forgetCalls() {
    state.withLock { state in
      state.calls.removeAll()
      state.mostInFlight = state.inFlight
    }
  }

  /// What the server's clock shows. Its answers bear it as `Date`.
  public var now: Date {
    state.withLock { Date(timeIntervalSince1970: Double($0.server.now.seconds)) }
  }

  /// Moves the server's clock, in whole seconds; back, when negative.
  public func advanceClock(by duration: Duration) {
    state.withLock { $0.server.now.seconds += Int(duration.components.seconds) }
  }

  /// Revokes all tokens, those of apps too.
  public func revokeTokens() {
    state.withLock { $0.server.tokens.revokeAll() }
  }

  /// Lets a token of an app in.
  public func admit(appToken: String) {
    _ = state.withLock { $0.server.tokens.appTokens.insert(appToken) }
  }

  /// Forbids the connection to read a resource, or allows it again: it gets 403.
  public func setReadable(_ file: CatalogFile, _ isReadable: Bool) {
    state.withLock { state in
      if isReadable { state.server.denied.remove(file) } else { state.server.denied.insert(file) }
    }
  }

  /// Adds a rule to the fault script.
  public func addFault(_ rule: FaultRule) {
    state.withLock { $0.faults.append(rule) }
  }

  /// Whether all rules of the fault script have had their say.
  public var faultsAreSpent: Bool { state.withLock { $0.faults.isSpent } }
}
