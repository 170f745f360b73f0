/// Why no response, or only a part of one, was received.
///
/// The client retries what may pass by itself (``Code/isTransient``) and wraps the rest in a `CatalogError`.
public struct TransportError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, in the transport's terms. More codes may come.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Reason: String {
      case cannotConnect, cannotResolveHost, connectionLost, timedOut, tlsFailed, bodyTooLarge, invalidResponse, other
    }

    private let reason: Reason

    /// Nobody answers at the address.
    public static let cannotConnect = Code(reason: .cannotConnect)
    /// The host's name is unknown.
    public static let cannotResolveHost = Code(reason: .cannotResolveHost)
    /// The connection broke before the response was complete.
    public static let connectionLost = Code(reason: .connectionLost)
    /// The response's head, or the next piece of its body, did not come in time.
    public static let timedOut = Code(reason: .timedOut)
    /// No secure connection could be agreed on.
    public static let tlsFailed = Code(reason: .tlsFailed)
    /// The body has more bytes than are accepted.
    public static let bodyTooLarge = Code(reason: .bodyTooLarge)
    /// What came back is not HTTP.
    public static let invalidResponse = Code(reason: .invalidResponse)
    /// Anything else.
    public static let other = Code(reason: .other)

    /// Whether the same request may succeed when it is sent again.
    public var isTransient: Bool {
      switch reason {
      case .cannotConnect, .connectionLost, .timedOut, .cannotResolveHost, .invalidResponse: true
      case .tlsFailed, .bodyTooLarge, .other: false
      }
    }

    /// The code's name.
    public var description: String { reason.rawValue }
  }

  /// What went wrong.
  public let code: Code
  /// One sentence for people, without secrets.
  public let message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The code and the sentence.
  public var description: String { "\(code): \(message)" }

  static func bodyTooLarge(limit: Int) -> TransportError {
    TransportError(.bodyTooLarge, "the body has more than the \(limit) bytes that are accepted")
  }
}
