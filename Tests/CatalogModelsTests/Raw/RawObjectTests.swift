import CatalogModels
import Testing

struct RawObjectTests {
  @Test("The last of two fields of a name counts, and the name is told once")
  func repeatedFields() throws {
    let object = try RawObject(parsing: #"{"a":1,"b":2,"a":3,"\u0061":4}"#.utf8)
    #expect(object["a"]?.int == 4)
    #expect(object.fields == ["a", "b"])
    #expect(try object == RawObject(parsing: #"{"b":2,"a":4}"#.utf8))
  }

  @Test("The last of two value maps counts")
  func repeatedValueMaps() throws {
    let object = try RawObject(
      parsing: #"{"values":{"a":[{"data":1}]},"v\u0061lues":{"b":[{"data":2}]}}"#.utf8)
    #expect(object.values.attributes == ["b"])
    #expect(try RawObject(parsing: #"{"values":{"a":[{"data":1}]},"values":[]}"#.utf8).values.isEmpty)
  }

  @Test("What the address says is a field, unless the object says it itself")
  func fieldsOfTheAddress() throws {
    let raw = try RawObject(parsing: #"{"code":"moss"}"#.utf8)
    let option = try AttributeOption(raw.adding("attribute", "colour"))
    #expect(option.attribute == "colour")
    #expect(option.raw.fields == ["code", "attribute"])
    #expect(option.raw.json.text == #"{"code":"moss","attribute":"colour"}"#)
    #expect(try option == model(#"{"attribute":"colour","code":"moss"}"#))
    #expect(try option != AttributeOption(raw))
    #expect(option.raw.adding("attribute", "size") == option.raw)
    #expect(try Decoding.json(AttributeOption.self, option) == option)
    #expect(option.detached() == option)
  }

  @Test("An object inside a value is read where it stands")
  func nestedObjects() throws {
    let list = try json(#" [ {"code":"a"} , {"code":"b","values":{"n":[{"data":7}]}} ] "#)
    let second = try RawObject(try #require(list[1]))
    #expect(second["code"] == "b")
    #expect(second.json.text == #"{"code":"b","values":{"n":[{"data":7}]}}"#)
    #expect(second.values["n"]?.data == 7)
    #expect(second.detached().values["n"]?.data == 7)
    #expect(second.byteCount == 40)
  }

  @Test("What is no object is refused with its kind of error", arguments: ["[]", "1", #""a""#, "null", "true"])
  func documentsThatAreNoObject(_ text: String) throws {
    let parsed = try #require(throws: CatalogError.self) { try RawObject(parsing: text.utf8) }
    #expect(parsed.code == .unexpectedContent)
    let read = try #require(throws: CatalogError.self) { try RawObject(json(text)) }
    #expect(read.code == .unexpectedContent)
  }

  @Test(
    "What is no JSON is refused with an offset", arguments: [("{", 1), ("{}x", 2), ("", 0), (#"{"a":}"#, 5), ("[1", 2)])
  func documentsThatAreNoJSON(_ text: String, _ offset: Int) throws {
    let error = try #require(throws: CatalogError.self) { try RawObject(parsing: text.utf8) }
    #expect(error.code == .malformedJSON)
    #expect(error.message.hasSuffix("at byte \(offset)"))
  }

  @Test("A long object is named by its start")
  func longObjectsInMessages() throws {
    let long = String(repeating: "é", count: 100_000)
    let error = try #require(throws: CatalogError.self) { try model(Asset.self, #"{"label":"\#(long)"}"#) }
    #expect(error.message.hasPrefix("an asset has no `code`"))
    #expect(error.message.count < 250)
  }

  @Test("A hundred thousand values are read and found in one pass each")
  func manyValues() throws {
    let rows = (0..<100_000).map { #""a\#($0)":[{"locale":null,"scope":null,"data":\#($0)}]"# }.joined(separator: ",")
    let values = try RawObject(parsing: #"{"values":{\#(rows)}}"#.utf8).values
    #expect(values.count == 100_000)
    #expect(values.attributes.count == 100_000)
    #expect(values["a77777"]?.data == 77_777)
    #expect(values["A0"]?.data == 0)
  }

  @Test(
    "N5: truth values and whole numbers come in several forms",
    arguments: [
      ("true", true, nil), (#""true""#, true, nil), (#""1""#, true, 1), ("1", true, 1), ("false", false, nil),
      (#""0""#, false, 0), ("0", false, 0), ("null", nil, nil), (#""yes""#, nil, nil), ("2.0", nil, 2),
      ("2.5", nil, nil),
    ] as [(String, Bool?, Int?)])
  func lenientScalars(_ text: String, _ bool: Bool?, _ int: Int?) throws {
    let raw = try RawObject(parsing: #"{"x":\#(text)}"#.utf8)
    #expect(raw.bool("x") == bool)
    #expect(raw.int("x") == int)
  }

  @Test(
    "N1: lists come as maps, and maps keyed 0, 1, 2 as lists",
    arguments: [
      (#"["a","b"]"#, ["a", "b"]), (#"{"0":"a","1":"b"}"#, ["a", "b"]), ("{}", []), ("[]", []), ("null", []),
      (#"["a",7,null,""]"#, ["a", "7"]),
    ])
  func lenientLists(_ text: String, _ codes: [String]) throws {
    let group = try model(AttributeGroup.self, #"{"code":"g","attributes":\#(text)}"#)
    #expect(group.attributes.map(\.rawValue) == codes)
    #expect(try json(#"["x","y"]"#).map.map(\.name) == ["0", "1"])
  }
}
