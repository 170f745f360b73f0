import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct AppIdentityTests {
  private static let app = AppIdentity(clientID: "client id", secret: "app secret")

  private static func url(_ text: String) throws -> URL { try #require(URL(string: text)) }

  @Test("G10: the consent address names the app, its scopes and a state of high entropy")
  func authorizeAddress() throws {
    let pim = try Self.url("https://pim.example.com/")
    let first = try Self.app.authorization(at: pim, scopes: [.readProducts, .writeCatalogs])
    #expect(
      first.url.absoluteString
        == "https://pim.example.com/connect/apps/v1/authorize?response_type=code&client_id=client%20id"
        + "&scope=read_products%20write_catalogs&state=\(first.state)")
    #expect(first.state.utf8.count == 64)
    #expect(try Self.app.authorization(at: pim, scopes: []).state != first.state)
    #expect(
      try Self.app.authorization(at: pim, scopes: [], state: "a&b").url.query()
        == "response_type=code&client_id=client%20id&state=a%26b")
  }

  @Test(
    "G10: the PIM's address comes from the activation address, and must be https", arguments: ["http", "ftp", "https"])
  func activation(_ scheme: String) throws {
    let url = try Self.url("https://app.example.com/activate?pim_url=\(scheme)%3A%2F%2Fpim.example.com")
    if scheme == "https" {
      #expect(try AppIdentity.pim(in: url).absoluteString == "https://pim.example.com")
    } else {
      #expect(throws: CatalogError.self) { try AppIdentity.pim(in: url) }
    }
    #expect(throws: CatalogError.self) { try AppIdentity.pim(in: Self.url("https://app.example.com/activate")) }
  }

  /// Addresses without TLS, the own machine's among them: whoever opens the activation address writes them.
  private static let plain = [
    "http://pim.example.com", "http://localhost", "http://127.0.0.1:9200", "http://[::1]", "http://x.localhost",
  ]

  @Test("G10: not even the own machine is taken over plain http, so that no link leads the app to it", arguments: plain)
  func ownMachine(_ pim: String) async throws {
    var activation = URLComponents()
    activation.queryItems = [URLQueryItem(name: "pim_url", value: pim)]
    let opened = try #require(activation.url)
    let address = try Self.url(pim)
    let transport = ScriptedTransport([])
    let errors = [
      try await failure { () async throws(CatalogError) in try AppIdentity.pim(in: opened) },
      try await failure { () async throws(CatalogError) in try Self.app.authorization(at: address, scopes: []) },
      try await failure { () async throws(CatalogError) in
        try await Self.app.token(for: "c", at: address, over: transport)
      },
    ]
    #expect(errors.map(\.code) == Array(repeating: .invalidConfiguration, count: 3))
    #expect(transport.requests.isEmpty)
  }

  @Test("A local PIM's token is had where plain http was asked for in so many words")
  func plainHTTPWhenAskedFor() async throws {
    let transport = ScriptedTransport([.json(#"{"access_token":"a"}"#)])
    var configuration = CatalogClient.Configuration()
    configuration.allowsPlainHTTP = true
    let pim = try Self.url("http://localhost:8080")
    #expect(try await Self.app.token(for: "c", at: pim, over: transport, configuration: configuration).text == "a")
  }

  @Test("G10: the code is taken only with the state that was sent")
  func callback() async throws {
    #expect(try AppIdentity.code(in: Self.url("https://a.example/cb?code=x%2By&state=abc"), state: "abc") == "x+y")
    for (query, code) in [
      ("code=x&state=abd", CatalogError.Code.unauthorized), ("code=x", .unauthorized), ("code=x&state=", .unauthorized),
      ("error=access_denied&error_description=no&state=abc", .unauthorized), ("state=abc", .invalidArgument),
      ("code=&state=abc", .invalidArgument),
    ] {
      let error = try await failure { () async throws(CatalogError) in
        try AppIdentity.code(in: address(query), state: "abc")
      }
      #expect(error.code == code)
    }
    let empty = try await failure { () async throws(CatalogError) in
      try AppIdentity.code(in: address("code=x&state="), state: "")
    }
    #expect(empty.code == .unauthorized)
  }

  private func address(_ query: String) -> URL {
    URL(string: "https://a.example/cb?\(query)") ?? URL(filePath: "/")
  }

  @Test("G10: the token is asked for with the SHA-256 of code identifier and secret, as a form")
  func tokenRequest() async throws {
    let transport = ScriptedTransport([
      .json(
        #"{"access_token":"Y2YyYjM1","token_type":"bearer","scope":"read_products write_assets","id_token":"a.b.c"}"#)
    ])
    let token = try await Self.app.token(
      for: "the code", at: Self.url("https://pim.example.com/base"), over: transport, .init(),
      codeIdentifier: "identifier")
    let request = try #require(transport.requests.first)
    #expect(request.line == "POST /base/connect/apps/v1/oauth2/token")
    #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
    #expect(request.headers["Authorization"] == nil)
    #expect(
      request.bodyText
        == "client_id=client%20id&code_identifier=identifier&code_challenge="
        + "22c1c68fccd9efff023afb9400679c99444a37a2f3e8f5c939e2a9595a5d9990"
        + "&code=the%20code&grant_type=authorization_code")
    #expect(token.text == "Y2YyYjM1" && token.idToken == "a.b.c")
    #expect(token.scopes == [.readProducts, .writeAssets])
    #expect(token.missing(of: [.readProducts, .readAssets, .deleteAssets, "openid"]) == [.deleteAssets, "openid"])
    var text = ""
    dump(token, to: &text)
    #expect(!("\(token)" + text).contains("Y2YyYjM1"))
  }

  @Test("Two exchanges have two code identifiers")
  func identifiersDiffer() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(#"{"access_token":"a"}"#)) }
    for _ in 0..<2 { _ = try await Self.app.token(for: "c", at: Self.url("https://pim.example.com"), over: transport) }
    let bodies = transport.requests.map(\.bodyText)
    #expect(bodies.count == 2 && bodies[0] != bodies[1])
  }

  @Test("A code that has run out is reported in the PIM's words, and is not sent twice", arguments: [400, 503])
  func refusedCode(_ status: Int) async throws {
    let transport = ScriptedTransport([
      .status(status, [:], #"{"error":"invalid_grant","error_description":"Code has expired"}"#)
    ])
    let pim = try Self.url("https://pim.example.com")
    let error = try await failure { () async throws(CatalogError) in
      try await Self.app.token(for: "c", at: pim, over: transport)
    }
    #expect(error.code == (status == 400 ? .unauthorized : .serverError))
    #expect(error.message.contains("Code has expired"))
    #expect(!error.description.contains("app secret"))
    #expect(transport.requests.count == 1)
  }

  @Test(
    "An answer without a token, or with one that no header can carry, is an error",
    arguments: ["{}", #"{"access_token":"a\r\nb"}"#])
  func noToken(_ body: String) async throws {
    let pim = try Self.url("https://pim.example.com")
    let error = try await failure { () async throws(CatalogError) in
      try await Self.app.token(for: "c", at: pim, over: ScriptedTransport([.json(body)]))
    }
    #expect(error.code == .unexpectedContent)
  }

  @Test("An app shows no secret")
  func appIsRedacted() {
    var text = ""
    dump(Self.app, to: &text)
    #expect(!("\(Self.app)" + String(reflecting: Self.app) + text).contains("app secret"))
  }
}
