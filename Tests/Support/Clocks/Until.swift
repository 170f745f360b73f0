/// Lets other tasks run until something is so. It ends when the test is cancelled, as by its time limit.
public func until(isolation: isolated (any Actor)? = #isolation, _ condition: () -> Bool) async throws {
  while !condition() {
    try Task.checkCancellation()
    await Task.yield()
  }
}
