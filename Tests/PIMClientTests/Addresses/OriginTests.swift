import CatalogModels
import PIMClient
import TestSupport
import Testing

struct OriginTests {
  @Test(
    "Addresses that are used, and where their calls go",
    arguments: [
      ("https://pim.example.com", "https://pim.example.com/api/rest/v1/families/a"),
      ("https://PIM.example.com/", "https://pim.example.com/api/rest/v1/families/a"),
      ("https://example.com/pim/", "https://example.com/pim/api/rest/v1/families/a"),
      ("https://example.com:8443/a%20b", "https://example.com:8443/a%20b/api/rest/v1/families/a"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/rest/v1/families/a"),
      ("http://localhost:8080", "http://localhost:8080/api/rest/v1/families/a"),
      ("http://pim.localhost", "http://pim.localhost/api/rest/v1/families/a"),
      ("http://[::1]:8080", "http://[::1]:8080/api/rest/v1/families/a"),
    ])
  func originIsUsed(_ origin: String, _ expected: String) async throws {
    let transport = ScriptedTransport([.json(#"{"code":"a"}"#)])
    let client = try ClientUnderTest.make(transport, origin: origin)
    _ = try await client.families.get("a")
    #expect(transport.requests.first?.url == expected)
  }

  @Test(
    "Addresses that are refused",
    arguments: [
      "http://pim.example.com", "http://127.evil.example", "http://127.0.0.1.example.com", "http://128.0.0.1",
      "https://user:secret@pim.example.com", "https://user@pim.example.com", "https://pim.example.com?x=1",
      "https://pim.example.com#x", "ftp://pim.example.com", "pim.example.com", "https://pim.example.com/api/rest/v1",
    ])
  func originIsRefused(_ origin: String) throws {
    let error = #expect(throws: CatalogError.self) {
      try ClientUnderTest.make(ScriptedTransport([]), origin: origin)
    }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.advice != nil)
    #expect(error.map { "\($0)".contains("secret") } == false)
  }

  @Test("Plain http to another machine when it is asked for")
  func plainHTTPWhenAskedFor() throws {
    _ = try ClientUnderTest.make(ScriptedTransport([]), origin: "http://pim.example.com") {
      $0.allowsPlainHTTP = true
    }
  }
}
