/// Why no response, or only a part of one, was received.
///
/// The client retries what may pass by itself (``Code/isTransient``) and wraps the rest in a `CatalogError`.
public struct TransportError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, in the transport's terms. More codes may come.
  public struct Code: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    /// The code's name.
    public let rawValue: String

    /// Creates a code from its name, such as one that was kept.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nobody answers at the address.
    public static let cannotConnect = Code(rawValue: "cannotConnect")
    /// The host's name is unknown.
    public static let cannotResolveHost = Code(rawValue: "cannotResolveHost")
    /// The connection broke before the response was complete.
    public static let connectionLost = Code(rawValue: "connectionLost")
    /// The response's head, or the next piece of its body, did not come in time.
    public static let timedOut = Code(rawValue: "timedOut")
    /// No secure connection could be agreed on.
    public static let tlsFailed = Code(rawValue: "tlsFailed")
    /// The body has more bytes than are accepted.
    public static let bodyTooLarge = Code(rawValue: "bodyTooLarge")
    /// What came back is not HTTP.
    public static let invalidResponse = Code(rawValue: "invalidResponse")
    /// Anything else.
    public static let other = Code(rawValue: "other")

    /// Whether the same request may succeed when it is sent again.
    public var isTransient: Bool {
      switch self {
      case .cannotConnect, .connectionLost, .timedOut, .cannotResolveHost, .invalidResponse: true
      default: false
      }
    }

    /// The code's name.
    public var description: String { rawValue }
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
