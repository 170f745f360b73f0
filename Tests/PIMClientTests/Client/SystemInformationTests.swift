import CatalogModels
import PIMClient
import TestSupport
import Testing

struct SystemInformationTests {
  @Test("Version and edition are asked for without a token")
  func systemInformation() async throws {
    let transport = ScriptedTransport([.json(#"{"version":"7.0.12","edition":"CE"}"#), .json(#"{"version":"1"}"#)])
    let client = try ClientUnderTest.make(transport)
    let system = try await client.systemInformation()
    #expect(system.version == "7.0.12")
    #expect(system.edition == "CE")
    #expect(transport.requests.map(\.line) == ["GET /api/rest/v1/system-information"])
    #expect(transport.requests.first?.headers["Authorization"] == nil)
    let error = try await failure { () async throws(CatalogError) in try await client.systemInformation() }
    #expect(error.code == .unexpectedContent)
  }

  @Test("The PIM's own list of addresses is asked for without a token")
  func routes() async throws {
    let text = """
      {"host":"x","authentication":{},"routes":{
      "pim_api_category_list":{"route":"/api/rest/v1/categories","methods":["GET"]},"odd":1}}
      """
    let transport = ScriptedTransport([.json(text)])
    let routes = try await ClientUnderTest.make(transport).routes()
    #expect(routes.map(\.name) == ["pim_api_category_list"])
    #expect(routes.first?.path == "/api/rest/v1/categories")
    #expect(routes.first?.methods == ["GET"])
    #expect(transport.requests.map(\.line) == ["GET /api/rest/v1"])
    #expect(transport.requests.first?.headers["Authorization"] == nil)
  }
}
