/// Lets other tasks run until something is so that has to be asked for, and ends as the other one does.
public func until(
  isolation: isolated (any Actor)? = #isolation, file: StaticString = #fileID, line: UInt = #line,
  asking condition: () async throws -> Bool
) async throws {
  for _ in 0..<20_000_000 {
    if try await condition() { return }
    try Task.checkCancellation()
    await Task.yield()
  }
  throw NeverCame(description: "what line \(line) of \(file) waits for did not come about")
}
