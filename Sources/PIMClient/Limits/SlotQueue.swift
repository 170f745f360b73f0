import Synchronization

/// Lets so many at once through; the others wait in the order in which they came.
final class SlotQueue: Sendable {
  private typealias Waiter = CheckedContinuation<Void, any Error>

  private struct State {
    var limit: Int
    var taken = 0
    var nextTicket = 0
    var waiting: [Int: Waiter] = [:]
    /// Tickets in the order in which they began to wait. Those that gave up are no longer in `waiting`.
    var queue: [Int] = []
    var head = 0

    /// Takes a slot for everybody who can have one now.
    mutating func admit() -> [Waiter] {
      var admitted: [Waiter] = []
      while taken < limit, head < queue.count {
        if let waiter = waiting.removeValue(forKey: queue[head]) {
          taken += 1
          admitted.append(waiter)
        }
        head += 1
      }
      if head == queue.count || head > 1_024 {
        queue.removeFirst(head)
        head = 0
      }
      return admitted
    }
  }

  private let state: Mutex<State>

  init(limit: Int) {
    state = Mutex(State(limit: max(1, limit)))
  }

  /// The number of those who wait.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Changes how many are let through. Those who are through stay.
  func setLimit(_ limit: Int) {
    let admitted = state.withLock { state in
      state.limit = max(1, limit)
      return state.admit()
    }
    for waiter in admitted { waiter.resume() }
  }

  /// Waits for a slot, and leaves the queue at once when the task is cancelled. Whoever has one calls ``release()``
  /// once.
  func acquire() async throws {
    try Task.checkCancellation()
    let ticket: Int? = state.withLock { state in
      if state.taken < state.limit {
        state.taken += 1
        return nil
      }
      state.nextTicket += 1
      return state.nextTicket
    }
    if let ticket { try await wait(ticket) }
  }

  func release() {
    let admitted = state.withLock { state in
      state.taken -= 1
      return state.admit()
    }
    for waiter in admitted { waiter.resume() }
  }

  private func wait(_ ticket: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (waiter: Waiter) in
        let now = state.withLock { state -> Result<Void, any Error>? in
          if Task.isCancelled { return .failure(CancellationError()) }
          // A slot may have come free since the ticket was drawn.
          if state.taken < state.limit {
            state.taken += 1
            return .success(())
          }
          state.waiting[ticket] = waiter
          state.queue.append(ticket)
          return nil
        }
        if let now { waiter.resume(with: now) }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume(throwing: CancellationError())
    }
  }
}
