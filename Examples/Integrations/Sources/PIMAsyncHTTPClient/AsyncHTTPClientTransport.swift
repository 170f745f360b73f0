import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import PIMClient

/// Sends requests with AsyncHTTPClient: the transport for servers on SwiftNIO.
///
/// Bodies stream both ways with back-pressure: a slow reader slows the server down, and nothing is put into a temporary
/// file. It keeps connections open, decodes gzip, follows no redirect, and repeats nothing.
///
/// ```swift
/// let client = try CatalogClient(url, credentials, over: AsyncHTTPClientTransport())
/// ```
///
/// Copies share one `HTTPClient`, which is shut down when the last copy and the last unread body are gone.
public struct AsyncHTTPClientTransport: HTTPTransport {
  /// What the transport was made with.
  public let configuration: Configuration
  private let owner: ClientOwner

  /// Creates a transport with an `HTTPClient` of its own, on NIO's shared event loops.
  public init(configuration: Configuration = Configuration()) {
    self.configuration = configuration
    owner = ClientOwner(configuration)
  }

  /// Sends a request and returns when its response's head has arrived.
  ///
  /// - Throws: `TransportError`, or `CancellationError` when the calling task was cancelled.
  public func send(_ request: PIMClient.HTTPRequest) async throws -> PIMClient.HTTPResponse {
    try Task.checkCancellation()
    let upload = Upload(request.body)
    var message = HTTPClientRequest(url: request.url.absoluteString)
    message.method = NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue)
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    if message.headers["Accept-Encoding"].isEmpty { message.headers.add(name: "Accept-Encoding", value: "gzip") }
    message.body = upload.body

    let patience = Patience(request.timeout, configuration.clock)
    let client = owner.client
    do {
      let head = try await patience.wait("no answer began within \(request.timeout)", upload.progress) {
        // The waiting is ours; AsyncHTTPClient's own deadline only has to be later.
        [message] in try await client.execute(message, deadline: .distantFuture)
      }
      return response(head, patience)
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw upload.failure ?? TransportError(asyncHTTPClient: error)
    }
  }

  private func response(_ head: HTTPClientResponse, _ patience: Patience) -> PIMClient.HTTPResponse {
    var headers = PIMClient.HTTPHeaders(head.headers.map { (name: $0.name, value: $0.value) })
    // A coded body was decoded on its way: what these said of it is no longer true.
    if let coding = headers["Content-Encoding"], coding.lowercased() != "identity" {
      headers["Content-Encoding"] = nil
      headers["Content-Length"] = nil
    }
    let length = headers["Content-Length"].flatMap { Int($0) }
    let hasBody = head.status != .noContent && head.status != .notModified
    let body = Download(body: head.body, patience: patience, owner: owner)
    return PIMClient.HTTPResponse(
      status: Int(head.status.code), headers: headers, body: HTTPBody(body, length: hasBody ? length : nil))
  }
}
