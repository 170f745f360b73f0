import CatalogModels
import PIMClient
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// N28: who is let in, and until when.
struct SandboxTokenTests {
  static let form = "application/x-www-form-urlencoded"

  func ask(
    _ caller: Caller, _ body: String, type: String? = "application/json", basic: String? = nil
  ) async throws -> Caller.Answer {
    let client = caller.sandbox.credentials
    let pair = basic ?? "\(client.clientID):\(client.secret)"
    var headers: HTTPHeaders = ["Authorization": "Basic \(Data(pair.utf8).base64EncodedString())"]
    headers["Content-Type"] = type
    return try await caller.send(.post, "/api/oauth/v1/token", headers: headers, body: body)
  }

  func password(_ caller: Caller) -> String {
    let user = caller.sandbox.credentials
    return #"{"grant_type":"password","username":"\#(user.username)","password":"\#(user.password)"}"#
  }

  func refresh(_ token: String) -> String { #"{"grant_type":"refresh_token","refresh_token":"\#(token)"}"# }

  @Test("the password grant gives an hour, as JSON and as a form")
  func passwordGrant() async throws {
    let caller = try Caller.sample()
    let user = caller.sandbox.credentials
    for (body, type) in [
      (password(caller), "application/json"),
      ("grant_type=password&username=\(user.username)&password=\(user.password)", Self.form),
      (password(caller), "application/json; charset=utf-8"),
    ] {
      let answer = try await ask(caller, body, type: type)
      #expect(answer.status == 200)
      #expect(
        answer.json["expires_in"] == 3600 && answer.json["token_type"] == "bearer" && answer.json["scope"] == .null)
      var own = caller
      own.token = try #require(answer.json["access_token"]?.string)
      #expect(try await own.get("families", [:]).status == 200)
    }
  }

  @Test("an access token expires, a refresh token holds once and fourteen days")
  func expiry() async throws {
    var caller = try Caller.sample()
    let first = try await ask(caller, password(caller)).json
    caller.token = first["access_token"]?.string ?? ""
    caller.sandbox.advanceClock(by: .seconds(3_599))
    #expect(try await caller.get("families", [:]).status == 200)
    caller.sandbox.advanceClock(by: .seconds(1))
    let expired = try await caller.get("families", [:])
    #expect(expired.status == 401 && expired.message == "The access token provided has expired.")
    let token = first["refresh_token"]?.string ?? ""
    let second = try await ask(caller, refresh(token))
    #expect(second.status == 200 && second.json["refresh_token"] != first["refresh_token"])
    let again = try await ask(caller, refresh(token))
    #expect(again.status == 422 && again.message == "Refresh token is invalid or has expired")
    caller.sandbox.advanceClock(by: .seconds(14 * 86_400))
    #expect(try await ask(caller, refresh(second.json["refresh_token"]?.string ?? "")).status == 422)
    #expect(caller.sandbox.tokensGranted == 2)
  }

  @Test("an app's token neither expires nor refreshes, and can be revoked")
  func appToken() async throws {
    let caller = try Caller.sample()
    caller.sandbox.advanceClock(by: .seconds(400 * 86_400))
    #expect(try await caller.get("families", [:]).status == 200)
    caller.sandbox.revokeTokens()
    let answer = try await caller.get("families", [:])
    #expect(answer.status == 401 && answer.message == "The access token provided is invalid.")
  }

  @Test("what is no token gets 401", arguments: ["", "Basic abc", "Bearer", "Bearer nonsense"])
  func noToken(header: String) async throws {
    var caller = try Caller.sample()
    caller.token = ""
    let answer = try await caller.send(
      .get, "/api/rest/v1/families", headers: header.isEmpty ? [:] : ["Authorization": header])
    #expect(answer.status == 401 && answer.json["code"] == 401)
    #expect(
      answer.message
        == (header == "Bearer nonsense" ? "The access token provided is invalid." : "Authentication is required"))
  }

  @Test("a token request that is wrong is told what is wrong")
  func refusedGrants() async throws {
    let caller = try Caller.sample()
    let right = password(caller)
    let invalid = "Parameter \"grant_type\", \"username\" or \"password\" is missing, empty or invalid"
    let client = "Parameter \"client_id\" is missing or does not match any client, or secret is invalid"
    for (body, type, basic, status, message) in [
      ("{", "application/json", nil, 400, "Invalid json message received"),
      ("{}", "application/json", nil, 422, invalid),
      (#"{"grant_type":"password","username":"x"}"#, "application/json", nil, 422, invalid),
      (right, "application/json", "1_sandbox:wrong", 422, client),
      (right, "application/json", "nocolon", 422, client),
      (
        #"{"grant_type":"password","username":"x","password":"y"}"#, "application/json", nil, 422,
        "No user found for the given username and password"
      ),
      (
        #"{"grant_type":"refresh_token"}"#, "application/json", nil, 422,
        "Parameter \"grant_type\" or \"refresh_token\" is missing or empty"
      ),
      (right, "text/plain", nil, 415, #""text/plain" in "Content-Type" header is not valid."#),
      (right, nil, nil, 415, #"The "Content-Type" header is missing."#),
    ] as [(String, String?, String?, Int, String)] {
      let answer = try await ask(caller, body, type: type, basic: basic)
      #expect(answer.status == status && answer.message.hasPrefix(message), "\(body): \(answer.text)")
    }
    #expect(caller.sandbox.tokensGranted == 0)
  }

  @Test("no secret is in the log of calls")
  func logWithoutSecrets() async throws {
    let caller = try Caller.sample()
    _ = try await ask(caller, password(caller))
    _ = try await caller.get("/api/rest/v1/families?access_token=hush&limit=5")
    let log = caller.sandbox.calls.map { "\($0)" }.joined()
    let user = caller.sandbox.credentials
    for secret in [user.password, user.secret, "hush", "Bearer", "Basic"] { #expect(!log.contains(secret)) }
    #expect(caller.sandbox.calls.last?.query["limit"] == "5")
  }
}
