import Synchronization

/// A lane through which so many calls a second go, in the order in which they came.
final class RateLane: Sendable {
  private struct State {
    var bucket: TokenBucket
    var changed: Duration = .zero
  }

  private let turns = SlotQueue(limit: 1)
  private let state: Mutex<State>
  private let time: Timekeeper
  private let recovery: Duration

  init(perSecond size: Int, _ time: Timekeeper, recovery: Duration) {
    state = Mutex(State(bucket: TokenBucket(perSecond: size)))
    self.time = time
    self.recovery = recovery
  }

  /// The number of calls that wait for their turn, without the one that has it.
  var waitingCount: Int { turns.waitingCount }

  /// How many calls a second go through at present.
  var perSecond: Int { state.withLock { $0.bucket.size } }

  /// Waits for a token and takes it.
  func pass() async throws {
    try await begin()
    end(taking: true)
  }

  /// Waits until a token is there, which nobody else takes until ``end(taking:)``, to be called once.
  func begin() async throws {
    try await turns.acquire()
    do {
      while true {
        let wait = state.withLock { state in
          settle(&state)
          return state.bucket.wait(at: time.now)
        }
        guard wait > .zero else { return }
        try await time.sleep(for: wait)
      }
    } catch {
      turns.release()
      throw error
    }
  }

  func end(taking isTaken: Bool) {
    if isTaken { state.withLock { $0.bucket.take(at: time.now) } }
    turns.release()
  }

  /// The server found that there were too many calls.
  ///
  /// - Returns: Whether the lane could become narrower.
  @discardableResult func narrow() -> Bool {
    state.withLock { state in
      guard state.bucket.size > 1 else { return false }
      state.bucket.narrow(at: time.now)
      state.changed = time.now
      return true
    }
  }

  private func settle(_ state: inout State) {
    guard state.bucket.size < state.bucket.fullSize, time.now - state.changed >= recovery else { return }
    state.bucket.widen()
    state.changed = time.now
  }
}
