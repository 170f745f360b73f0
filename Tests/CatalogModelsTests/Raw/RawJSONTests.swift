import CatalogModels
import Testing

struct RawJSONTests {
  @Test(
    "N9: escapes say the same as what they stand for",
    arguments: [(#""a\/b""#, "a/b"), (#""\u00e9""#, "é"), (#""\ud83d\ude00""#, "😀"), (#""\n\t\"\\""#, "\n\t\"\\")])
  func escapedStrings(_ text: String, _ string: String) throws {
    let value = try json(text)
    #expect(value.string == string)
    #expect(value == .string(string))
    #expect(value.text == text)
  }

  @Test(
    "N5: numbers keep their text and compare as numbers",
    arguments: [
      ("12.5000", "12.5"), ("1e2", "100"), ("-0", "0"), ("0.1000000000000000000000001", "0.1000000000000000000000001"),
    ])
  func numbersKeepText(_ text: String, _ same: String) throws {
    #expect(try json(text).numberText == text)
    #expect(try json(text) == json(same))
    #expect(try json(text).hashValue == json(same).hashValue)
    #expect(try json("0.1") != json("0.1000000000000000000000001"))
  }

  @Test("Values are made, set and removed")
  func makingValues() throws {
    let made: RawJSON = ["b": 1, "a": [true, .null, "x"], "c": ["d": -2]]
    #expect(made.text == #"{"b":1,"a":[true,null,"x"],"c":{"d":-2}}"#)
    #expect(made.setting("b", to: "y").text == #"{"b":"y","a":[true,null,"x"],"c":{"d":-2}}"#)
    #expect(made.setting("a", to: nil).setting("e", to: 0).text == #"{"b":1,"c":{"d":-2},"e":0}"#)
    #expect(made.setting("zz", to: nil) == made)
    #expect(RawJSON.array([1]).setting("a", to: 1) == [1])
    #expect(RawJSON.number("1.50")?.text == "1.50" && RawJSON.number("01") == nil && RawJSON.number("x") == nil)
  }

  @Test("Numbers with a fraction are made from literals and read as binary numbers")
  func fractions() {
    let made: RawJSON = ["price": 12.5, "tenth": 0.1, "large": 1e300, "whole": 2.0]
    #expect(made.text == #"{"price":12.5,"tenth":0.1,"large":1e+300,"whole":2.0}"#)
    #expect(made["price"]?.double == 12.5 && made["whole"]?.int == 2 && made["whole"]?.double == 2)
    #expect(RawJSON.double(.infinity) == nil && RawJSON.double(.nan) == nil)
    #expect(RawJSON.double(-0.25)?.text == "-0.25" && RawJSON.string("1").double == nil)
  }

  @Test("Arrays and objects are told from what is neither")
  func containers() {
    #expect(RawJSON.array([]).array?.isEmpty == true && RawJSON.string("a").array == nil)
    #expect(RawJSON.array([1, 2]).array == [1, 2] && RawJSON.object([:]).array == nil)
    #expect((["a": 1] as RawJSON).object?.map(\.name) == ["a"] && RawJSON.null.object == nil)
  }

  @Test("Kinds and look-ups that do not fit give nothing")
  func lookupsThatDoNotFit() throws {
    let value = try json(#"{"a":[1,2]}"#)
    #expect(value.kind == .object && value["a"]?.kind == .array && value["a"]?[1] == 2)
    #expect(value["a"]?[2] == nil && value["a"]?[-1] == nil && value[0] == nil && value["b"] == nil)
    #expect(value.string == nil && value.int == nil && value.bool == nil && value.numberText == nil)
    #expect(value["a"]?["x"] == nil && value.elements.isEmpty && value["a"]?.members.isEmpty == true)
  }

  @Test(
    "N1: nothing is told from something",
    arguments: [("{}", true), ("[]", true), ("null", true), ("0", false), (#""""#, false), ("[null]", false)])
  func emptyValues(_ text: String, _ isEmpty: Bool) throws {
    #expect(try (json(text).nonEmpty == nil) == isEmpty)
  }

  @Test("Values encode as JSON text")
  func valuesEncodeAsText() throws {
    let value = try json(#"{"n":1.0e+400,"s":"\/"}"#)
    #expect(try Decoding.json([String].self, [value]) == [value.text])
    #expect(try Decoding.propertyList([RawJSON].self, [value])[0].text == value.text)
    #expect(throws: DecodingError.self) { try Decoding.json([RawJSON].self, ["{"]) }
    #expect(throws: DecodingError.self) { try Decoding.json([RawJSON].self, [1]) }
  }
}
