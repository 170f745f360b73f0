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
}
