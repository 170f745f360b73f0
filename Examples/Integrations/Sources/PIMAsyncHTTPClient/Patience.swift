import PIMClient

/// How long a step of an exchange may take.
struct Patience: Sendable {
  let limit: Duration
  private let clock: any Clock<Duration>

  init(_ limit: Duration, _ clock: any Clock<Duration>) {
    self.limit = limit
    self.clock = clock
  }

  /// Carries out a step, and cancels it when time is up.
  ///
  /// - Parameters:
  ///   - sentence: What to say then.
  ///   - progress: As long as this number changes, time begins anew.
  func wait<R: Sendable>(
    _ sentence: String, _ progress: @escaping @Sendable () -> Int = { 0 },
    for step: @escaping @Sendable () async throws -> R
  ) async throws -> R {
    try await withThrowingTaskGroup(of: R?.self) { group in
      group.addTask { try await step() }
      group.addTask { [limit, clock] in
        var before: Int
        repeat {
          before = progress()
          try await clock.sleep(for: limit)
        } while progress() != before
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let result = first else {
        throw TransportError(.timedOut, sentence)
      }
      return result
    }
  }
}
