import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct RetryTests {
  private static let good = ScriptedAnswer.json(#"{"code":"a"}"#)

  @Test("N27: statuses that pass are tried again", arguments: [408, 429, 500, 502, 503, 504, 599])
  func passingStatus(_ status: Int) async throws {
    let transport = ScriptedTransport([.status(status, [:], ""), .status(status, [:], ""), Self.good])
    let clock = ManualClock(.skips)
    let client = try ClientUnderTest.make(transport, clock: clock)
    #expect(try await client.families.get("a").code == "a")
    #expect(transport.requests.count == 3)
    #expect(clock.sleeps == [.milliseconds(250), .milliseconds(500)])
  }

  @Test(
    "N27: statuses that do not pass are not tried again", arguments: [400, 401, 403, 404, 406, 409, 413, 414, 415, 422])
  func finalStatus(_ status: Int) async throws {
    let transport = ScriptedTransport([.status(status, [:], ""), Self.good])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.status == status)
    #expect(transport.requests.count == 1)
  }

  @Test(
    "N27: broken connections are tried again",
    arguments: [TransportError.Code.connectionLost, .timedOut, .invalidResponse, .cannotConnect])
  func brokenConnection(_ code: TransportError.Code) async throws {
    let transport = ScriptedTransport([.failure(TransportError(code, "test")), Self.good])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.families.get("a").code == "a")
    #expect(transport.requests.count == 2)
  }

  @Test("N27: a body that breaks off is asked for again")
  func brokenBody() async throws {
    let transport = ScriptedTransport { _, number in
      let chunks = AsyncThrowingStream<[UInt8], any Error> { stream in
        stream.yield(Array(#"{"code":"#.utf8))
        if number == 0 {
          stream.finish(throwing: TransportError(.connectionLost, "test"))
        } else {
          stream.yield(Array(#""a"}"#.utf8))
          stream.finish()
        }
      }
      return HTTPResponse(status: 200, body: HTTPBody(chunks))
    }
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.families.get("a").code == "a")
    #expect(transport.requests.count == 2)
  }

  @Test("N27: the number of attempts is bounded, and the error says how many there were")
  func attemptsAreBounded() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 503) }
    let client = try ClientUnderTest.make(transport) { $0.retry.retries = 3 }
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .serverError)
    #expect(error.message.contains("after 4 attempts"))
    #expect(transport.requests.count == 4)
  }

  @Test("N27: unless told otherwise a call is sent again five to eight times, each time with a timeout")
  func usualRetries() async throws {
    let timeouts = Log<Duration>()
    let transport = TimeoutLog(timeouts: timeouts)
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .serverError)
    #expect((5...8).contains(timeouts.entries.count - 1))
    #expect(timeouts.entries.allSatisfy { $0 == .seconds(60) })
    let patient = try ClientUnderTest.make(transport) { $0.timeout = .seconds(90) }
    _ = try await failure { () async throws(CatalogError) in try await patient.families.get("a") }
    #expect(timeouts.entries.last == .seconds(90))
  }

  /// Notes how long each request may take, and answers none.
  private struct TimeoutLog: HTTPTransport {
    let timeouts: Log<Duration>

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      timeouts.add(request.timeout)
      return HTTPResponse(status: 503)
    }
  }

  @Test("A wrong address is reported soon, an address that fails in mid-run is not given up so soon")
  func firstContact() async throws {
    let lost = ScriptedAnswer.failure(TransportError(.cannotConnect, "nobody answers"))
    let transport = ScriptedTransport(Array(repeating: lost, count: 3) + [Self.good] + Array(repeating: lost, count: 9))
    let client = try ClientUnderTest.make(transport)
    let first = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(first.code == .unreachable)
    #expect(first.advice?.contains("https://pim.example.com") == true)
    #expect(transport.requests.count == 3)
    _ = try await client.families.get("a")
    _ = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(transport.requests.count == 4 + 7)
  }

  @Test("N27: Retry-After is obeyed, in seconds and as a date from the server's clock")
  func retryAfterIsObeyed() async throws {
    let clock = ManualClock(.skips)
    let transport = ScriptedTransport([
      .status(429, ["Retry-After": "15"], ""),
      .status(
        503,
        ["Retry-After": "Sun, 06 Nov 1994 08:49:57 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"], ""),
      .status(429, ["Retry-After": "in a while"], ""),
      .status(429, [:], ""),
      Self.good,
    ])
    let client = try ClientUnderTest.make(transport, clock: clock)
    _ = try await client.families.get("a")
    #expect(clock.sleeps == [.seconds(15), .seconds(20), .seconds(1), .seconds(2)])
  }

  @Test(
    "N27: a Retry-After beyond the bound is an error that says how long", arguments: ["86400", "999999999999999999"])
  func hostileRetryAfter(_ value: String) async throws {
    let transport = ScriptedTransport([.status(429, ["Retry-After": value], ""), Self.good])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .rateLimited)
    #expect(error.advice?.contains("seconds") == true)
    #expect(transport.requests.count == 1)
  }

  @Test(
    "N27: a POST that creates is not sent twice when the server may have acted on it",
    arguments: [ScriptedAnswer.status(503, [:], ""), .failure(TransportError(.connectionLost, "test"))])
  func creatingPost(_ answer: ScriptedAnswer) async throws {
    let transport = ScriptedTransport([answer, Self.good])
    let client = try ClientUnderTest.make(transport)
    _ = try await failure { () async throws(CatalogError) in
      try await client.send(RawRequest(.post, "/api/rest/v1/products-uuid", body: [0x7B, 0x7D]))
    }
    #expect(transport.requests.count == 1)
  }

  @Test(
    "N27: a POST that creates is sent again when the server cannot have acted on it",
    arguments: [ScriptedAnswer.status(429, [:], ""), .failure(TransportError(.cannotConnect, "test"))])
  func creatingPostThatNeverArrived(_ answer: ScriptedAnswer) async throws {
    let transport = ScriptedTransport([answer, .status(201, [:], "")])
    let client = try ClientUnderTest.make(transport)
    let answer = try await client.send(RawRequest(.post, "/api/rest/v1/products-uuid", body: [0x7B, 0x7D]))
    #expect(answer.status == 201)
    #expect(transport.requests.count == 2)
  }

  @Test("Cancelling ends the wait before a retry")
  func cancelledWait() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 503) }
    let client = try ClientUnderTest.make(transport, clock: clock)
    let task = Task { try await failure { () async throws(CatalogError) in try await client.families.get("a") } }
    await clock.untilSleeping()
    task.cancel()
    #expect(try await task.value.code == .cancelled)
    #expect(transport.requests.count == 1)
  }

  @Test("The observer is told of each attempt, without secrets or queries")
  func observerSeesAttempts() async throws {
    let observer = Recorder()
    let transport = ScriptedTransport([
      .status(503, [:], ""), .failure(TransportError(.timedOut, "test")), .json(PageText.of(["a"])),
    ])
    let client = try ClientUnderTest.make(transport) { $0.observer = observer }
    _ = try await client.families.list(.where(.code(anyOf: ["secret-code"]))).all()
    let events = observer.events
    #expect(events.map(\.attempt) == [1, 2, 3])
    #expect(events.map(\.status) == [503, nil, 200])
    #expect(events.map(\.failure) == [.serverError, .timedOut, nil])
    #expect(events.map(\.retryAfter) == [.milliseconds(250), .milliseconds(500), nil])
    #expect(events.last?.bytes == PageText.of(["a"]).utf8.count)
    #expect(events.allSatisfy { $0.request == "GET /api/rest/v1/families" })
    #expect(!"\(events)".contains(ClientUnderTest.token))
  }

  private struct Recorder: ClientObserver {
    private let log = Log<ClientEvent>()
    var events: [ClientEvent] { log.entries }
    func observe(_ event: ClientEvent) { log.add(event) }
  }
}
