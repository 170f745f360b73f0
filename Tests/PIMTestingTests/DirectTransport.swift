import PIMClient
import PIMTesting
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A transport that calls the conformance server without a network, rightly or with one fault.
struct DirectTransport: HTTPTransport {
  enum Defect: Sendable, CaseIterable {
    case swallowsMethod, decodesAddress, dropsHeaders, dropsResponseHeaders, cutsRequestBody, cutsResponseBody
    case throwsOnStatus, followsRedirects, retries, keepsCookies, buffers, oneAtATime, ignoresCancellation
    case ignoresTimeout, wrongErrorCode, shortBodies

    /// The rule that the defect breaks first.
    var rule: TransportRule {
      switch self {
      case .swallowsMethod: .methods
      case .decodesAddress: .addresses
      case .dropsHeaders: .requestHeaders
      case .dropsResponseHeaders: .responseHeaders
      case .cutsRequestBody: .requestBodies
      case .cutsResponseBody: .responseBodies
      case .throwsOnStatus: .statuses
      case .followsRedirects: .redirects
      case .retries: .noRetries
      case .keepsCookies: .noMemory
      case .buffers: .streaming
      case .oneAtATime: .parallelCalls
      case .ignoresCancellation: .cancellationBeforeHead
      case .ignoresTimeout: .timeoutBeforeHead
      case .wrongErrorCode: .connectionLostBeforeHead
      case .shortBodies: .connectionLostInBody
      }
    }
  }

  let server: TransportConformance.Server
  var defect: Defect?

  private final class Memory: Sendable {
    let cookie = Mutex<String?>(nil)
    let turn = FaultGate()
    let calls = Mutex(0)
  }

  private let memory = Memory()

  init(_ server: TransportConformance.Server, defect: Defect? = nil) {
    self.server = server
    self.defect = defect
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    if request.url.port == 1 { throw TransportError(.cannotConnect, "nobody answers") }
    switch defect {
    case .swallowsMethod where request.method == .patch: request.method = .post
    case .decodesAddress:
      if let url = URL(string: request.url.absoluteString.replacing("%2F", with: "/")) { request.url = url }
    case .dropsHeaders: request.headers["Authorization"] = nil
    case .cutsRequestBody:
      request.body = HTTPBody(Array(try await request.body.bytes(upTo: 4_000_000).prefix(1_000_000)))
    case .keepsCookies: request.headers["Cookie"] = memory.cookie.withLock { $0 }
    case .oneAtATime:
      if memory.calls.withLock({
        $0 += 1; return $0
      }) > 1 {
        try await FaultGateWait.forever()
      }
    default: break
    }
    var response = try await answer(request)
    switch defect {
    case .dropsResponseHeaders: response.headers = [:]
    case .cutsResponseBody:
      response.body = HTTPBody(Array(try await response.body.bytes(upTo: 4_000_000).prefix(1_000_000)))
    case .throwsOnStatus where response.status >= 500: throw TransportError(.other, "status \(response.status)")
    case .followsRedirects where response.status >= 300 && response.status < 400:
      if let location = response.headers["Location"], let url = URL(string: location) {
        request.url = url
        return try await answer(request)
      }
    case .retries where response.status == 503: return try await answer(request)
    case .keepsCookies: memory.cookie.withLock { $0 = response.headers["Set-Cookie"] ?? $0 }
    case .buffers: response.body = HTTPBody(try await response.body.bytes(upTo: 4_000_000))
    case .shortBodies: response.body = HTTPBody(ShortBody(body: response.body))
    default: break
    }
    return response
  }

  private func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
    let (server, timeout) = (server, defect == .ignoresTimeout ? .seconds(600) : request.timeout)
    let work = Task { await server.answer(request) }
    if defect == .ignoresCancellation { return try await response(work.value, timeout) }
    let answer = try await Self.within(timeout) {
      await withTaskCancellationHandler {
        await work.value
      } onCancel: {
        work.cancel()
      }
    }
    try Task.checkCancellation()
    return try response(answer, timeout)
  }

  private func response(_ answer: TransportConformance.Answer, _ timeout: Duration) throws -> HTTPResponse {
    switch answer {
    case .response(var response):
      if response.body.bytesInMemory == nil {
        response.body = HTTPBody(TimedBody(body: response.body, timeout: timeout), length: response.body.length)
      }
      return response
    case .close:
      throw TransportError(defect == .wrongErrorCode ? .other : .connectionLost, "the connection closed")
    case .bytes: throw TransportError(.invalidResponse, "that is not HTTP")
    }
  }

  /// The wait for something, or `timedOut`.
  static func within<Value: Sendable>(
    _ timeout: Duration, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else {
        throw TransportError(.timedOut, "nothing came in \(timeout)")
      }
      return value
    }
  }
}

/// A wait that only cancellation ends.
enum FaultGateWait {
  static func forever() async throws {
    try await Task.sleep(for: .seconds(3_600))
  }
}

/// A body each of whose pieces must come in time.
private struct TimedBody: AsyncSequence, Sendable {
  let body: HTTPBody
  let timeout: Duration

  struct AsyncIterator: AsyncIteratorProtocol {
    let pieces: Pieces
    let timeout: Duration

    mutating func next() async throws -> [UInt8]? {
      let pieces = pieces
      return try await DirectTransport.within(timeout) { try await pieces.next() }
    }
  }

  /// The iterator, which only one task at a time may ask.
  actor Pieces {
    private var iterator: HTTPBody.AsyncIterator?

    init(_ body: HTTPBody) { iterator = body.makeAsyncIterator() }

    func next() async throws -> [UInt8]? {
      guard var own = iterator else { return nil }
      iterator = nil
      let piece = try await own.next()
      iterator = own
      return piece
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: Pieces(body), timeout: timeout) }
}

/// A body whose errors are taken for its end.
private struct ShortBody: AsyncSequence, Sendable {
  let body: HTTPBody

  struct AsyncIterator: AsyncIteratorProtocol {
    var iterator: HTTPBody.AsyncIterator

    mutating func next() async throws -> [UInt8]? {
      do {
        return try await iterator.next()
      } catch {
        return nil
      }
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(iterator: body.makeAsyncIterator()) }
}
