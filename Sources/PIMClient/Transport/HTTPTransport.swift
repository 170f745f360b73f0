/// Sends one HTTP request and returns its response: the only thing the client asks of an HTTP library.
///
/// A transport carries bytes and nothing else. It
/// - never follows a redirect: a 3xx is returned like any other response, because `Authorization` must not travel
///   to an address that the client did not choose;
/// - never retries, and never throws because of a status: throwing means that no complete response head was received;
/// - ends promptly with `CancellationError` when the task that called it is cancelled;
/// - gives the response as soon as its head has arrived, and its body with back-pressure where it can.
///
/// The suite `TransportConformance` in PIMTesting checks all of this on a transport of your own. A test double is
/// a few lines:
///
/// ```swift
/// struct Unreachable: HTTPTransport {
///   func send(_ request: HTTPRequest) async throws -> HTTPResponse {
///     throw TransportError(.cannotConnect, "nobody answers at \(request.url.host() ?? "")")
///   }
/// }
/// ```
public protocol HTTPTransport: Sendable {
  /// Sends a request.
  ///
  /// - Parameter request: What to send. Its `timeout` covers the time to the response's head, and each wait for
  ///   bytes of the body after it.
  /// - Returns: The response, whatever its status.
  /// - Throws: `TransportError`, or `CancellationError` when the calling task was cancelled.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
