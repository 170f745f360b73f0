public import PIMClient
import Synchronization

/// A transport whose answers a test writes down, and that keeps every request.
public final class ScriptedTransport: HTTPTransport {
  /// Answers one request, given its number from zero.
  public typealias Handler = @Sendable (_ request: RecordedRequest, _ number: Int) async throws -> HTTPResponse

  private struct State {
    var requests: [RecordedRequest] = []
    var current = 0
    var most = 0
  }

  private let handler: Handler
  private let state = Mutex(State())

  /// Creates a transport that answers by a function.
  public init(_ handler: @escaping Handler) {
    self.handler = handler
  }

  /// Creates a transport that gives these answers one after the other, and fails when there are no more.
  public convenience init(_ answers: [ScriptedAnswer]) {
    self.init { _, number in
      guard number < answers.count else {
        throw TransportError(.other, "the script has \(answers.count) answers; this is request \(number + 1)")
      }
      return try answers[number].response()
    }
  }

  /// Every request so far.
  public var requests: [RecordedRequest] { state.withLock { $0.requests } }
  /// The largest number of requests that were under way at once, until their heads were there.
  public var mostAtOnce: Int { state.withLock { $0.most } }

  /// Records the request and answers it.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let recorded = RecordedRequest(request, body: try await request.body.bytes(upTo: 1 << 24))
    let number = state.withLock { state in
      state.requests.append(recorded)
      state.current += 1
      state.most = Swift.max(state.most, state.current)
      return state.requests.count - 1
    }
    defer { state.withLock { $0.current -= 1 } }
    try Task.checkCancellation()
    return try await handler(recorded, number)
  }
}

/// What a script says to one request.
public enum ScriptedAnswer: Sendable {
  /// A status with headers and a text.
  case status(Int, HTTPHeaders, String)
  /// No answer.
  case failure(TransportError)

  /// A 200 with JSON.
  public static func json(_ text: String) -> ScriptedAnswer {
    .status(200, ["Content-Type": "application/json"], text)
  }

  /// The answer as a response.
  public func response() throws -> HTTPResponse {
    switch self {
    case .status(let status, let headers, let text):
      HTTPResponse(status: status, headers: headers, body: HTTPBody(text))
    case .failure(let error): throw error
    }
  }
}
