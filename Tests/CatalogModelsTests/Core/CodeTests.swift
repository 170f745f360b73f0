import CatalogModels
import Testing

struct CodeTests {
  @Test("N15: codes match without regard to case, and are equal by bytes")
  func codesMatchInAnyCase() {
    let code: Code<Attribute> = "Main_Colour-2"
    #expect(code.matches("main_colour-2") && code.matches("MAIN_COLOUR-2"))
    #expect(!code.matches("main_colour") && !code.matches("main_colour-3") && !code.matches(""))
    #expect(code != "main_colour-2")
    #expect(Set<Code<Attribute>>([code, "main_colour-2", "Main_Colour-2"]).count == 2)
    #expect(code.folded == "main_colour-2")
  }

  @Test("N15: only ASCII letters have a case in codes")
  func onlyASCIIHasCase() {
    #expect(!Code<Family>("É").matches("é"))
    #expect(!Code<Family>("[").matches("{"))
    #expect(!Code<Family>("@").matches("`"))
    #expect(Code<Family>("Été").matches("Été"))
  }

  @Test("Codes that only look the same are not equal")
  func codesAreEqualByBytes() {
    let composed = Code<Family>("caf\u{E9}")
    let decomposed = Code<Family>("cafe\u{301}")
    #expect(composed.rawValue == decomposed.rawValue, "Swift's strings are equal by meaning")
    #expect(composed != decomposed)
    #expect(!composed.matches(decomposed))
    #expect((composed < decomposed) != (decomposed < composed))
    #expect([composed: 1, decomposed: 2].count == 2)
  }

  @Test("Codes sort by bytes")
  func codesSortByBytes() {
    #expect(["b", "B", "a", "é", "z", "_"].map { Code<Family>($0) }.sorted() == ["B", "_", "a", "b", "z", "é"])
  }

  @Test("Codes and types are the names of an encoded dictionary's members")
  func codesAreKeys() throws {
    let byCode: [Code<Family>: Int] = ["shoes": 1, "Été": 2]
    #expect(try Decoding.json([String: Int].self, byCode) == ["shoes": 1, "Été": 2])
    #expect(try Decoding.json([Code<Family>: Int].self, byCode) == byCode)
    #expect(try Decoding.propertyList([Code<Family>: Int].self, byCode) == byCode)
    #expect(try Decoding.json([String: Int].self, [AttributeType.text: 3]) == ["pim_catalog_text": 3])
  }

  @Test("Error codes are kept by name, those of a later version too")
  func errorCodesKeepTheirNames() throws {
    #expect(try Decoding.json([String].self, [CatalogError.Code.rateLimited]) == ["rateLimited"])
    #expect(
      try Decoding.json([CatalogError.Code].self, ["rateLimited", "later"]).map(\.rawValue) == ["rateLimited", "later"])
    #expect(CatalogError.Code(rawValue: "rateLimited") == .rateLimited)
    #expect("\(CatalogError.Code.uriTooLong)" == "uriTooLong")
  }

  @Test("Codes encode as single strings")
  func codesEncodeAsStrings() throws {
    let codes: [Code<Family>] = ["a", "B/c"]
    #expect(try Decoding.json([String].self, codes) == ["a", "B/c"])
    #expect(try Decoding.propertyList([Code<Family>].self, codes) == codes)
  }
}
