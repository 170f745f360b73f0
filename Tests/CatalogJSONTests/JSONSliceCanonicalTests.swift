import CatalogJSON
import Testing

struct JSONSliceCanonicalTests {
  @Test(
    "Names are sorted by their UTF-16 code units",
    arguments: [
      ["", "\u{1}", " ", "10", "9", "A", "_", "a", "aa", "ab", "b"],
      [
        "a", "a\u{0}", "aA", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{10000}", "\u{10FFFF}",
        "\u{E000}",
      ],
      ["\u{1F600}", "\u{1F600}a", "\u{E000}", "\u{EFFF}", "\u{F000}", "\u{FFFD}", "\u{FFFF}"],
      ["x\u{D7FF}", "x\u{1F600}", "x\u{FFFD}", "x\u{FFFD}\u{1F600}", "x\u{FFFD}\u{FFFD}"],
      ["e\u{301}", "\u{E9}", "\u{20AC}", "\u{1F600}", "\u{FB33}"],
    ])
  func sortsNames(_ sorted: [String]) throws {
    #expect(
      sorted.map { Array($0.utf16) } == sorted.map { Array($0.utf16) }.sorted { $0.lexicographicallyPrecedes($1) })
    for names in [sorted, sorted.reversed(), sorted.shuffled()] {
      let object = JSONSlice(object: names.map { ($0, JSONSlice(string: $0)) })
      let canonical = try JSONSlice(parsing: object.canonicalBytes())
      #expect(canonical.members.map { Array($0.key.utf8) } == sorted.map { Array($0.utf8) })
    }
  }

  @Test("Only what must be escaped is, in the short form where there is one")
  func escapesLittle() throws {
    for value in UInt32(0)..<0x100 {
      let scalar = try #require(Unicode.Scalar(value))
      let expected: String =
        switch value {
        case 0x08: "\\b"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0C: "\\f"
        case 0x0D: "\\r"
        case 0x22: "\\\""
        case 0x5C: "\\\\"
        case ..<0x20: "\\u00" + (value < 0x10 ? "0" : "") + String(value, radix: 16)
        default: String(scalar)
        }
      let slice = JSONSlice(string: String(scalar))
      #expect(slice.text == "\"\(expected)\"")
      #expect(slice.canonicalText == "\"\(expected)\"")
      let hex = String(value + 0x1_0000, radix: 16).dropFirst()
      #expect(try parsed("\"\\u\(hex)\"").canonicalText == "\"\(expected)\"")
    }
  }

  @Test("The canonical form of a canonical form is itself", arguments: AcceptedDocuments.all)
  func isIdempotent(_ document: AcceptedDocument) throws {
    let canonical = try parsed(document.text).canonicalBytes()
    let again = try JSONSlice(parsing: canonical)
    #expect(again.canonicalBytes() == canonical)
    #expect(Array(again.utf8) == canonical)
  }

  @Test("Notation changes neither equality, hash, canonical form nor fingerprint", arguments: SeededGenerator.seeds)
  func notationDoesNotMatter(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let document = RandomJSON.document(using: &generator)
      let plain = try parsed(document.plain)
      let text = document.written(using: &generator)
      let written = try parsed(text)
      #expect(written == plain, "round \(round): \(text)")
      #expect(written.hashValue == plain.hashValue, "round \(round): \(text)")
      #expect(written.canonicalBytes() == plain.canonicalBytes(), "round \(round): \(text)")
      #expect(written.fingerprint() == plain.fingerprint(), "round \(round): \(text)")

      let canonical = try JSONSlice(parsing: plain.canonicalBytes())
      #expect(canonical == plain, "round \(round)")
      #expect(canonical.canonicalBytes() == plain.canonicalBytes(), "round \(round)")
    }
  }

  @Test("What was different stays different", arguments: SeededGenerator.seeds)
  func differencesMatter(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let document = RandomJSON.document(using: &generator)
      let inner = try parsed(document.plain)
      let other = JSONSlice(object: [("a", inner), ("b", .null)])
      for changed in [
        JSONSlice(object: [("a", inner), ("b", JSONSlice(bool: false))]), JSONSlice(object: [("a", inner)]),
        JSONSlice(object: [("a", JSONSlice(array: [inner])), ("b", .null)]),
        JSONSlice(object: [("A", inner), ("b", .null)]), JSONSlice(array: [inner, .null]),
      ] {
        #expect(changed != other, "round \(round)")
        #expect(changed.fingerprint() != other.fingerprint(), "round \(round)")
      }
    }
  }

  @Test("The readable form sorts and decodes, and leaves numbers as they came")
  func readableForm() throws {
    let json = #"{ "b": "\u003Cp\u003E\/\u00fc", "a": [12.500, -0, 1E2] }"#
    let readable = try JSONSlice(parsing: Array(json.utf8)).readable()
    #expect(readable.text == #"{"a":[12.500,-0,1E2],"b":"<p>/ü"}"#)
  }

  @Test("Equality is by content")
  func comparesContent() throws {
    let pairs: [(String, String, Bool)] = [
      ("{\"a\":1,\"b\":2}", "{\"b\":2.0,\"a\":1e0}", true), ("[1,2]", "[2,1]", false), ("[]", "{}", false),
      ("null", "false", false), ("0", "-0", true), ("1", "\"1\"", false), ("{\"a\":null}", "{}", false),
      ("[[]]", "[]", false), ("{\"a\":1,\"a\":2}", "{\"a\":2}", true), ("{\"a\":1,\"a\":2}", "{\"a\":1}", false),
      ("[ ]", "[]", true), ("true", "true", true), ("true", "false", false),
    ]
    for (a, b, equal) in pairs {
      let (first, second) = (try parsed(a), try parsed(b))
      #expect((first == second) == equal, "\(a) \(b)")
      #expect((second == first) == equal, "\(a) \(b)")
      if equal { #expect(first.hashValue == second.hashValue, "\(a) \(b)") }
      #expect(Set([first, second]).count == (equal ? 1 : 2), "\(a) \(b)")
    }
  }

  @Test("A slice of a page equals the same value on its own")
  func comparesAcrossStorage() throws {
    let page = try parsed("[ {\"b\":[1.0],\"a\":\"\\u0078\"} , {\"a\":\"x\",\"b\":[1]} ]")
    #expect(page[0] == page[1])
    #expect(try page[0] == parsed("{\"a\":\"x\",\"b\":[1]}"))
  }

  @Test(
    "Members are put in order at every level, with names that need escapes, twice or with space around",
    arguments: [
      (
        #"{"b":{"d":1,"c":2},"a":[{"z":1,"y":{"x":1,"w":2}}]}"#, #"{"a":[{"y":{"w":2,"x":1},"z":1}],"b":{"c":2,"d":1}}"#
      ),
      (#"{ "b" : 1 , "a" : { "d" : 1 , "c" : 2 } , "c" : [ 3 ] }"#, #"{"a":{"c":2,"d":1},"b":1,"c":[3]}"#),
      (#"{"b":1,"\u0061":2,"a\/":3,"\"":4}"#, #"{"\"":4,"a":2,"a/":3,"b":1}"#),
      (#"{"\\":1,"]":2,"[":3,"\u005b\u005b":4}"#, #"{"[":3,"[[":4,"\\":1,"]":2}"#),
      (#"{"a\n":1,"a":2,"a\u0000":3,"a!":4,"a\"":5}"#, #"{"a":2,"a\u0000":3,"a\n":1,"a!":4,"a\"":5}"#),
      (#"{"b":1,"a":{"x":1},"b":2,"a":{"y":2},"b":3}"#, #"{"a":{"y":2},"b":3}"#),
      (#"{"\n":1,"\u000a":2,"\u000A":3}"#, #"{"\n":3}"#),
      (#"{"a":1,"a":2,"b":3}"#, #"{"a":2,"b":3}"#),
      (#"{"a":{"b":1,"b":2},"a":{"b":3,"a":4}}"#, #"{"a":{"a":4,"b":3}}"#),
      (#"[{"b":1.50,"a":1e1},{"b":"\/\/","a":"\u00e9x\/\\\/"}]"#, #"[{"a":10,"b":1.5},{"a":"éx/\\/","b":"//"}]"#),
    ])
  func ordersMembers(_ text: String, _ canonical: String) throws {
    #expect(try parsed(text).canonicalText == canonical)
    #expect(try parsed("[ \(text) ]")[0]?.canonicalText == canonical)
  }

  @Test("Ten thousand members are sorted, found and compared")
  func bearsManyMembers() throws {
    let names = (0..<10_000).map { "name_\(($0 * 7_919) % 10_000)" }
    let object = JSONSlice(object: names.map { ($0, JSONSlice(string: $0)) })
    let canonical = try JSONSlice(parsing: object.canonicalBytes())
    #expect(Array(object.members).count == 10_000)
    #expect(canonical.members.map(\.key) == names.sorted())
    #expect(canonical == object)
    #expect(object["name_9999"]?.string == "name_9999")
    #expect(object["name_10000"] == nil)
    #expect(
      try parsed("[" + String(repeating: "0,", count: 99_999) + "0]").elements.reduce(0) { sum, _ in sum + 1 }
        == 100_000)
  }

  @Test("The same name ten thousand times is one member")
  func bearsManyDuplicates() throws {
    let object = try parsed("{" + (0..<10_000).map { "\"same\":\($0)" }.joined(separator: ",") + "}")
    #expect(object["same"]?.int == 9_999)
    #expect(object.canonicalText == "{\"same\":9999}")
  }
}
