import CatalogModels
import Foundation
import PIMClient
import PIMURLSession
import TestSupport
import Testing

struct ClientOverHTTPTests {
  @Test("A client reads pages over real HTTP, with a token, on few connections")
  func pagesOverHTTP() async throws {
    let lines = Log<String>()
    try await LoopbackServer.serving({ request in
      let recorded = RecordedRequest(request, body: request.body.bytesInMemory ?? [])
      lines.add(recorded.line)
      if recorded.path == "/api/oauth/v1/token" {
        return .response(
          HTTPResponse(
            status: 200, headers: ["Content-Type": "application/json"],
            body: HTTPBody(#"{"access_token":"t","expires_in":3600,"refresh_token":"r"}"#)))
      }
      guard recorded.headers["Authorization"] == "Bearer t" else { return .response(HTTPResponse(status: 401)) }
      let page = Int(recorded.parameter("page") ?? "1") ?? 1
      let next =
        page < 5 ? #","next":{"href":"http://pim.example/api/rest/v1/families?page=\#(page + 1)&limit=100"}"# : ""
      return .response(
        HTTPResponse(
          status: 200, headers: ["Content-Type": "application/json"],
          body: HTTPBody(#"{"_links":{"self":{"href":"x"}\#(next)},"_embedded":{"items":[{"code":"f\#(page)"}]}}"#)))
    }) { server in
      var configuration = CatalogClient.Configuration()
      configuration.linkHosts = .named(["pim.example"])
      let client = try CatalogClient(
        server.url(""), .password(clientID: "c", secret: "s", username: "u", password: "p"),
        over: URLSessionTransport(), configuration: configuration)
      var codes: [Code<Family>] = []
      for try await family in client.families.list() { codes.append(family.code) }
      #expect(codes == ["f1", "f2", "f3", "f4", "f5"])
      #expect(lines.entries.first == "POST /api/oauth/v1/token")
      #expect(lines.entries.count == 6)
      #expect(server.connections <= 2)
    }
  }

  @Test("Nobody at the address is `unreachable`, soon, with the address in the advice")
  func unreachable() async throws {
    try await LoopbackServer.refusing { server in
      var configuration = CatalogClient.Configuration()
      configuration.clock = ManualClock(.skips)
      let client = try CatalogClient(
        server.url(""), .token("t"), over: URLSessionTransport(), configuration: configuration)
      do throws(CatalogError) {
        _ = try await client.families.get("a")
        Issue.record("no error")
      } catch {
        #expect(error.code == .unreachable)
        #expect(error.advice?.contains(server.origin) == true)
        #expect(error.message.contains("3 attempts"))
      }
    }
  }
}
