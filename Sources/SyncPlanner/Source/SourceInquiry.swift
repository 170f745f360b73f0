internal import Synchronization

/// A question that stays open while a source reads: which further items to look for by their keys.
///
/// A source that can find items by key delivers one, once all its feeds are finished, and looks for what it is then
/// asked for, as long as it is asked:
///
/// ```swift
/// let inquiry = SourceInquiry()
/// try await deliver(.inquiry(inquiry))
/// while case let keys = inquiry.take(), !keys.isEmpty {
///   // Deliver those that are there as items, in the scope or outside of it, and the others as absent.
///   try await deliver(.inquiry(inquiry))
/// }
/// ```
///
/// The planner asks for what a sweep missed although the destination has it, for items that use what changed, and for
/// those that an earlier run could not bring to the destination.
public final class SourceInquiry: Sendable {
  private let keys = Mutex<[RecordKey]>([])

  /// Creates a question that asks for nothing yet.
  public init() {}

  /// Asks for items.
  public func ask(for keys: [RecordKey]) { self.keys.withLock { $0 += keys } }

  /// What is asked for, which is then asked for no longer.
  public func take() -> [RecordKey] {
    keys.withLock { keys in
      defer { keys = [] }
      return keys
    }
  }
}
