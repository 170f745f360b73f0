import CatalogJSON
import Testing

struct JSONSliceBuildingTests {
  @Test("Values that came from no document")
  func buildsValues() throws {
    #expect(JSONSlice.null.isNull)
    #expect(JSONSlice.emptyObject.text == "{}")
    #expect(JSONSlice.emptyArray.text == "[]")
    #expect(JSONSlice(bool: true).bool == true)
    #expect(JSONSlice(bool: false).text == "false")
    #expect(JSONSlice(number: -7).int == -7)
    #expect(JSONSlice(string: "é\"\n").text == #""é\"\n""#)
    #expect(JSONSlice(array: [JSONSlice]()).text == "[]")
    #expect(JSONSlice(object: [(String, JSONSlice)]()).text == "{}")
  }

  @Test("Objects keep the order they were given, arrays as well")
  func buildsContainers() throws {
    let page = try parsed("[{ \"x\" : [1.50] },null]")
    let first = try #require(page[0])
    let object = JSONSlice(object: [("b", first), ("a", JSONSlice(array: [.null, first])), ("\"", .emptyArray)])
    #expect(object.text == #"{"b":{ "x" : [1.50] },"a":[null,{ "x" : [1.50] }],"\"":[]}"#)
    #expect(object.storage !== page.storage)
    #expect(try parsed(object.text) == object)
  }

  @Test("What was built reads as what was parsed", arguments: SeededGenerator.seeds)
  func buildsWhatIsParsed(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let document = RandomJSON.document(using: &generator)
      let built = build(document)
      #expect(built == (try parsed(document.written(using: &generator))))
      #expect(built.text == document.plain)
    }
  }

  private func build(_ document: RandomJSON) -> JSONSlice {
    switch document {
    case .null: .null
    case .bool(let value): JSONSlice(bool: value)
    case .number(let text): JSONSlice(numberText: text) ?? .null
    case .string(let text): JSONSlice(string: text)
    case .array(let elements): JSONSlice(array: elements.map(build))
    case .object(let members): JSONSlice(object: members.map { ($0.name, build($0.value)) })
    }
  }
}
