import CatalogModels
import Testing

struct CompletenessTests {
  static let expected = [
    Completeness(channel: "shop", locale: "en_US", percent: 100),
    Completeness(channel: "print", locale: "de_DE", percent: 33),
  ]

  @Test(
    "N1: completenesses come as a list, as a list in a map, or as a map by channel and locale",
    arguments: [
      #"[{"scope":"shop","locale":"en_US","data":100},{"scope":"print","locale":"de_DE","data":33}]"#,
      #"{"0":{"scope":"shop","locale":"en_US","data":"100"},"1":{"channel":"print","locale":"de_DE","data":33.9}}"#,
      #"{"shop":{"en_US":100},"print":{"de_DE":{"data":33}}}"#,
    ])
  func completenessForms(_ text: String) throws {
    #expect(try product("completenesses", text).completenesses == Self.expected)
  }

  @Test(
    "N1: quality scores come in the same forms",
    arguments: [
      #"[{"scope":"shop","locale":"en_US","data":"A"}]"#, #"{"5":{"scope":"shop","locale":"en_US","data":"A"}}"#,
      #"{"shop":{"en_US":"A"}}"#,
    ])
  func qualityScoreForms(_ text: String) throws {
    #expect(
      try product("quality_scores", text).qualityScores == [QualityScore(channel: "shop", locale: "en_US", score: "A")])
  }

  @Test(
    "What is no mark gives none",
    arguments: [
      "{}", "[]", "null", "3", #"[7,null,{}]"#, #"{"shop":[]}"#, #"[{"scope":null,"locale":"en_US","data":1}]"#,
    ])
  func textThatIsNoCompleteness(_ text: String) throws {
    #expect(try product("completenesses", text).completenesses.isEmpty)
    #expect(try product("quality_scores", text).qualityScores.isEmpty)
  }

  @Test("99.9 percent are not complete")
  func almostComplete() throws {
    #expect(try product("completenesses", #"{"shop":{"en_US":99.9}}"#).completenesses.map(\.percent) == [99])
  }

  @Test("Marks encode")
  func marksEncode() throws {
    #expect(try Decoding.propertyList([Completeness].self, Self.expected) == Self.expected)
  }

  private func product(_ field: String, _ text: String) throws -> Product {
    try model(#"{"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","\#(field)":\#(text)}"#)
  }
}
