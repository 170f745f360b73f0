import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct TokenTests {
  private static let credentials = Credentials.password(
    clientID: "client", secret: "s3cret", username: "user", password: "pass\"wörd")

  private func client(
    _ transport: any HTTPTransport, clock: ManualClock = ManualClock(.skips),
    _ change: (inout CatalogClient.Configuration) -> Void = { _ in }
  ) throws -> CatalogClient {
    try ClientUnderTest.make(transport, credentials: Self.credentials, clock: clock, change)
  }

  @Test("N28: the password grant is asked as the vendor documents it")
  func passwordGrantRequest() async throws {
    let server = TokenServer()
    _ = try await client(server).families.get("a")
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /api/oauth/v1/token")
    #expect(request.headers["Content-Type"] == "application/json")
    #expect(request.headers["Authorization"] == "Basic \(Data("client:s3cret".utf8).base64EncodedString())")
    let body = try RawJSON(parsing: request.body)
    #expect(body["grant_type"]?.string == "password")
    #expect(body["username"]?.string == "user")
    #expect(body["password"]?.string == "pass\"wörd")
    #expect(server.requests.last?.headers["Authorization"] == "Bearer access-1")
  }

  @Test("N28: a token is asked for once and used until shortly before its end")
  func tokenIsKept() async throws {
    let (server, clock) = (TokenServer(), ManualClock())
    let client = try client(server, clock: clock)
    for _ in 0..<3 { _ = try await client.families.get("a") }
    clock.advance(by: .seconds(3_539))
    _ = try await client.families.get("a")
    #expect(server.grants == ["password"])
    clock.advance(by: .seconds(1))
    _ = try await client.families.get("a")
    #expect(server.grants == ["password", "refresh"])
    #expect(server.requests.last?.headers["Authorization"] == "Bearer access-2")
  }

  @Test("N28: a 401 renews the token and the call goes on")
  func renewalOn401() async throws {
    let server = TokenServer()
    let client = try client(server)
    _ = try await client.families.get("a")
    server.expire()
    #expect(try await client.families.get("a").code == "a")
    #expect(server.grants == ["password", "refresh"])
  }

  @Test("N28: a dead refresh token falls back to the password")
  func deadRefreshToken() async throws {
    let server = TokenServer()
    server.change { $0.refreshTokensAreDead = true }
    let client = try client(server)
    _ = try await client.families.get("a")
    server.expire()
    #expect(try await client.families.get("a").code == "a")
    #expect(server.grants == ["password", "refresh", "password"])
  }

  @Test("N28: one renewal serves all calls that wait, whether they found the token dead or had none")
  func oneRenewalForAll() async throws {
    let gate = Gate()
    let server = TokenServer(gate: gate)
    let client = try client(server) { $0.callsAtOnce = 64 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<30 { group.addTask { _ = try await client.families.get("a") } }
      try await until { client.connection.tokens.waitingCount >= 30 }
      gate.open()
      try await group.waitForAll()
    }
    #expect(server.grants == ["password"])

    server.expire()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<30 { group.addTask { _ = try await client.families.get("a") } }
      try await group.waitForAll()
    }
    #expect(server.grants == ["password", "refresh"])
  }

  @Test("N28: a caller that is cancelled while the token is renewed does not break it for the others")
  func cancelledCallerDuringRenewal() async throws {
    let gate = Gate()
    let server = TokenServer(gate: gate)
    let client = try client(server)
    let first = Task { try await failure { () async throws(CatalogError) in try await client.families.get("a") } }
    try await until { client.connection.tokens.waitingCount >= 1 }
    let second = Task { try await client.families.get("a") }
    try await until { client.connection.tokens.waitingCount >= 2 }
    first.cancel()
    #expect(try await first.value.code == .cancelled)
    #expect(client.connection.tokens.waitingCount == 1)
    gate.open()
    #expect(try await second.value.code == "a")
    #expect(server.grants == ["password"])
  }

  @Test("N28: when everybody who waited for a token is gone, so is the request for it, and a later call asks anew")
  func abandonedRenewal() async throws {
    let gate = Gate()
    let server = TokenServer(gate: gate)
    let client = try client(server)
    let only = Task { try await failure { () async throws(CatalogError) in try await client.families.get("a") } }
    try await until { !server.requests.isEmpty }
    only.cancel()
    #expect(try await only.value.code == .cancelled)
    gate.open()
    #expect(try await client.families.get("a").code == "a")
  }

  @Test("N28: a fresh token that is refused again and again ends in an error that says what to do")
  func freshTokenIsRefused() async throws {
    let server = TokenServer()
    server.change { $0.acceptsNothing = true }
    let client = try client(server)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .unauthorized)
    #expect(error.status == 401)
    #expect(error.advice?.contains("user") == true)
    #expect(server.grants.count == 3)
  }

  @Test("N28: an app's token is neither renewed nor tried again; the error says to connect anew")
  func appToken() async throws {
    let transport = ScriptedTransport([.status(401, [:], #"{"code":401,"message":"invalid"}"#)])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .unauthorized)
    #expect(error.message == "invalid")
    #expect(error.advice?.contains("Connect the app") == true)
    #expect(transport.requests.map(\.line) == ["GET /api/rest/v1/families/a"])
    #expect(transport.requests.first?.headers["Authorization"] == "Bearer \(ClientUnderTest.token)")
  }

  @Test(
    "Refused credentials are an error that says where to look, in the server's words",
    arguments: [
      (422, #"{"code":422,"message":"No user found for the given username and password"}"#, "No user found"),
      (400, #"{"error":"invalid_client","error_description":"The client credentials are invalid"}"#, "credentials are"),
      (401, "", "does not accept"),
    ])
  func refusedCredentials(_ status: Int, _ body: String, _ words: String) async throws {
    let client = try client(ScriptedTransport([.status(status, [:], body)]))
    let error = try await failure { () async throws(CatalogError) in try await client.authenticate() }
    #expect(error.code == .unauthorized)
    #expect(error.message.contains(words))
    #expect(error.advice?.contains("password") == true)
    #expect(error.request == "POST /api/oauth/v1/token")
  }

  @Test(
    "An app token is tried with a small read; one that may read little is accepted", arguments: [200, 403, 404, 401])
  func tryingAppToken(_ status: Int) async throws {
    let transport = ScriptedTransport([.status(status, [:], "")])
    let client = try ClientUnderTest.make(transport)
    if status == 401 {
      let error = try await failure { () async throws(CatalogError) in try await client.authenticate() }
      #expect(error.code == .unauthorized)
    } else {
      try await client.authenticate()
    }
    #expect(transport.requests.map(\.line) == ["GET /api/rest/v1/locales"])
  }

  @Test("N27: the request for a token is tried again like others")
  func tokenRequestIsRetried() async throws {
    let transport = ScriptedTransport([
      .status(503, [:], ""), .failure(TransportError(.connectionLost, "test")),
      .json(#"{"access_token":"x","expires_in":3600,"refresh_token":"y"}"#),
    ])
    try await client(transport).authenticate()
    #expect(transport.requests.count == 3)
  }

  @Test(
    "An answer that holds no token is an error",
    arguments: [
      ("{}", CatalogError.Code.unexpectedContent), (#"{"access_token":"a\nb"}"#, .unexpectedContent),
      (#"{"access_token":""}"#, .unexpectedContent), (#"{"access_token""#, .malformedJSON),
      ("<html></html>", .unexpectedContent), ("", .malformedJSON),
    ])
  func answerWithoutToken(_ body: String, _ code: CatalogError.Code) async throws {
    let client = try client(ScriptedTransport([.status(200, [:], body)]))
    let error = try await failure { () async throws(CatalogError) in try await client.authenticate() }
    #expect(error.code == code)
    #expect(error.request == "POST /api/oauth/v1/token")
  }

  @Test("A token that could smuggle in a header is refused", arguments: ["", "a b", "a\r\nX: y", "ä"])
  func unusableToken(_ token: String) {
    let error = #expect(throws: CatalogError.self) {
      try ClientUnderTest.make(ScriptedTransport([]), credentials: .token(token))
    }
    #expect(error?.code == .invalidConfiguration)
  }

  @Test("The host's own token source is asked once, and again after a refusal")
  func tokenSource() async throws {
    let source = Source()
    let server = TokenServer()
    server.change { $0.issued = 2 }
    let client = try ClientUnderTest.make(server, credentials: .source(source))
    _ = try await client.families.get("a")
    _ = try await client.families.get("a")
    #expect(source.refused == [nil, AccessToken("access-1")])
    #expect(server.grants.isEmpty)
  }

  @Test("Tokens of an earlier run are used while they live, renewed when they do not")
  func tokenStore() async throws {
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    let store = Store(StoredTokens(accessToken: "access-1", refreshToken: "refresh-1", expires: now + 600))
    let server = TokenServer()
    server.change { $0.issued = 1 }
    _ = try await client(server) { $0.tokenStore = store }.families.get("a")
    #expect(server.grants.isEmpty)

    await store.save(StoredTokens(accessToken: "access-1", refreshToken: "refresh-1", expires: now + 10))
    _ = try await client(server) { $0.tokenStore = store }.families.get("a")
    #expect(server.grants == ["refresh"])
    let kept = await store.load()
    #expect(kept == StoredTokens(accessToken: "access-2", refreshToken: "refresh-2", expires: now + 3_600))
  }

  private struct Source: TokenSource {
    private let asked = Log<AccessToken?>()
    var refused: [AccessToken?] { asked.entries }
    func token(replacing refused: AccessToken?) async throws -> AccessToken {
      AccessToken("access-\(asked.add(refused))")
    }
  }

  private actor Store: TokenStore {
    private var tokens: StoredTokens?
    init(_ tokens: StoredTokens?) { self.tokens = tokens }
    func load() -> StoredTokens? { tokens }
    func save(_ tokens: StoredTokens) { self.tokens = tokens }
  }
}
