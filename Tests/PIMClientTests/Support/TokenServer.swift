import PIMClient
import Synchronization
import TestSupport

/// A PIM's token endpoint, and resources that accept its latest token only.
final class TokenServer: HTTPTransport {
  struct State {
    var issued = 0
    var lifetime = 3_600
    var refreshTokensAreDead = false
    var acceptsNothing = false
    var grants: [String] = []
    var requests: [RecordedRequest] = []
  }

  private let state = Mutex(State())
  private let gate: Gate?

  /// - Parameter gate: What the token endpoint waits for before it answers.
  init(gate: Gate? = nil) { self.gate = gate }

  var grants: [String] { state.withLock { $0.grants } }
  var requests: [RecordedRequest] { state.withLock { $0.requests } }

  func change(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

  /// Makes the present token run out.
  func expire() { state.withLock { $0.issued += 100 } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let recorded = RecordedRequest(request, body: try await request.body.bytes(upTo: 1 << 20))
    state.withLock { $0.requests.append(recorded) }
    guard recorded.path == "/api/oauth/v1/token" else {
      return state.withLock { state in
        let isGood = recorded.headers["Authorization"] == "Bearer access-\(state.issued)" && !state.acceptsNothing
        return isGood
          ? HTTPResponse(status: 200, body: HTTPBody(#"{"code":"a"}"#))
          : HTTPResponse(
            status: 401, body: HTTPBody(#"{"code":401,"message":"The access token provided has expired."}"#))
      }
    }
    try await gate?.wait()
    return state.withLock { state in
      let isRefresh = recorded.bodyText.contains(#""grant_type":"refresh_token""#)
      state.grants.append(isRefresh ? "refresh" : "password")
      if isRefresh, state.refreshTokensAreDead {
        return HTTPResponse(
          status: 400,
          body: HTTPBody(#"{"error":"invalid_grant","error_description":"Refresh token has expired"}"#))
      }
      state.issued += 1
      return HTTPResponse(
        status: 200,
        body: HTTPBody(
          """
          {"access_token":"access-\(state.issued)","expires_in":\(state.lifetime),"token_type":"bearer",
          "scope":null,"refresh_token":"refresh-\(state.issued)"}
          """))
    }
  }
}
