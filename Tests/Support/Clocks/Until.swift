/// Lets other tasks run until something is so.
///
/// It ends when the test is cancelled, and throws where it is never so: a test that waits for ever would be killed without a
/// name.
public func until(
  isolation: isolated (any Actor)? = #isolation, file: StaticString = #fileID, line: UInt = #line,
  _ condition: () -> Bool
) async throws {
  for _ in 0..<NeverCame.turns {
    if condition() { return }
    try Task.checkCancellation()
    await Task.yield()
  }
  throw NeverCame(description: "what line \(line) of \(file) waits for did not come about")
}

/// ``until(isolation:file:line:_:)`` for something that has to be asked for.
public func until(
  isolation: isolated (any Actor)? = #isolation, file: StaticString = #fileID, line: UInt = #line,
  asking condition: () async throws -> Bool
) async throws {
  for _ in 0..<NeverCame.turns {
    if try await condition() { return }
    try Task.checkCancellation()
    await Task.yield()
  }
  throw NeverCame(description: "what line \(line) of \(file) waits for did not come about")
}

/// What did not come about.
public struct NeverCame: Error, CustomStringConvertible {
  /// Turns of other tasks, a minute of them or more on any machine: no measure of time, and not reached where it comes.
  static let turns = 30_000_000

  /// Where it was waited for.
  public let description: String
}
