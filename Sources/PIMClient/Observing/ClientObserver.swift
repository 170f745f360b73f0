public import CatalogModels

/// Is told of every attempt that the client makes.
///
/// It is called on whatever thread the attempt ended on, between the attempt and what follows it: it should return
/// soon.
///
/// ```swift
/// struct Printer: ClientObserver {
///   func observe(_ event: ClientEvent) { print(event) }
/// }
/// ```
public protocol ClientObserver: Sendable {
  /// Takes note of an event.
  func observe(_ event: ClientEvent)
}

/// One attempt at a call. It holds no secret and no query.
public struct ClientEvent: Sendable, Hashable, CustomStringConvertible {
  /// The method and the path, such as `GET /api/rest/v1/products-uuid`.
  public var request: String
  /// Which attempt at this call it was, from 1.
  public var attempt: Int
  /// The HTTP status, where an answer came.
  public var status: Int?
  /// Why the attempt failed, where it did.
  public var failure: CatalogError.Code?
  /// The number of bytes of the body that were read. For a download, which is read later, 0.
  public var bytes: Int
  /// The time from sending, the wait for a free slot included, to the end of reading.
  public var duration: Duration
  /// The wait before the next attempt, where there is to be one.
  public var retryAfter: Duration?

  /// Creates an event.
  public init(
    request: String, attempt: Int, status: Int? = nil, failure: CatalogError.Code? = nil, bytes: Int = 0,
    duration: Duration = .zero, retryAfter: Duration? = nil
  ) {
    self.request = request
    self.attempt = attempt
    self.status = status
    self.failure = failure
    self.bytes = bytes
    self.duration = duration
    self.retryAfter = retryAfter
  }

  /// The method and the path without the codes in it, such as `GET /api/rest/v1/families/{}/variants`: calls of one
  /// kind have one name, and there are no more names than the API has.
  public var kind: String { CallKind.of(request) }

  /// The event on one line.
  public var description: String {
    var text = "\(request) \(status.map { "→ \($0)" } ?? "→ \(failure.map { "\($0)" } ?? "no answer")")"
    text += " in \(duration), \(bytes) bytes"
    if attempt > 1 { text += ", attempt \(attempt)" }
    if let retryAfter { text += ", again in \(retryAfter)" }
    return text
  }
}
