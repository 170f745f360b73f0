internal import CatalogJSON

/// The actions of a plan, read as one goes: those of a lower stage first, and within a stage in the order in which they
/// were planned. They can be read any number of times.
public struct PlanActions: AsyncSequence, Sendable {
  /// One action.
  public typealias Element = SyncAction
  /// Reading a plan's file may fail.
  public typealias Failure = SyncError

  let storage: PlanStorage

  init(_ storage: PlanStorage) { self.storage = storage }

  /// Whether there is none.
  var isEmpty: Bool {
    storage.pieces.allSatisfy { piece in
      switch piece {
      case .memory(let bytes): bytes.isEmpty
      case .file(_, let range): range.isEmpty
      }
    }
  }

  /// Starts to read.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(storage) }

  /// Reads one action after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var lines: PlanStorage.Lines

    init(_ storage: PlanStorage) { lines = PlanStorage.Lines(storage) }

    /// The next action.
    public mutating func next() async throws(SyncError) -> SyncAction? { try read() }

    /// The next action, for whom the actor does not matter.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(SyncError) -> SyncAction? {
      try read()
    }

    private mutating func read() throws(SyncError) -> SyncAction? {
      guard let line = try lines.next() else { return nil }
      return try SyncAction(planLine: line)
    }
  }
}

extension SyncAction {
  init(planLine line: ArraySlice<UInt8>) throws(SyncError) {
    guard let json = try? JSONSlice(parsing: Array(line)), let action = SyncAction(line: json) else {
      throw SyncError(
        .invalidPlan, "A line of the plan is no action: \(String(decoding: line.prefix(80), as: UTF8.self))")
    }
    self = action
  }
}
