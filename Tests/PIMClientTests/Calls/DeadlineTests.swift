import CatalogModels
import PIMClient
import TestSupport
import Testing

/// A server that takes a call and never answers it.
private struct SilentTransport: HTTPTransport {
  let asked = Log<String>()
  let gate = Gate()

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    asked.add(request.headers["X-Gateway"] ?? "")
    try await gate.wait()
    return HTTPResponse(status: 500)
  }
}

struct DeadlineTests {
  @Test("A call that is not done by its deadline is cancelled, and the error says so")
  func endsCall() async throws {
    let transport = SilentTransport()
    let clock = ManualClock()
    let client = try ClientUnderTest.make(transport, clock: clock) { $0.deadline = .seconds(30) }
    async let outcome = failure { () async throws(CatalogError) in try await client.families.get("shoes") }
    try await until { !transport.asked.entries.isEmpty && !clock.sleeps.isEmpty }
    clock.advance(by: .seconds(30))
    let error = try await outcome
    #expect(error.code == .timedOut)
    #expect(error.request == "GET /api/rest/v1/families/shoes")
    #expect(error.advice?.contains("deadline") == true)
  }

  @Test("Cancelling a call with a deadline is no lateness")
  func cancels() async throws {
    let transport = SilentTransport()
    let client = try ClientUnderTest.make(transport, clock: ManualClock()) { $0.deadline = .seconds(30) }
    let call = Task { try await failure { () async throws(CatalogError) in try await client.families.get("shoes") } }
    try await until { !transport.asked.entries.isEmpty }
    call.cancel()
    #expect(try await call.value.code == .cancelled)
  }

  @Test("A call that is done in time is not touched")
  func leavesCall() async throws {
    let transport = ScriptedTransport([.json(#"{"code":"shoes"}"#)])
    let client = try ClientUnderTest.make(transport, clock: ManualClock()) { $0.deadline = .seconds(30) }
    #expect(try await client.families.get("shoes").code == "shoes")
  }

  @Test("Headers of the host's own go with every call, and take no place of the client's")
  func customHeaders() async throws {
    let transport = ScriptedTransport([.json(#"{"code":"shoes"}"#)])
    let client = try ClientUnderTest.make(transport) {
      $0.headers = ["X-Gateway": "shop", "accept": "text/html", "Authorization": "Basic x"]
    }
    _ = try await client.families.get("shoes")
    let request = try #require(transport.requests.first)
    #expect(request.headers["X-Gateway"] == "shop")
    #expect(request.headers["Accept"] == "application/json")
    #expect(request.headers["Authorization"] == "Bearer \(ClientUnderTest.token)")
  }
}
