import Synchronization

/// A clock on which nobody waits: a sleep moves it to the sleep's end and returns at once.
///
/// For whatever takes a clock, so that retries, limits and `Retry-After` cost a test no time:
///
/// ```swift
/// var configuration = CatalogClient.Configuration()
/// configuration.clock = SkippingClock()
/// ```
///
/// Clients that ``SandboxPIM/client(configuration:)`` makes without a configuration have one. It is not for what races a
/// call against a sleep, such as `Configuration.deadline`: there the sleep would win.
public final class SkippingClock: Clock {
  /// A point on the clock, counted from its beginning.
  public struct Instant: InstantProtocol {
    /// The time since the clock's beginning.
    public let offset: Duration

    /// The instant later by a duration.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// The time to another instant.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Whether one instant is earlier than the other.
    public static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private let elapsed = Mutex(Duration.zero)

  /// Creates a clock at its beginning.
  public init() {}

  /// The present moment. Between two sleeps no time goes by.
  public var now: Instant { elapsed.withLock { Instant(offset: $0) } }
  /// The smallest step.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Moves the clock to an instant and returns, after others had a turn.
  ///
  /// - Throws: `CancellationError` where the task is cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    try Task.checkCancellation()
    elapsed.withLock { $0 = max($0, deadline.offset) }
    await Task.yield()
  }
}
