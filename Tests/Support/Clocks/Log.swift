import Synchronization

/// A list that many tasks may add to.
public final class Log<Element: Sendable>: Sendable {
  private let state = Mutex<[Element]>([])

  /// Creates an empty log.
  public init() {}

  /// What was added, in order.
  public var entries: [Element] { state.withLock { $0 } }

  /// Adds an entry and gives the number of entries after it.
  @discardableResult public func add(_ entry: Element) -> Int {
    state.withLock { entries in
      entries.append(entry)
      return entries.count
    }
  }
}
