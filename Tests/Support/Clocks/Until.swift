/// Lets other tasks run until something is so. It ends when the test is cancelled, and throws where it is never so: a
/// test that waits for ever would be killed without a name.
public func until(isolation: isolated (any Actor)? = #isolation, _ condition: () -> Bool) async throws {
  var turns = 0
  while !condition() {
    turns += 1
    if turns > WaitedInVain.turns { throw WaitedInVain() }
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// ``until(isolation:_:)`` for something that has to be asked for.
public func until(
  isolation: isolated (any Actor)? = #isolation, asking condition: () async throws -> Bool
) async throws {
  var turns = 0
  while try await !condition() {
    turns += 1
    if turns > WaitedInVain.turns { throw WaitedInVain() }
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// What a test waited for did not come.
public struct WaitedInVain: Error, CustomStringConvertible {
  /// Turns of other tasks, a minute of them or more on any machine: no measure of time, and not reached where it comes.
  static let turns = 30_000_000

  /// What is printed in its place.
  public let description = "What the test waited for did not come."
}
