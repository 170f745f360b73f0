internal import Synchronization

/// Holds calls until a test lets them go: for tests of cancellation, of timeouts and of what happens at once, without
/// sleeping.
///
/// ```swift
/// let gate = FaultGate()
/// let sandbox = SandboxPIM(folder, faults: [FaultRule(.hold(gate), "/api/rest/v1/families")])
/// let task = Task { try await client.families.list() … }
/// await gate.held(1)      // the call has arrived
/// task.cancel()
/// ```
public final class FaultGate: Sendable {
  private struct State {
    var isOpen = false
    var arrivals = 0
    var serial = 0
    var held: [Int: CheckedContinuation<Void, any Error>] = [:]
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  /// A closed gate.
  public init() {}

  /// Lets all held calls go, and all that come later.
  public func open() {
    let held = state.withLock { state in
      state.isOpen = true
      defer { state.held = [:] }
      return Array(state.held.values)
    }
    for continuation in held { continuation.resume() }
  }

  /// Waits until so many calls have come to the gate, whether they are still held or not.
  public func held(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.arrivals >= count { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if isThere { continuation.resume() }
    }
  }

  /// Waits at the gate.
  func pass() async throws {
    let (number, watchers) = state.withLock { state in
      state.serial += 1
      state.arrivals += 1
      let ready = state.watchers.filter { $0.count <= state.arrivals }
      state.watchers.removeAll { $0.count <= state.arrivals }
      return (state.serial, ready.map(\.continuation))
    }
    for watcher in watchers { watcher.resume() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let isOpen = state.withLock { state in
          if state.isOpen || Task.isCancelled { return true }
          state.held[number] = continuation
          return false
        }
        if isOpen { continuation.resume() }
      }
    } onCancel: {
      let continuation = state.withLock { $0.held.removeValue(forKey: number) }
      continuation?.resume(throwing: CancellationError())
    }
    try Task.checkCancellation()
  }
}
