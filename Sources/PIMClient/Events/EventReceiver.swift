import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Takes the requests with which a PIM tells of events: only those that bear its signature and are not too old.
///
/// ```swift
/// let receiver = EventReceiver(.platform, secrets: [secret])
/// // In the handler of the web framework of your choice, with the body's bytes as they came:
/// let events = try receiver.events(in: body, headers: headers).filter { repeats.isNew($0) }
/// ```
///
/// Keep the events and answer at once: the Event Platform waits 5 seconds for an answer, the Events API half a second.
/// Read what they name from the PIM afterwards, many at a time.
///
/// See https://api.akeneo.com/event-platform/concepts.html#hmac-signature-for-webhook-payloads and
/// https://api.akeneo.com/events-documentation/security.html
public struct EventReceiver: Sendable {
  /// Who signs, and how. More cases may come, so a `switch` needs a `default`.
  public enum Scheme: Sendable, Hashable {
    /// The Event Platform: the body is signed with a primary and a secondary secret, and its `time` tells its age.
    case platform
    /// The older Events API, which ends with the year 2026: the time of sending and the body are signed together.
    case eventsAPI
  }

  let scheme: Scheme
  private let keys: [[UInt8]]
  private let oldest: Duration
  private let now: @Sendable () -> Date

  /// How far a sender's clock may be ahead.
  private static let skew: TimeInterval = 300

  /// Creates a receiver.
  ///
  /// - Parameters:
  ///   - scheme: Who signs.
  ///   - secrets: The secrets that are accepted: two while one takes the other's place. Empty ones are left out; without
  ///     any, nothing is accepted.
  ///   - oldest: How old an event may be. For the Event Platform 2 hours unless told, because it tries again after 5, 10
  ///     and 20 minutes and holds back what is too much; for the Events API, whose time is that of sending, 5 minutes.
  ///   - now: The calendar's time.
  public init(
    _ scheme: Scheme, secrets: [String], oldest: Duration? = nil, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.scheme = scheme
    keys = secrets.filter { !$0.isEmpty }.map { Array($0.utf8) }
    self.oldest = oldest ?? (scheme == .platform ? .seconds(7_200) : .seconds(300))
    self.now = now
  }

  /// Checks a request and reads its events.
  ///
  /// - Parameters:
  ///   - body: The body's bytes as they came, before anything parsed them.
  ///   - headers: The request's headers.
  /// - Throws: `CatalogError`: `unauthorized` for a signature that is missing or wrong, and for what is too old; what
  ///   ``PIMEvent/events(unverified:)`` throws.
  public func events(in body: [UInt8], headers: HTTPHeaders) throws(CatalogError) -> [PIMEvent] {
    let sent = try checkSignature(body, headers)
    let events = try PIMEvent.events(unverified: body)
    if let sent {
      try checkAge(sent)
    } else {
      for event in events { try checkAge(event.time) }
    }
    return events
  }

  /// Checks a request with which the Event Platform tells that a subscription was suspended, revoked or resumed, and
  /// reads it. Its secret is the subscriber's `notification_webhook_secret`.
  ///
  /// - Throws: `CatalogError`, as ``events(in:headers:)`` does.
  public func notice(in body: [UInt8], headers: HTTPHeaders) throws(CatalogError) -> SubscriptionNotice {
    _ = try checkSignature(body, headers)
    let notice = try SubscriptionNotice(parsing: body)
    try checkAge(notice.time)
    return notice
  }

  // MARK: Checking

  /// - Returns: When the request was sent, where that is signed.
  private func checkSignature(_ body: [UInt8], _ headers: HTTPHeaders) throws(CatalogError) -> Date? {
    switch scheme {
    case .platform:
      if let algorithm = headers["X-AKENEO-SIGNATURE-ALGORITHM"], algorithm.lowercased() != "hmacsha256" {
        throw refused("the signature's algorithm is `\(algorithm.prefix(40))`", "This package knows HmacSHA256.")
      }
      let signatures = ["X-AKENEO-SIGNATURE-PRIMARY", "X-AKENEO-SIGNATURE-SECONDARY"].compactMap { headers[$0] }
      try check(signatures, [body])
      return nil
    case .eventsAPI:
      guard let timestamp = headers["X-Akeneo-Request-Timestamp"] else {
        throw refused("the request has no `X-Akeneo-Request-Timestamp`")
      }
      try check([headers["X-Akeneo-Request-Signature"]].compactMap { $0 }, [Array("\(timestamp).".utf8), body])
      guard let seconds = Int(timestamp) else { throw refused("the request's time cannot be read") }
      return Date(timeIntervalSince1970: TimeInterval(seconds))
    }
  }

  private func check(_ signatures: [String], _ parts: [[UInt8]]) throws(CatalogError) {
    guard !signatures.isEmpty else { throw refused("the request has no signature") }
    let received = signatures.compactMap { Hexadecimal.bytes($0) }
    var isSigned = false
    // Every secret is tried with every signature, so that the time tells nothing.
    for key in keys {
      let code = HMACSHA256.code(for: parts, key: key)
      for signature in received where HMACSHA256.areEqual(code, signature) { isSigned = true }
    }
    guard isSigned else {
      throw refused(
        "the signature does not fit", "Check the secret, and that the body's bytes are those that were sent.")
    }
  }

  private func checkAge(_ time: Date?) throws(CatalogError) {
    guard let time else { throw refused("the event's time is missing or cannot be read") }
    let age = now().timeIntervalSince(time)
    guard age <= Double(oldest.components.seconds) else {
      throw refused(
        "the event is \(Int(min(age, 1e15))) seconds old, \(oldest.components.seconds) are accepted",
        "It may be an old request that somebody sends again; or this machine's clock is wrong.")
    }
    guard age >= -Self.skew else {
      throw refused("the event comes from the future", "Check this machine's clock.")
    }
  }

  private func refused(_ message: String, _ advice: String? = nil) -> CatalogError {
    CatalogError(.unauthorized, message, advice: advice)
  }
}

extension EventReceiver: CustomStringConvertible, CustomReflectable {
  /// The scheme, without the secrets.
  public var description: String { "EventReceiver(\(scheme))" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
