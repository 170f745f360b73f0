public import CatalogModels
import Synchronization

/// Adds up what the client does: attempts, failures, waits, bytes, and how long attempts take, for each kind of call.
///
/// ```swift
/// let counts = CountingObserver()
/// configuration.observer = counts
/// // …
/// for (name, figures) in counts.figures { print(name, figures.attempts, figures.percentile(0.95)) }
/// ```
///
/// Its memory does not grow: paths are counted without their codes, kinds beyond a bound together, and durations in
/// classes a tenth wide.
public final class CountingObserver: ClientObserver {
  /// What was counted for one kind of call.
  public struct Figures: Sendable, Hashable {
    /// How many attempts were made.
    public private(set) var attempts = 0
    /// How many of them were not the first of their call.
    public private(set) var retries = 0
    /// The attempts that failed, by the reason.
    public private(set) var failures: [CatalogError.Code: Int] = [:]
    /// The bytes that were read, those of downloads left out.
    public private(set) var bytes = 0
    /// The time of all attempts together.
    public private(set) var total: Duration = .zero
    /// The waits before further attempts, together.
    public private(set) var waited: Duration = .zero
    /// The longest attempt.
    public private(set) var longest: Duration = .zero
    private var durations = DurationClasses()

    /// Creates empty figures.
    public init() {}

    /// The duration that this part of the attempts did not exceed, at most a tenth too long; zero without attempts.
    ///
    /// - Parameter part: From 0 to 1, such as 0.5 for the median.
    public func percentile(_ part: Double) -> Duration {
      min(durations.percentile(part), longest)
    }

    mutating func add(_ event: ClientEvent) {
      attempts += 1
      if event.attempt > 1 { retries += 1 }
      if let failure = event.failure { failures[failure, default: 0] += 1 }
      bytes += event.bytes
      total += event.duration
      waited += event.retryAfter ?? .zero
      longest = max(longest, event.duration)
      durations.add(event.duration)
    }
  }

  private let state = Mutex<[String: Figures]>([:])
  private let mostKinds: Int

  /// What calls beyond the bound are counted as.
  public static let others = "others"

  /// Creates an observer.
  ///
  /// - Parameter mostKinds: How many kinds of calls are told apart. 200 unless told; the API has fewer.
  public init(mostKinds: Int = 200) {
    self.mostKinds = max(1, mostKinds)
  }

  /// The figures by kind of call, such as `GET /api/rest/v1/families/{}/variants`.
  public var figures: [String: Figures] { state.withLock { $0 } }

  /// The figures of all calls together.
  public var all: Figures {
    state.withLock { kinds in
      kinds.values.reduce(into: Figures()) { $0.add($1) }
    }
  }

  /// Begins to count anew.
  ///
  /// - Returns: What was counted until now.
  @discardableResult public func reset() -> [String: Figures] {
    state.withLock { kinds in
      defer { kinds = [:] }
      return kinds
    }
  }

  /// Counts an event.
  public func observe(_ event: ClientEvent) {
    let kind = event.kind
    state.withLock { kinds in
      let isRoom = kinds.count < mostKinds || kinds[kind] != nil
      kinds[isRoom ? kind : Self.others, default: Figures()].add(event)
    }
  }
}

extension CountingObserver.Figures {
  mutating func add(_ other: Self) {
    attempts += other.attempts
    retries += other.retries
    failures.merge(other.failures, uniquingKeysWith: +)
    bytes += other.bytes
    total += other.total
    waited += other.waited
    longest = max(longest, other.longest)
    durations.add(other.durations)
  }
}
