import Synchronization

/// A clock that stands still until a test moves it, or that jumps over every sleep at once.
public final class ManualClock: Clock {
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

  /// What a sleep does.
  public enum Behaviour: Sendable {
    /// A sleep lasts until ``ManualClock/advance(by:)`` reaches its end.
    case waits
    /// A sleep moves the clock to its end and returns.
    case skips
  }

  private struct Sleeper {
    let end: Duration
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now: Duration = .zero
    var nextID = 0
    var sleepers: [Int: Sleeper] = [:]
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var sleeps: [Duration] = []
  }

  private let behaviour: Behaviour
  private let state = Mutex(State())

  /// Creates a clock at zero.
  public init(_ behaviour: Behaviour = .waits) {
    self.behaviour = behaviour
  }

  /// The present moment.
  public var now: Instant { state.withLock { Instant(offset: $0.now) } }
  /// The smallest step.
  public var minimumResolution: Duration { .nanoseconds(1) }
  /// Every sleep that was asked for, in order.
  public var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Moves the clock on and wakes whoever's time has come.
  public func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now += duration
      let due = state.sleepers.filter { $0.value.end <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.sorted { $0.end < $1.end }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Waits until so many sleeps are under way at once.
  public func untilSleeping(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let there = state.withLock { state in
        if state.sleepers.count >= count { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if there { continuation.resume() }
    }
  }

  /// Sleeps until an instant.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    try Task.checkCancellation()
    let id = state.withLock { state in
      state.nextID += 1
      state.sleeps.append(deadline.offset - state.now)
      if behaviour == .skips { state.now = max(state.now, deadline.offset) }
      return state.nextID
    }
    if behaviour == .skips { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let (result, ready) = state.withLock {
          state -> (Result<Void, any Error>?, [CheckedContinuation<Void, Never>]) in
          if Task.isCancelled { return (.failure(CancellationError()), []) }
          if deadline.offset <= state.now { return (.success(()), []) }
          state.sleepers[id] = Sleeper(end: deadline.offset, continuation: continuation)
          let count = state.sleepers.count
          let ready = state.watchers.filter { $0.count <= count }.map(\.continuation)
          state.watchers.removeAll { $0.count <= count }
          return (nil, ready)
        }
        if let result { continuation.resume(with: result) }
        for watcher in ready { watcher.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
    }
  }
}
