import CatalogModels
import PIMClient
import TestSupport
import Testing

struct HeaderTests {
  private static let split = "a\r\nX-Forwarded-User: admin"

  private enum Place: CaseIterable { case value, name, userAgent, accept, contentType, method }

  @Test(
    "No text of the host's own begins another header: it is refused before anything is sent",
    arguments: [
      split, "a\nb", "a\rb", "a\0b", "a\u{7F}",
    ])
  func refused(_ text: String) async throws {
    for place in Place.allCases {
      let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody("{}")) }
      let client = try ClientUnderTest.make(transport) { configuration in
        switch place {
        case .value: configuration.headers = ["X-Gateway": text]
        case .name: configuration.headers = [text: "a"]
        case .userAgent: configuration.userAgent = text
        default: break
        }
      }
      var request = RawRequest(.post, "/api/rest/v1/x")
      switch place {
      case .accept: request.accept = text
      case .contentType: request.contentType = text
      case .method: request.method = HTTPMethod(rawValue: text)
      default: break
      }
      let error = try await failure { () async throws(CatalogError) in try await client.send(request) }
      #expect(error.code == .invalidArgument, "\(place)")
      #expect(!error.description.contains("admin"))
      #expect(transport.requests.isEmpty, "\(place)")
    }
  }

  @Test("What a header may hold is sent as it is", arguments: ["one two  three", "a=\"b\"; c, d: e", "é", "a\tb", ""])
  func sent(_ text: String) async throws {
    let transport = ScriptedTransport([.json(#"{"code":"a"}"#)])
    let client = try ClientUnderTest.make(transport) { $0.headers = ["X-Gateway_1.a": text] }
    _ = try await client.families.get("a")
    #expect(transport.requests.first?.headers["X-Gateway_1.a"] == text)
  }
}
