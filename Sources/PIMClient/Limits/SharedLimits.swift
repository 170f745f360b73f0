import Synchronization

/// The limits of one PIM, shared by all clients that get the same one in their configuration.
///
/// A PIM bounds the calls at once of each connection and of all together, and the calls in a second (N26). One client
/// and its copies keep within these limits by themselves. A process that makes several clients for one PIM gives
/// them the same value; those with the same credentials then count as one connection.
///
/// ```swift
/// var configuration = CatalogClient.Configuration()
/// configuration.sharedLimits = SharedLimits()
/// ```
///
/// See https://api.akeneo.com/documentation/good-practices.html
public final class SharedLimits: Sendable {
  /// Who counts as one connection. It holds a secret and is never shown.
  struct ConnectionKey: Hashable {
    let origin: String
    let identity: String
  }

  private struct WeakLimits {
    weak var limits: ConnectionLimits?
  }

  let time: Timekeeper
  let recovery: Duration
  let slots: SlotQueue
  let calls: RateLane
  let optionWrites: RateLane
  private let connections = Mutex<[ConnectionKey: WeakLimits]>([:])

  /// Creates limits. Those that are not given are the vendor's.
  ///
  /// - Parameters:
  ///   - callsAtOnce: How many calls of all connections run at once. At least 1.
  ///   - callsPerSecond: How many calls begin in a second. At least 1.
  ///   - optionWritesPerSecond: How many of them create or update attribute options. At least 1.
  ///   - recovery: How long after a 429 the client goes on with fewer calls; then it takes back one step after another,
  ///     each after as long again.
  ///   - clock: Measures seconds.
  public init(
    callsAtOnce: Int = 10, callsPerSecond: Int = 100, optionWritesPerSecond: Int = 3,
    recovery: Duration = .seconds(10), clock: any Clock<Duration> = ContinuousClock()
  ) {
    time = Timekeeper(clock)
    self.recovery = recovery
    slots = SlotQueue(limit: callsAtOnce)
    calls = RateLane(perSecond: callsPerSecond, time, recovery: recovery)
    optionWrites = RateLane(perSecond: optionWritesPerSecond, time, recovery: recovery)
  }

  /// The limits of a connection. Without a key, it is known to nobody else.
  func connection(_ key: ConnectionKey?, callsAtOnce: Int) -> ConnectionLimits {
    guard let key else { return ConnectionLimits(callsAtOnce: callsAtOnce, recovery: recovery) }
    return connections.withLock { connections in
      if let limits = connections[key]?.limits { return limits }
      connections = connections.filter { $0.value.limits != nil }
      let limits = ConnectionLimits(callsAtOnce: callsAtOnce, recovery: recovery)
      connections[key] = WeakLimits(limits: limits)
      return limits
    }
  }
}
