/// Writes a line for each attempt.
///
/// ```swift
/// configuration.observer = PrintingObserver()
/// // GET /api/rest/v1/products-uuid → 200 in 0.182 s, 1204880 bytes
/// ```
///
/// The lines hold no secret and no query. They hold paths, with the codes in them.
public struct PrintingObserver: ClientObserver {
  private let write: @Sendable (String) -> Void
  private let isSlow: Duration

  /// Creates an observer.
  ///
  /// - Parameters:
  ///   - slowerThan: Attempts that succeed sooner than this are not written. Zero unless told, for all.
  ///   - write: Takes a line, without its end. Standard output unless told.
  public init(slowerThan: Duration = .zero, write: @escaping @Sendable (String) -> Void = { print($0) }) {
    isSlow = slowerThan
    self.write = write
  }

  /// Writes an event.
  public func observe(_ event: ClientEvent) {
    guard event.failure != nil || event.duration >= isSlow else { return }
    // One line for one event, whatever a path may hold.
    write(String(event.description.map { $0.isNewline ? " " : $0 }))
  }
}
