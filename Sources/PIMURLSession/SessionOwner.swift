#if canImport(FoundationNetworking)
  import Foundation
  import FoundationNetworking
#else
  import Foundation
#endif

/// Owns a `URLSession`, which keeps its delegate alive until it is invalidated: this is done when the owner goes.
final class SessionOwner: Sendable {
  /// Foundation's own timer knows one wait for all; it is set out of the way, and `Exchange` measures time where somebody
  /// waits.
  static let foundationTimeout: Double = 7 * 86_400

  private let session: URLSession
  private let delegate: SessionDelegate

  init(_ configuration: URLSessionTransport.Configuration) {
    let settings = URLSessionConfiguration.ephemeral
    settings.httpMaximumConnectionsPerHost = max(1, configuration.connectionsPerHost)
    settings.timeoutIntervalForRequest = Self.foundationTimeout
    settings.timeoutIntervalForResource = Self.foundationTimeout
    settings.requestCachePolicy = .reloadIgnoringLocalCacheData
    settings.urlCache = nil
    settings.urlCredentialStorage = nil
    settings.httpCookieStorage = nil
    settings.httpCookieAcceptPolicy = .never
    settings.httpShouldSetCookies = false
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    delegate = SessionDelegate()
    session = URLSession(configuration: settings, delegate: delegate, delegateQueue: queue)
  }

  deinit { session.finishTasksAndInvalidate() }

  /// Starts a request.
  func start(_ request: URLRequest, _ body: UploadBody? = nil, limit: Int, clock: any Clock<Duration>) -> Exchange {
    let task = body?.file.map { session.uploadTask(with: request, fromFile: $0) } ?? session.dataTask(with: request)
    let exchange = Exchange(task, on: session.delegateQueue, sending: body, limit: limit, clock: clock)
    delegate.add(exchange)
    task.resume()
    return exchange
  }
}
