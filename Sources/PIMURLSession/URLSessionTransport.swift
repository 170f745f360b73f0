public import PIMClient

#if canImport(FoundationNetworking)
  import Foundation
  import FoundationNetworking
#else
  import Foundation
#endif

/// Sends requests with Foundation's `URLSession`.
///
/// It keeps connections open, decodes gzip, and stores nothing: no cookies, no cache, no credentials. A redirect is
/// returned like any other response, because the token must not follow it. Of a body that is consumed more slowly than
/// it comes, 8 MiB wait in memory and the rest in a temporary file. A body to be sent that streams and has more than a
/// MiB is put into a temporary file first. The wait for an answer begins anew with whatever of it was sent.
///
/// ```swift
/// let transport = URLSessionTransport()
/// let response = try await transport.send(HTTPRequest(.get, url))
/// let bytes = try await response.body.bytes(upTo: 1_000_000)
/// ```
///
/// The transport owns its session. Copies share it; when the last copy and the last body that is still being read are
/// gone, the session is invalidated and its connections are closed.
///
/// On Linux, Swift 6.3's FoundationNetworking ends the whole process when a server closes a connection in good order in
/// the middle of a response's head (swift-corelibs-foundation issue 5285, fixed there since). Where that matters, use
/// another transport, such as the one on AsyncHTTPClient among this package's examples. It also ends the process when
/// a task is cancelled twice as it ends, or while it is redirected; this transport cancels where neither can happen.
public struct URLSessionTransport: HTTPTransport {
  /// What the transport was made with.
  public let configuration: Configuration
  private let owner: SessionOwner

  /// Creates a transport with a session of its own.
  public init(configuration: Configuration = Configuration()) {
    self.configuration = configuration
    owner = SessionOwner(configuration)
  }

  /// Sends a request and returns when its response's head has arrived.
  ///
  /// - Throws: `TransportError`, or `CancellationError` when the calling task was cancelled.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try Task.checkCancellation()
    guard let scheme = request.url.scheme?.lowercased(), scheme == "https" || scheme == "http" else {
      throw TransportError(.other, "the address is neither https nor http")
    }
    // Foundation hands them on as they are.
    guard request.headers.allSatisfy({ HTTPHeaders.isToken($0.name) && HTTPHeaders.isValue($0.value) }) else {
      throw TransportError(.other, "a header holds a line break or another control character")
    }
    var message = URLRequest(url: request.url, cachePolicy: .reloadIgnoringLocalCacheData)
    message.timeoutInterval = SessionOwner.foundationTimeout
    message.httpMethod = request.method.rawValue
    message.httpShouldHandleCookies = false
    for (name, value) in request.headers { message.addValue(value, forHTTPHeaderField: name) }
    let body = try await UploadBody(request.body, limit: configuration.bodyLimit)
    if !body.bytes.isEmpty { message.httpBody = Data(body.bytes) }

    let exchange = owner.start(message, body, limit: configuration.bodyLimit, clock: configuration.clock)
    let handle = ExchangeHandle(exchange, owner)
    let head = try await exchange.head(within: min(request.timeout, configuration.firstByteTimeout))
    let chunks = ExchangeBody(handle: handle, timeout: min(request.timeout, configuration.idleTimeout))
    return HTTPResponse(status: head.status, headers: head.headers, body: HTTPBody(chunks, length: head.length))
  }
}
