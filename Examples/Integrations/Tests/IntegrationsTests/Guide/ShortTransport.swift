import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PIMClient

/// A transport over AsyncHTTPClient that keeps all rules and does no more.
final class ShortTransport: HTTPTransport {
  private let client: HTTPClient

  init() {
    var settings = HTTPClient.Configuration()
    // The token must not travel to an address that the catalog client did not choose.
    settings.redirectConfiguration = .disallow
    // Whether and when to try again is the catalog client's to decide.
    settings.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }

  deinit { client.shutdown { _ in } }

  func send(_ request: PIMClient.HTTPRequest) async throws -> PIMClient.HTTPResponse {
    var message = HTTPClientRequest(url: request.url.absoluteString)
    message.method = NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue)
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    if request.body.length != 0 {
      let length = request.body.length.map { HTTPClientRequest.Body.Length.known(Int64($0)) }
      message.body = .stream(request.body.map { ByteBuffer(bytes: $0) }, length: length ?? .unknown)
    }
    let head = try await Self.within(request.timeout) { [client, message] in
      try await client.execute(message, deadline: .distantFuture)
    }
    let headers = PIMClient.HTTPHeaders(head.headers.map { (name: $0.name, value: $0.value) })
    let hasBody = head.status != .noContent && head.status != .notModified
    let pieces = Pieces(reader: Reader(head.body), timeout: request.timeout, transport: self)
    return HTTPResponse(
      status: Int(head.status.code), headers: headers,
      body: HTTPBody(pieces, length: hasBody ? headers["Content-Length"].flatMap { Int($0) } : nil))
  }

  /// The response's body, read only as fast as somebody asks for more.
  private struct Pieces: AsyncSequence, AsyncIteratorProtocol, Sendable {
    let reader: Reader
    let timeout: Duration
    /// Keeps the connections open until the body was read.
    let transport: ShortTransport

    func makeAsyncIterator() -> Pieces { self }

    func next() async throws -> [UInt8]? {
      let bytes = try await ShortTransport.within(timeout) { [reader] in try await reader.next() }
      return bytes.isEmpty ? nil : bytes
    }
  }

  /// Lets a child task read on, so that the wait for it can be cut short.
  private actor Reader {
    private var iterator: HTTPClientResponse.Body.AsyncIterator

    init(_ body: HTTPClientResponse.Body) { iterator = body.makeAsyncIterator() }

    func next() async throws -> [UInt8] {
      var iterator = iterator
      defer { self.iterator = iterator }
      return try await iterator.next(isolation: self).map { Array($0.readableBytesView) } ?? []
    }
  }

  /// Carries out one step, and says in the client's words why it failed.
  private static func within<R: Sendable>(
    _ timeout: Duration, _ step: @escaping @Sendable () async throws -> R
  ) async throws -> R {
    do {
      return try await withThrowingTaskGroup(of: R?.self) { group in
        group.addTask { try await step() }
        group.addTask {
          try await Task.sleep(for: timeout)
          return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let result = first else {
          throw TransportError(.timedOut, "nothing came for \(timeout)")
        }
        // To a task that was cancelled, a body may seem to have ended.
        try Task.checkCancellation()
        return result
      }
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw error as? TransportError ?? TransportError(.connectionLost, "the connection reports: \(error)")
    }
  }
}
