import PIMClient
import Synchronization

#if canImport(FoundationNetworking)
  import Foundation
  import FoundationNetworking
#else
  import Foundation
#endif

/// One request on its way: what the session has delivered and nobody has taken yet.
///
/// The session's queue puts in, one reader takes out. What the reader leaves waiting is bounded in memory by
/// ``BodyBuffer``.
final class Exchange: Sendable {
  private struct State {
    var head: ResponseHead?
    var buffer = BodyBuffer()
    var received = 0
    var sent: Int64 = 0
    var end: Result<Void, TransportError>?
    var isCancelled = false
    var version = 0
    var reader: CheckedContinuation<Void, any Error>?
  }

  let task: URLSessionTask
  /// The session's own queue, on which its delegate is called: one operation after the other.
  private let queue: OperationQueue
  /// Kept until the session is done with it.
  private let body: UploadBody?
  private let limit: Int
  private let clock: any Clock<Duration>
  private let state = Mutex(State())

  init(
    _ task: URLSessionTask, on queue: OperationQueue, sending body: UploadBody?, limit: Int,
    clock: any Clock<Duration>
  ) {
    self.task = task
    self.queue = queue
    self.body = body
    self.limit = limit
    self.clock = clock
  }

  /// The largest number of bytes that ever waited in memory.
  var peak: Int { state.withLock { $0.buffer.peak } }

  var hasHead: Bool { state.withLock { $0.head != nil } }

  /// Whether the task was told to stop before it had ended by itself.
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  // MARK: The session's side

  /// Notes how much of the request has gone out.
  func sent(_ count: Int64) { state.withLock { $0.sent = count } }

  func receive(_ head: ResponseHead) {
    update { state in
      if state.head == nil { state.head = head }
      if let length = head.length, length > limit { end(&state, with: tooLarge) }
    }
  }

  func receive(_ bytes: [UInt8]) {
    update { state in
      guard state.end == nil, !bytes.isEmpty else { return }
      state.received += bytes.count
      guard state.received <= limit else { return end(&state, with: tooLarge) }
      do {
        try state.buffer.append(bytes)
      } catch {
        end(
          &state,
          with: TransportError(
            .other, "what nobody has read yet could not be put into a temporary file: \(error.localizedDescription)"))
      }
    }
  }

  func finish(_ error: (any Error)?) {
    update { state in
      guard state.end == nil else { return }
      if let error {
        state.end = .failure(TransportError(urlSession: error, afterHead: state.head != nil))
      } else if let head = state.head, let length = head.length, state.received < length, head.mayHaveBody(task) {
        state.end = .failure(
          TransportError(.connectionLost, "the body ended after \(state.received) of \(length) bytes"))
      } else {
        state.end = .success(())
      }
    }
  }

  func fail(_ error: TransportError) {
    update { end(&$0, with: error) }
  }

  /// Stops the transfer, where it is still under way.
  func abandon() {
    let isOver = state.withLock { state in
      state.buffer = BodyBuffer()
      return state.end != nil
    }
    if !isOver { stop() }
  }

  // MARK: The reader's side

  func head(within timeout: Duration) async throws -> ResponseHead {
    try await wait(timeout, "no answer began within \(timeout)") { state in
      if let head = state.head { return head }
      if case .failure(let error) = state.end { throw error }
      if state.end != nil { throw TransportError(.invalidResponse, "the answer has no head") }
      return nil
    }
  }

  /// The next bytes, empty at the end.
  func next(within timeout: Duration) async throws -> [UInt8] {
    try await wait(timeout, "no more bytes came for \(timeout)") { state in
      do {
        if let chunk = try state.buffer.next() { return chunk }
      } catch {
        throw TransportError(.other, "a temporary file could not be read: \(error.localizedDescription)")
      }
      switch state.end {
      case .failure(let error): throw error
      case .success: return []
      case nil: return nil
      }
    }
  }

  // MARK: Waiting

  private func wait<R: Sendable>(
    _ timeout: Duration, _ sentence: String, for ready: @escaping @Sendable (inout State) throws -> R?
  ) async throws -> R {
    try Task.checkCancellation()
    if let result = try state.withLock({ try ready(&$0) }) { return result }
    do {
      return try await withTaskCancellationHandler {
        try await race(timeout, sentence, for: ready)
      } onCancel: {
        stop()
      }
    } catch {
      // The session reports a cancelled task as an error of its own.
      throw Task.isCancelled ? CancellationError() : error
    }
  }

  private func race<R: Sendable>(
    _ timeout: Duration, _ sentence: String, for ready: @escaping @Sendable (inout State) throws -> R?
  ) async throws -> R {
    try await withThrowingTaskGroup(of: R?.self) { group in
      group.addTask { [self] in
        while true {
          let (result, version) = try state.withLock { (try ready(&$0), $0.version) }
          if let result { return result }
          try await change(after: version)
        }
      }
      group.addTask { [self] in
        // As long as the request is still going out, its answer cannot begin.
        var sent: Int64
        repeat {
          sent = state.withLock { $0.sent }
          try await clock.sleep(for: timeout)
        } while body?.file != nil && state.withLock { $0.sent } != sent
        return nil
      }
      defer { group.cancelAll() }
      if let first = try await group.next(), let result = first { return result }
      stop()
      throw TransportError(.timedOut, sentence)
    }
  }

  private func change(after version: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let now = state.withLock { state -> Result<Void, any Error>? in
          if Task.isCancelled { return .failure(CancellationError()) }
          if state.version != version { return .success(()) }
          state.reader = continuation
          return nil
        }
        if let now { continuation.resume(with: now) }
      }
    } onCancel: {
      takeReader()?.resume(throwing: CancellationError())
    }
  }

  private func takeReader() -> CheckedContinuation<Void, any Error>? {
    state.withLock { state in
      defer { state.reader = nil }
      return state.reader
    }
  }

  private func update(_ change: (inout State) -> Void) {
    state.withLock { state in
      change(&state)
      state.version += 1
    }
    takeReader()?.resume()
  }

  private var tooLarge: TransportError {
    TransportError(.bodyTooLarge, "the body has more than the \(limit) bytes that are accepted")
  }

  private func end(_ state: inout State, with error: TransportError) {
    guard state.end == nil else { return }
    state.end = .failure(error)
    stop()
  }

  /// Cancels the task, unless it has ended or was cancelled before. This is done on the session's queue only, where the
  /// task cannot end meanwhile: on Linux the process traps when two threads cancel a task just as it ends, and when a
  /// cancelled task is told how to go on with a redirect. It also must not be done in a cancellation handler or with a
  /// lock in hand, because `cancel()` waits for the session.
  private func stop() {
    queue.addOperation { [self] in
      guard task.state == .running else { return }
      state.withLock { $0.isCancelled = true }
      task.cancel()
    }
  }
}
