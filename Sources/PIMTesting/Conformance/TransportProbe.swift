internal import CatalogModels
internal import PIMClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Sends what a rule needs and looks at what comes back.
struct TransportProbe: Sendable {
  let rule: String
  let server: URL
  let transport: any HTTPTransport
  /// How long a call that is not about waiting may take: on a busy machine as long as its rule.
  let usualTimeout: Duration
  /// Tells this run's counts and gates on the server from those of others.
  let id = UUID().uuidString

  func check(_ rule: TransportRule) async throws {
    switch rule {
    case .methods: try await methods()
    case .addresses: try await addresses()
    case .requestHeaders: try await requestHeaders()
    case .responseHeaders: try await responseHeaders()
    case .requestBodies: try await requestBodies()
    case .responseBodies: try await responseBodies()
    case .statuses: try await statuses()
    case .redirects: try await redirects()
    case .noRetries: try await noRetries()
    case .noMemory: try await noMemory()
    case .streaming: try await streaming()
    case .parallelCalls: try await parallelCalls()
    case .abandonedBodies: try await abandonedBodies()
    case .cancellationBeforeHead: try await cancellation("silence")
    case .cancellationInBody: try await cancellation("stall")
    case .timeoutBeforeHead: try await timeout("silence")
    case .timeoutInBody: try await timeout("stall")
    case .nobodyThere: try await nobodyThere()
    case .connectionLostBeforeHead: try await connectionLostBeforeHead()
    case .connectionLostInBody: try await connectionLostInBody()
    case .notHTTP: try await notHTTP()
    case .bodyLimit: try await bodyLimit()
    }
  }

  // MARK: Helpers

  func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    guard condition else { throw ConformanceFailure(rule: rule, message()) }
  }

  func url(_ path: String) throws -> URL {
    var origin = server.absoluteString
    while origin.hasSuffix("/") { origin.removeLast() }
    guard let url = URL(string: origin + path) else { throw ConformanceFailure(rule: rule, "no address: \(path)") }
    return url
  }

  func send(
    _ method: HTTPMethod = .get, _ path: String, headers: HTTPHeaders = [:], body: HTTPBody = .empty,
    timeout: Duration? = nil
  ) async throws -> HTTPResponse {
    try await transport.send(
      HTTPRequest(method, url(path), headers: headers, body: body, timeout: timeout ?? usualTimeout))
  }

  func echo(
    _ method: HTTPMethod = .get, _ path: String = "/echo", headers: HTTPHeaders = [:], body: HTTPBody = .empty
  ) async throws -> RawJSON {
    let response = try await send(method, path, headers: headers, body: body)
    try require(response.status == 200, "the echo came with status \(response.status)")
    return try RawJSON(parsing: try await response.body.bytes(upTo: 1 << 20))
  }

  func text(_ path: String) async throws -> String {
    let response = try await send(.get, path)
    return String(decoding: try await response.body.bytes(upTo: 1 << 20), as: UTF8.self)
  }

  /// What is thrown by a call that must fail.
  func failure(_ what: String, _ body: () async throws -> Void) async throws -> any Error {
    do {
      try await body()
    } catch let failure as ConformanceFailure {
      throw failure
    } catch {
      return error
    }
    throw ConformanceFailure(rule: rule, "\(what): an error was expected, and none came")
  }

  func transportFailure(_ what: String, _ body: () async throws -> Void) async throws -> TransportError {
    let error = try await failure(what, body)
    guard let known = error as? TransportError else {
      throw ConformanceFailure(rule: rule, "\(what): a TransportError was expected", underlying: error)
    }
    return known
  }

  func count() async throws -> Int { Int(try await text("/count?id=\(id)")) ?? -1 }
}
