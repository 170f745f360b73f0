public import Logging
public import PIMClient

/// Writes every attempt at a call to a logger: at `debug` where it succeeded, at `info` where it is tried again, and at
/// `warning` where it failed for good. The lines hold no secret and no query.
///
/// ```swift
/// configuration.observer = LoggingObserver(Logger(label: "pim"))
/// ```
public struct LoggingObserver: ClientObserver {
  private let logger: Logger

  /// Creates an observer.
  public init(_ logger: Logger) { self.logger = logger }

  /// Writes an event.
  public func observe(_ event: ClientEvent) {
    var metadata: Logger.Metadata = [
      "request": "\(event.request)", "attempt": "\(event.attempt)", "bytes": "\(event.bytes)",
      "milliseconds": "\(Int(event.duration / .milliseconds(1)))",
    ]
    if let status = event.status { metadata["status"] = "\(status)" }
    if let failure = event.failure { metadata["failure"] = "\(failure)" }
    if let wait = event.retryAfter { metadata["again-in"] = "\(wait)" }
    switch (event.failure, event.retryAfter) {
    case (nil, _): logger.debug("the PIM answered", metadata: metadata)
    case (_?, _?): logger.info("a call failed and is tried again", metadata: metadata)
    case (_?, nil): logger.warning("a call failed", metadata: metadata)
    }
  }
}
