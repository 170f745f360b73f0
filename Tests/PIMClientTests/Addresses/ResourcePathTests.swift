import CatalogModels
import PIMClient
import TestSupport
import Testing

struct ResourcePathTests {
  @Test(
    "N32: codes are percent-encoded, all but a slash inside",
    arguments: [
      ("plain-code_1.x~", "plain-code_1.x~"),
      ("a b", "a%20b"),
      ("a#b", "a%23b"),
      ("a?b&c=d", "a%3Fb%26c%3Dd"),
      ("100%", "100%25"),
      ("a%20b", "a%2520b"),
      ("a+b", "a%2Bb"),
      ("é", "%C3%A9"),
      ("日本", "%E6%97%A5%E6%9C%AC"),
      ("7/5/8/e/file.jpg", "7/5/8/e/file.jpg"),
      ("trailing/", "trailing%2F"),
      ("/leading", "%2Fleading"),
      ("a//b", "a%2F%2Fb"),
      ("a;b:c@d!$'()*,", "a%3Bb%3Ac%40d%21%24%27%28%29%2A%2C"),
      ("\"<>\\^`{|}", "%22%3C%3E%5C%5E%60%7B%7C%7D"),
      ("a.b..c", "a.b..c"),
      ("tab\t\n", "tab%09%0A"),
    ])
  func codeInPath(_ code: String, _ expected: String) async throws {
    let transport = ScriptedTransport([.json(#"{"code":"x"}"#)])
    let client = try ClientUnderTest.make(transport)
    _ = try await client.attributes.get(Code(code))
    #expect(transport.requests.map(\.path) == ["/api/rest/v1/attributes/\(expected)"])
    #expect(transport.requests.first?.query == "")
  }

  @Test("N32: codes that no address can carry fail before they are sent", arguments: ["", ".", "..", "a/../b", "../x"])
  func impossibleCode(_ code: String) async throws {
    let transport = ScriptedTransport([])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get(Code(code)) }
    #expect(error.code == .invalidArgument)
    let nested = try await failure { () async throws(CatalogError) in
      try await client.options(of: Code(code)).list().all()
    }
    #expect(nested.code == .invalidArgument)
    #expect(transport.requests.isEmpty)
  }

  @Test("N15: codes are sent in the case in which they were given")
  func caseOfCodesIsKept() async throws {
    let transport = ScriptedTransport([.json(#"{"code":"Front"}"#)])
    let client = try ClientUnderTest.make(transport)
    _ = try await client.assets(of: "Packshots").get("Front")
    #expect(transport.requests.map(\.path) == ["/api/rest/v1/asset-families/Packshots/assets/Front"])
  }
}
