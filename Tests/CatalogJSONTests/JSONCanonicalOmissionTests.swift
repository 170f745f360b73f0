import CatalogJSON
import Testing

/// What a canonical form leaves out, as the fingerprint of a source takes it.
struct JSONCanonicalOmissionTests {
  private func form(_ json: String, _ omission: JSONCanonicalizer.Omission) throws -> String {
    String(decoding: try JSONSlice(parsing: Array(json.utf8)).canonicalBytes(leavingOut: omission), as: UTF8.self)
  }

  @Test(
    "Links are left out at whatever depth they stand",
    arguments: [
      (#"{"_links":1}"#, "{}"), (#"{"b":1,"_links":{"self":2},"a":3}"#, #"{"a":3,"b":1}"#),
      (#"{"a":{"share_link":1,"x":[{"share_links":[],"y":2}]}}"#, #"{"a":{"x":[{"y":2}]}}"#),
      (#"{"\u005flinks":1,"share_linkx":2,"_link":3}"#, #"{"_link":3,"share_linkx":2}"#),
      (#"{"unit":1,"symbol":2}"#, #"{"symbol":2,"unit":1}"#), ("[1]", "[1]"), ("{}", "{}"),
    ])
  func links(_ json: String, _ expected: String) throws {
    #expect(try form(json, .links) == expected)
  }

  @Test(
    "The symbol of whatever has a unit is left out",
    arguments: [
      (#"{"amount":"1","unit":"G","symbol":"g"}"#, #"{"amount":"1","unit":"G"}"#),
      (#"{"symbol":"g"}"#, #"{"symbol":"g"}"#), (#"{"unit":"G"}"#, #"{"unit":"G"}"#),
      (#"[{"m":{"symbol":"g","unit":"G"}},{"symbol":1}]"#, #"[{"m":{"unit":"G"}},{"symbol":1}]"#),
      (#"{"symbol":1,"symbol":2,"unit":3}"#, #"{"unit":3}"#), (#"{"_links":1}"#, #"{"_links":1}"#),
    ])
  func symbols(_ json: String, _ expected: String) throws {
    #expect(try form(json, .symbols) == expected)
  }

  @Test("Nothing is left out unless asked for")
  func nothing() throws {
    let json = #"{"_links":1,"symbol":2,"unit":3}"#
    #expect(try form(json, .nothing) == json)
  }
}
