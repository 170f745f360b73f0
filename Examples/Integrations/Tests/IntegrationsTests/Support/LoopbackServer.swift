import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import PIMClient
import PIMTesting

/// An HTTP/1.1 server on the loopback that does what a conformance suite wants, misbehaviour included: what you need to
/// run `TransportConformance` on a transport of your own.
enum LoopbackServer {
  typealias Answer = @Sendable (PIMClient.HTTPRequest) async -> TransportConformance.Answer
  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, ByteBuffer>

  /// Serves while the body runs.
  static func serving<R: Sendable>(
    _ answer: @escaping Answer, _ body: @escaping @Sendable (URL) async throws -> R
  ) async throws -> R {
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
          try channel.pipeline.syncOperations.addHandler(decoder)
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    let origin = "http://127.0.0.1:\(listener.channel.localAddress?.port ?? 0)"
    guard let url = URL(string: origin) else { throw URLError(.badURL) }
    return try await listener.executeThenClose { connections in
      try await withThrowingTaskGroup(of: R?.self) { group in
        group.addTask { try await body(url) }
        group.addTask {
          await withDiscardingTaskGroup { group in
            do {
              for try await connection in connections {
                group.addTask { try? await serve(connection, origin, answer) }
              }
            } catch {}
          }
          return nil
        }
        defer { group.cancelAll() }
        while let result = try await group.next() {
          if let result { return result }
        }
        throw CancellationError()
      }
    }
  }

  private static func serve(_ connection: Connection, _ origin: String, _ answer: Answer) async throws {
    try await connection.executeThenClose { inbound, outbound in
      var head: HTTPRequestHead?
      var body: [UInt8] = []
      for try await part in inbound {
        switch part {
        case .head(let new):
          (head, body) = (new, [])
        case .body(let bytes):
          body += bytes.readableBytesView
        case .end:
          guard let head, let url = URL(string: origin + head.uri) else { return }
          let request = PIMClient.HTTPRequest(
            HTTPMethod(rawValue: head.method.rawValue), url,
            headers: HTTPHeaders(head.headers.map { (name: $0.name, value: $0.value) }), body: HTTPBody(body))
          switch await answer(request) {
          case .close: return
          case .bytes(let bytes): return try await outbound.write(ByteBuffer(bytes: bytes))
          case .response(let response): try await send(response, to: head, outbound)
          }
        }
      }
    }
  }

  private static func send(
    _ response: HTTPResponse, to request: HTTPRequestHead, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async throws {
    let hasBody = response.status != 204 && response.status != 304 && request.method != .HEAD
    let length = response.body.length
    var head = "HTTP/1.1 \(response.status) Status\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    if hasBody { head += length.map { "Content-Length: \($0)\r\n" } ?? "Transfer-Encoding: chunked\r\n" }
    try await outbound.write(ByteBuffer(string: head + "\r\n"))
    guard hasBody else { return }
    for try await piece in response.body {
      if length == nil { try await outbound.write(ByteBuffer(string: String(piece.count, radix: 16) + "\r\n")) }
      try await outbound.write(ByteBuffer(bytes: piece))
      if length == nil { try await outbound.write(ByteBuffer(string: "\r\n")) }
    }
    if length == nil { try await outbound.write(ByteBuffer(string: "0\r\n\r\n")) }
  }
}
