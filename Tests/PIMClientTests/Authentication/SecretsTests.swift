import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct SecretsTests {
  private static let secrets = ["client-id-1", "client-secret-2", "user-name-3", "pass-word-4", "token-5", "refresh-6"]

  private static func texts(of value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value) \(String(reflecting: value)) \(String(describing: value)) \(dumped)"
  }

  @Test("Descriptions, dumps and mirrors show no secret")
  func descriptionsAreRedacted() throws {
    let credentials = Credentials.password(
      clientID: Self.secrets[0], secret: Self.secrets[1], username: Self.secrets[2], password: Self.secrets[3])
    let client = try ClientUnderTest.make(ScriptedTransport([]), credentials: credentials)
    let app = try ClientUnderTest.make(ScriptedTransport([]), credentials: .token(Self.secrets[4]))
    let request = HTTPRequest(
      .post, try #require(URL(string: "https://pim.example.com/a?key=\(Self.secrets[5])")),
      headers: ["Authorization": "Bearer \(Self.secrets[4])"], body: HTTPBody(Self.secrets[3]))
    var configuration = CatalogClient.Configuration()
    configuration.headers = ["X-Key": Self.secrets[4]]
    let gated = try ClientUnderTest.make(ScriptedTransport([])) { $0.headers = configuration.headers }
    let values: [Any] = [
      request, request.headers, request.body, HTTPResponse(status: 200, headers: request.headers, body: request.body),
      configuration, gated, gated.families, [request.headers],
      credentials, Credentials.token(Self.secrets[4]), AccessToken(Self.secrets[4]), client, app, client.products,
      StoredTokens(accessToken: Self.secrets[4], refreshToken: Self.secrets[5]), client.products.list(),
      Optional(credentials) as Any, [credentials], ["key": AccessToken(Self.secrets[4])],
    ]
    for value in values {
      let text = Self.texts(of: value)
      for secret in Self.secrets { #expect(!text.contains(secret), "\(type(of: value)) shows \(secret)") }
    }
  }

  @Test(
    "Errors show no secret, whatever fails",
    arguments: [
      ScriptedAnswer.status(422, [:], #"{"code":422,"message":"No user found"}"#),
      .status(302, ["Location": "/x?token=token-5"], ""),
      .failure(TransportError(.tlsFailed, "handshake")), .json("{"),
    ])
  func errorsAreRedacted(_ answer: ScriptedAnswer) async throws {
    let credentials = Credentials.password(
      clientID: Self.secrets[0], secret: Self.secrets[1], username: Self.secrets[2], password: Self.secrets[3])
    let grant = try ClientUnderTest.make(ScriptedTransport([answer]), credentials: credentials)
    let app = try ClientUnderTest.make(ScriptedTransport([answer]), credentials: .token(Self.secrets[4]))
    let basic = Data("\(Self.secrets[0]):\(Self.secrets[1])".utf8).base64EncodedString()
    for client in [grant, app] {
      let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
      let text = Self.texts(of: error)
      for secret in Self.secrets + [basic] { #expect(!text.contains(secret), "shows \(secret): \(text)") }
    }
  }

  private static let hostileWords = [
    ScriptedAnswer.status(401, [:], #"{"message":"no token-5, pass-word-4, refresh-6, client-secret-2, \#(basic)"}"#),
    .status(
      422, [:],
      #"{"message":"x","errors":[{"property":"token-5","message":"pass-word-4","client-secret-2":"token-5"}]}"#),
    .status(302, ["Location": "/token-5/client-secret-2"], ""),
    .status(400, [:], #"{"error":"invalid_grant","error_description":"pass-word-4 \#(basic) token-5"}"#),
    .status(500, [:], #"{"message":"refresh-6 pass-word-4 token-5"}"#),
    .failure(TransportError(.connectionLost, "POST with refresh-6, pass-word-4 and token-5")),
  ]
  private static let basic = Data("\(secrets[0]):\(secrets[1])".utf8).base64EncodedString()

  /// Tokens of an earlier run, of which only the second still counts.
  private struct OldTokens: TokenStore {
    func load() async throws -> StoredTokens? {
      StoredTokens(accessToken: "old-token", refreshToken: SecretsTests.secrets[5])
    }
    func save(_ tokens: StoredTokens) async throws {}
  }

  @Test("A server that repeats the client's secrets puts them into no error", arguments: hostileWords)
  func repeatedSecrets(_ answer: ScriptedAnswer) async throws {
    let credentials = Credentials.password(
      clientID: Self.secrets[0], secret: Self.secrets[1], username: Self.secrets[2], password: Self.secrets[3])
    let transport = ScriptedTransport { _, _ in try answer.response() }
    let grant = try ClientUnderTest.make(transport, credentials: credentials) { $0.retry = .never }
    let refresh = try ClientUnderTest.make(transport, credentials: credentials) {
      $0.retry = .never
      $0.tokenStore = OldTokens()
    }
    let app = try ClientUnderTest.make(transport, credentials: .token(Self.secrets[4])) { $0.retry = .never }
    for (client, known) in [
      (grant, [Self.secrets[1], Self.secrets[3], Self.basic]), (app, [Self.secrets[4]]),
      (refresh, [Self.secrets[1], Self.secrets[3], Self.secrets[5], Self.basic]),
    ] {
      let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
      let text = Self.texts(of: error)
      for secret in known { #expect(!text.contains(secret), "shows \(secret): \(text)") }
    }
  }

  @Test("An app's secret and code stand in no error of the PIM that refuses them")
  func repeatedCode() async throws {
    let transport = ScriptedTransport([
      .status(400, [:], #"{"error_description":"no client-secret-2, code-of-an-hour"}"#)
    ])
    let app = AppIdentity(clientID: Self.secrets[0], secret: Self.secrets[1])
    let pim = try #require(URL(string: ClientUnderTest.origin))
    let error = try await failure { () async throws(CatalogError) in
      try await app.token(for: "code-of-an-hour", at: pim, over: transport)
    }
    #expect(error.message == "no (removed), (removed)")
  }

  @Test("A transport's own error that holds the token is put aside")
  func foreignErrors() async throws {
    struct Failure: Error { let headers: [String: String] }
    let transport = ScriptedTransport { request, _ in
      throw Failure(headers: ["Authorization": request.headers["Authorization"] ?? ""])
    }
    let client = try ClientUnderTest.make(transport, credentials: .token(Self.secrets[4]))
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.message.contains("Failure"))
    #expect(!Self.texts(of: error).contains(Self.secrets[4]))
  }

  @Test("Short words are left as they are: a secret of four letters would blacken every text")
  func shortSecrets() async throws {
    let transport = ScriptedTransport([.status(404, [:], #"{"message":"The shoe is not there."}"#)])
    let client = try ClientUnderTest.make(transport, credentials: .token("shoe"))
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.message == "The shoe is not there.")
  }
}
