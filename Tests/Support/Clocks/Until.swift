/// What did not come about.
public struct NeverCame: Error, CustomStringConvertible {
  /// Where it was waited for.
  public let description: String
}

/// Lets other tasks run until something is so.
///
/// It ends when the test is cancelled, as by its time limit, and after more turns than anything takes that happens at
/// all: a test that waits for ever would end the whole run without a name.
public func until(
  isolation: isolated (any Actor)? = #isolation, file: StaticString = #fileID, line: UInt = #line,
  _ condition: () -> Bool
) async throws {
  for _ in 0..<20_000_000 {
    if condition() { return }
    try Task.checkCancellation()
    await Task.yield()
  }
  throw NeverCame(description: "what line \(line) of \(file) waits for did not come about")
}
