public import Foundation
public import PIMClient
import Synchronization

/// A small HTTP/1.1 server on 127.0.0.1, for tests: it keeps connections open, speaks `Content-Length` and chunks,
/// and misbehaves on request.
///
/// ```swift
/// try await LoopbackServer.serving({ _ in .response(HTTPResponse(status: 204)) }) { server in
///   // server.origin
/// }
/// ```
public final class LoopbackServer: Sendable {
  /// Answers a request. Its address is absolute, with the server's own origin.
  public typealias Handler = @Sendable (HTTPRequest) async -> LoopbackAnswer

  private struct State {
    var isStopped = false
    var open: [ObjectIdentifier: LoopbackSocket] = [:]
    var connections = 0
    var requests = 0
  }

  /// The port that the system chose.
  public let port: Int
  private let state = Mutex(State())

  private init(port: Int) { self.port = port }

  /// The server's address, `http://127.0.0.1:PORT`.
  public var origin: String { "http://127.0.0.1:\(port)" }
  /// The number of connections that were opened.
  public var connections: Int { state.withLock { $0.connections } }
  /// The number of requests that were read.
  public var requests: Int { state.withLock { $0.requests } }

  /// The address of a path on the server.
  public func url(_ path: String = "/") throws -> URL {
    guard let url = URL(string: origin + path) else { throw LoopbackFailure(description: "no address: \(path)") }
    return url
  }

  /// A `GET` of the server's that waits for its answer: how long that takes on a busy machine is not what is tested.
  public func request() throws -> HTTPRequest { HTTPRequest(.get, try url(), timeout: .seconds(600)) }

  /// Serves while the body runs. When it returns or throws, every connection is closed and everything has ended.
  public static func serving<R>(
    _ handler: @escaping Handler, isolation: isolated (any Actor)? = #isolation,
    _ body: (LoopbackServer) async throws -> R
  ) async throws -> R {
    let listener = try LoopbackListener()
    let server = LoopbackServer(port: listener.port)
    let serving = Task { await server.run(listener, handler) }
    defer { serving.cancel() }
    let result: Result<R, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    serving.cancel()
    server.stop()
    listener.stop()
    await serving.value
    return try result.get()
  }

  /// Gives an address at which nobody listens while the body runs, and which no other test can get.
  public static func refusing<R>(
    isolation: isolated (any Actor)? = #isolation, _ body: (LoopbackServer) async throws -> R
  ) async throws -> R {
    let listener = try LoopbackListener(listens: false)
    defer { listener.giveUp() }
    return try await body(LoopbackServer(port: listener.port))
  }

  /// Serves a transport, such as a sandbox, over real HTTP.
  public static func serving<R>(
    transport: any HTTPTransport, isolation: isolated (any Actor)? = #isolation,
    _ body: (LoopbackServer) async throws -> R
  ) async throws -> R {
    try await serving(
      { request in
        do {
          return .response(try await transport.send(request))
        } catch {
          return .steps([.reset])
        }
      }, body)
  }

  private func run(_ listener: LoopbackListener, _ handler: @escaping Handler) async {
    await withDiscardingTaskGroup { group in
      for await socket in listener.connections() {
        let key = ObjectIdentifier(socket)
        let accepted = state.withLock { state in
          if !state.isStopped { state.open[key] = socket }
          state.connections += 1
          return !state.isStopped
        }
        guard accepted else { continue }
        group.addTask { [self] in
          await serve(socket, handler)
          state.withLock { _ = $0.open.removeValue(forKey: key) }
          socket.close()
        }
      }
    }
  }

  private func serve(_ socket: LoopbackSocket, _ handler: Handler) async {
    var connection = LoopbackConnection(socket, origin: origin)
    while let request = await connection.request() {
      state.withLock { $0.requests += 1 }
      switch await handler(request) {
      case .response(let response):
        guard await connection.send(response, to: request.method) else { return }
      case .steps(let steps):
        return await connection.run(steps)
      }
    }
  }

  private func stop() {
    let open = state.withLock { state in
      state.isStopped = true
      return Array(state.open.values)
    }
    for socket in open { socket.shutDown() }
  }
}
