import Synchronization

/// Runs one operation for everybody who wants its result while it is under way.
///
/// Whoever is cancelled stops waiting at once and disturbs nobody else; when the last one has gone, the operation is
/// cancelled.
final class SharedFlight<Value: Sendable>: Sendable {
  private struct Flight {
    let id: Int
    var task: Task<Void, Never>?
    var waiting: [Int: CheckedContinuation<Value, any Error>] = [:]
  }

  private struct State {
    var nextID = 0
    var flight: Flight?
  }

  private let state = Mutex(State())

  /// The number of those who wait.
  var waitingCount: Int { state.withLock { $0.flight?.waiting.count ?? 0 } }

  /// Joins the operation that is under way, or starts it.
  func join(_ operation: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let waiter = newID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
        let isCancelled = state.withLock { state in
          if Task.isCancelled { return true }
          if state.flight == nil {
            state.nextID += 1
            let id = state.nextID
            state.flight = Flight(id: id)
            state.flight?.task = Task { [self] in
              do { finish(id, .success(try await operation())) } catch { finish(id, .failure(error)) }
            }
          }
          state.flight?.waiting[waiter] = continuation
          return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      leave(waiter)
    }
  }

  private func newID() -> Int {
    state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
  }

  private func finish(_ id: Int, _ result: Result<Value, any Error>) {
    let waiting = state.withLock { state -> [CheckedContinuation<Value, any Error>] in
      guard let flight = state.flight, flight.id == id else { return [] }
      state.flight = nil
      return Array(flight.waiting.values)
    }
    for continuation in waiting { continuation.resume(with: result) }
  }

  private func leave(_ waiter: Int) {
    let (continuation, task) = state.withLock {
      state -> (CheckedContinuation<Value, any Error>?, Task<Void, Never>?) in
      guard let continuation = state.flight?.waiting.removeValue(forKey: waiter) else { return (nil, nil) }
      guard state.flight?.waiting.isEmpty == true else { return (continuation, nil) }
      defer { state.flight = nil }
      return (continuation, state.flight?.task)
    }
    task?.cancel()
    continuation?.resume(throwing: CancellationError())
  }
}
