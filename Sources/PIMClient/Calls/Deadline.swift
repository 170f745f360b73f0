import CatalogModels

/// Ends a call that takes longer than it may.
struct Deadline: Sendable {
  private let duration: Duration
  private let time: Timekeeper

  init(_ duration: Duration, _ time: Timekeeper) {
    self.duration = duration
    self.time = time
  }

  private enum End<R: Sendable>: Sendable {
    case result(R)
    case failure(CatalogError)
    case late
  }

  /// Runs a call against the clock. Whichever ends first ends the other, and neither outlives this method.
  func run<R: Sendable>(
    _ call: Call, _ work: @escaping @Sendable () async throws(CatalogError) -> R
  ) async throws(CatalogError) -> R {
    let end = await withTaskGroup(of: End<R>.self) { group in
      group.addTask { await Self.end(of: work) }
      group.addTask { await wait() }
      let first = await group.next() ?? .late
      group.cancelAll()
      return first
    }
    switch end {
    case .result(let result): return result
    case .failure(let error): throw error
    case .late where Task.isCancelled: throw .cancelled(call)
    case .late:
      throw CatalogError(
        .timedOut, "the call was not done within \(duration)",
        advice: "Raise `Configuration.deadline`, or ask for less at once.", request: call.line)
    }
  }

  private static func end<R: Sendable>(
    of work: @Sendable () async throws(CatalogError) -> R
  ) async -> End<R> {
    do {
      return .result(try await work())
    } catch {
      return .failure(error)
    }
  }

  private func wait<R: Sendable>() async -> End<R> {
    try? await time.sleep(for: duration)
    return .late
  }
}
