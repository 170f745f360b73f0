/// A clock of any kind, counted from the moment at which the client was made.
struct Timekeeper: Sendable {
  private let elapsed: @Sendable () -> Duration
  private let pause: @Sendable (Duration) async throws -> Void

  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    pause = { try await clock.sleep(for: $0) }
  }

  var now: Duration { elapsed() }

  func sleep(for duration: Duration) async throws {
    try await pause(duration)
  }
}
