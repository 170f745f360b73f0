import CatalogJSON
import Testing

struct JSONSliceNavigationTests {
  @Test(
    "A value knows its kind",
    arguments: [
      ("null", JSONKind.null), ("true", .bool), ("false", .bool), ("-1.5e3", .number), ("0", .number),
      ("\"\"", .string), ("[]", .array), ("{}", .object), (" \n[ 1 ] ", .array),
    ])
  func knowsKind(_ text: String, _ kind: JSONKind) throws {
    let slice = try parsed(text)
    #expect(slice.kind == kind)
    #expect(slice.isNull == (kind == .null))
    #expect((slice.bool != nil) == (kind == .bool))
    #expect((slice.numberText != nil) == (kind == .number))
    #expect((slice.string != nil) == (kind == .string))
    #expect((slice.stringUTF8 != nil) == (kind == .string))
  }

  @Test("A boolean tells its value")
  func readsBooleans() throws {
    #expect(try parsed("true").bool == true)
    #expect(try parsed(" false").bool == false)
  }

  @Test(
    "White space may stand between all tokens",
    arguments: ["", " ", "\n", "\t", "\r\n", " \n\t\r "])
  func walksThroughSpace(_ space: String) throws {
    let tokens = [
      "{", "\"a\"", ":", "[", "1", ",", "{", "}", ",", "[", "]", ",", "null", "]", ",", "\"b\"", ":", "{", "\"c\"",
      ":", "\"d\"", ",", "\"e\"", ":", "true", "}", ",", "\"f\"", ":", "-2.5e1", "}",
    ]
    let slice = try parsed(space + tokens.joined(separator: space) + space)
    #expect(slice.text == tokens.joined(separator: space))
    #expect(slice["a"]?.elements.map(\.text) == ["1", "{\(space)}", "[\(space)]", "null"])
    #expect(slice["b"]?["c"]?.string == "d")
    #expect(slice["b"]?["e"]?.bool == true)
    #expect(slice["f"]?.numberText == "-2.5e1")
    #expect(slice.members.map(\.key) == ["a", "b", "f"])
    #expect(slice["a"]?[0]?.int == 1)
    #expect(slice["a"]?[3]?.isNull == true)
    #expect(slice["a"]?[4] == nil)
  }

  @Test("Empty containers have nothing in them", arguments: ["[]", "{}", "[ ]", "{\n}"])
  func walksEmptyContainers(_ text: String) throws {
    let slice = try parsed(text)
    #expect(Array(slice.elements).isEmpty)
    #expect(Array(slice.members).isEmpty)
    #expect(slice[0] == nil)
    #expect(slice[""] == nil)
  }

  @Test(
    "Only arrays have elements and only objects have members",
    arguments: ["null", "true", "12", "\"[1]\"", "\"{\"", "{\"a\":1}", "[1]"])
  func walksOnlyItsKind(_ text: String) throws {
    let slice = try parsed(text)
    #expect(Array(slice.elements).isEmpty == (slice.kind != .array))
    #expect(Array(slice.members).isEmpty == (slice.kind != .object))
    #expect((slice[0] == nil) == (slice.kind != .array))
    #expect((slice["a"] == nil) == (slice.kind != .object))
  }

  @Test("An iterator at its end stays there")
  func iteratorsStayAtTheEnd() throws {
    let array = try parsed("[[1],[2] ]")
    var elements = array.elements
    #expect(elements.next()?.text == "[1]")
    #expect(elements.next()?.text == "[2]")
    for _ in 0..<3 { #expect(elements.next() == nil) }

    let object = try parsed("[{\"a\":{}},7]")
    var members = try #require(object[0]).members
    #expect(members.next()?.key == "a")
    for _ in 0..<3 { #expect(members.next() == nil) }
  }

  @Test("An element outside of an array is none", arguments: [-1, 3, Int.max, Int.min])
  func refusesElementOutside(_ index: Int) throws {
    #expect(try parsed("[1,2,3]")[index] == nil)
  }

  @Test("Braces, brackets, commas and escaped quotes in strings are text")
  func ignoresStructureInStrings() throws {
    let slice = try parsed(
      #"{"a":{"x":"}]{[,:\"","y":["]\\","\\\"]",{"}":"{"}]},"{\"b\":":[["\\"],"\\\\\""],"c":3}"#)
    #expect(slice.members.map(\.key) == ["a", "{\"b\":", "c"])
    #expect(slice["a"]?["x"]?.string == "}]{[,:\"")
    #expect(slice["a"]?["y"]?.elements.map { $0.string ?? $0.text } == ["]\\", "\\\"]", #"{"}":"{"}"#])
    #expect(slice["{\"b\":"]?[0]?[0]?.string == "\\")
    #expect(slice["{\"b\":"]?[1]?.string == "\\\\\"")
    #expect(slice["c"]?.int == 3)
  }

  @Test("Of equal names the last counts, and all can be seen")
  func lastDuplicateCounts() throws {
    let slice = try parsed(#"{"a":1,"b":2,"a":[3],"\u0061":{"x":4},"c":5}"#)
    #expect(slice["a"]?.text == #"{"x":4}"#)
    #expect(listing(slice) == ["a=1", "b=2", "a=[3]", #"a={"x":4}"#, "c=5"])
    #expect(slice.canonicalText == #"{"a":{"x":4},"b":2,"c":5}"#)
    #expect(slice == (try parsed(#"{"c":5,"b":2,"a":{"x":4}}"#)))
  }

  @Test("A member is found whatever escapes its name was written with")
  func findsEscapedNames() throws {
    let slice = try parsed(#"{"\u0061\/b":1,"\ud83d\ude00":2,"a\\b":3,"\n":4,"":5,"\\n":6}"#)
    #expect(slice["a/b"]?.int == 1)
    #expect(slice["😀"]?.int == 2)
    #expect(slice["a\\b"]?.int == 3)
    #expect(slice["\n"]?.int == 4)
    #expect(slice[""]?.int == 5)
    #expect(slice["\\n"]?.int == 6)
    #expect(slice[#"\u0061\/b"#] == nil)
    #expect(slice["a"] == nil)
    #expect(slice["a/b "] == nil)
  }

  @Test("Names are equal by their bytes, also where Unicode calls them equivalent")
  func namesAreBytes() throws {
    let slice = try parsed("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(slice["\u{E9}"]?.int == 1)
    #expect(slice["e\u{301}"]?.int == 2)
    let escaped = try parsed(#"{"\u00e9":1,"e\u0301":2}"#)
    #expect(escaped["\u{E9}"]?.int == 1)
    #expect(escaped["e\u{301}"]?.int == 2)
    #expect(try parsed(#"{"e\u0301":2}"#)["\u{E9}"] == nil)
  }

  @Test("A value of a page is its own text")
  func keepsTextAsItCame() throws {
    let slice = try JSONSlice(parsing: RichDocument.bytes)
    let item = try #require(slice["_embedded"]?["items"]?[0])
    #expect(item["values"]?["weight"]?[0]?["data"]?["amount"]?.string == "12.5000")
    #expect(item["values"]?["power"]?[0]?["data"]?.numberText == "-0.5e-3")
    #expect(item["values"]?["power"]?[1]?["data"]?.numberText == "1.25E+2")
    #expect(item["values"]?["name"]?[1]?["data"]?.string == "Kéttle 😀 \\ / {[,:]}")
    #expect(item["values"]?["description"]?[0]?["data"]?.text.contains(#"<\/p>\r\n\t"#) == true)
    #expect(slice["numbers"]?.elements.compactMap(\.numberText).last == "1e400")
    #expect(
      slice["_links"]?["next"]?["href"]?.string == "https://pim.example/api/rest/v1/products-uuid?search_after=b%2Bc")
    #expect(slice.description == slice.text)
  }

  @Test("A detached value says the same and holds no more than itself")
  func detaches() throws {
    let page = try JSONSlice(parsing: RichDocument.bytes)
    let item = try #require(page["_embedded"]?["items"]?[1])
    #expect(item.storage === page.storage)
    let alone = item.detached()
    #expect(alone.storage !== page.storage)
    #expect(alone.storage.bytes.count == item.utf8.count)
    #expect(alone == item)
    #expect(alone.text == item.text)
    #expect(alone["emoji"]?.string == item["emoji"]?.string)
    #expect(alone.detached().storage === alone.storage)
    #expect(try parsed(" 1 ").detached().storage.bytes.count == 1)
  }

  @Test("A value outlives the page it came from, on any thread")
  func outlivesPage() async throws {
    func title() throws -> JSONSlice? {
      try JSONSlice(parsing: RichDocument.bytes)["_embedded"]?["items"]?[1]?["emoji"]
    }
    let slice = try #require(try title())
    let texts = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { slice.string } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(texts == Array(repeating: "👩‍👩‍👧 🇸🇪 é", count: 8))
  }
}
