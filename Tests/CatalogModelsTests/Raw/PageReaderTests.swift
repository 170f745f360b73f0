import CatalogJSON
import Testing

@testable import CatalogModels

struct PageReaderTests {
  @Test(
    "N1, N2: a page in each of the API's forms",
    arguments: [
      (#"{"_links":{},"_embedded":{"items":[{"code":"a"},{"code":"b"}]}}"#, "_embedded.items"),
      (#"{"_embedded":{"_items":[{"code":"a"},{"code":"b"}]},"_links":{}}"#, "_embedded._items"),
      (#"{"_items":[{"code":"a"},{"code":"b"}]}"#, "_items"),
      (#"{"items":[{"code":"a"},{"code":"b"}]}"#, "items"),
      (#" [ {"code":"a"} , {"code":"b"} ] "#, ""),
      (#"{"_embedded":{"items":{"0":{"code":"a"},"1":{"code":"b"}}}}"#, "_embedded.items"),
      (#"{"_embe\u0064ded":{"it\u0065ms":[{"c\u006fde":"a"},{"code":"\u0062"}]}}"#, "_embedded.items"),
      (#"{"_embedded":{"items":[{"code":"x"}]},"_embedded":{"items":[{"code":"a"},{"code":"b"}]}}"#, "_embedded.items"),
    ])
  func pageForms(_ text: String, _ path: String) throws {
    let page = try page(text)
    #expect(try page.models(of: Family.self).map(\.code) == ["a", "b"])
    #expect(page.itemsPath == path)
    #expect(page.next == nil && page.itemsCount == nil && page.error == nil)
  }

  @Test("N21: an empty page is a page", arguments: ["[]", #"{"_embedded":{"items":[]}}"#, #"{"_items":{}}"#])
  func emptyPages(_ text: String) throws {
    #expect(try page(text).items.isEmpty)
  }

  @Test(
    "N9: the next link keeps what its escapes say",
    arguments: [
      (
        #"{"next":{"href":"https:\/\/pim.test\/api?search_after=a%2Bb&limit=100"}}"#,
        "https://pim.test/api?search_after=a%2Bb&limit=100"
      ),
      (#"{"self":{"href":"x"},"next":{"href":"\/p\u003fq\u003d\u00e9"}}"#, "/p?q=é"),
      (#"{"next":{"href":null}}"#, nil), (#"{"next":null}"#, nil), (#"{"next":[]}"#, nil), ("[]", nil), ("null", nil),
      (#"{"next":"x"}"#, nil), (#"{"previous":{"href":"x"}}"#, nil),
    ] as [(String, String?)])
  func nextLinks(_ links: String, _ next: String?) throws {
    #expect(try page(#"{"_links":\#(links),"_embedded":{"items":[]}}"#).next == next)
    #expect(try page(#"{"_embedded":{"items":[]},"_links":\#(links)}"#).next == next)
  }

  @Test(
    "N22: the count of items, where it was asked for",
    arguments: [("1239", 1239), (#""1239""#, 1239), ("0", 0), ("null", nil), ("1e999", nil), ("[]", nil)]
      as [(String, Int?)])
  func itemsCounts(_ text: String, _ count: Int?) throws {
    #expect(try page(#"{"items_count":\#(text),"_embedded":{"items":[]}}"#).itemsCount == count)
  }

  @Test(
    "An answer that is no page says what the server says",
    arguments: [
      (#"{"error":"The catalog is disabled."}"#, "The catalog is disabled."),
      (#"{"code":401,"message":"The access token provided has expired."}"#, "The access token provided has expired."),
      (#"{"message":["a"]}"#, "no `_embedded.items`"), ("{}", "no `_embedded.items`"), ("3", "no `_embedded.items`"),
      (#"{"_embedded":[]}"#, "no `_embedded.items`"), (#"{"_embedded":{}}"#, "no `_embedded.items`"),
      (#"{"_embedded":null}"#, "no `_embedded.items`"), (#""page""#, "no `_embedded.items`"),
    ])
  func answersThatAreNoPage(_ text: String, _ words: String) throws {
    let error = try #require(throws: CatalogError.self) { try page(text) }
    #expect(error.code == .unexpectedContent)
    #expect(error.message.contains(words))
    #expect(error.advice != nil)
  }

  @Test("G10: a page that says an error beside its items keeps both")
  func errorBesideItems() throws {
    #expect(try page(#"{"error":"disabled","_embedded":{"items":[]}}"#).error == "disabled")
  }

  @Test(
    "What is no item is named by its place",
    arguments: [
      (
        #"{"_embedded":{"items":[{"code":"a"},{},{"code":"b"},7,{"code":"c"},null]}}"#,
        "`_embedded.items[3]` is a number"
      ),
      (#"[{"code":"a"},"b"]"#, "`[1]` is a string"), (#"[null]"#, "`[0]` is null"), (#"[[]]"#, "`[0]` is an array"),
      (#"{"_items":{"0":true}}"#, "`_items[0]` is a truth value"), (#"{"_items":"none"}"#, "`_items` is a string"),
      (#"{"_embedded":{"items":null}}"#, "`_embedded.items` is null"),
      (#"{"_embedded":{"items":12}}"#, "`_embedded.items` is a number"),
    ])
  func misfitsAreNamed(_ text: String, _ words: String) throws {
    let error = try #require(throws: CatalogError.self) { try page(text) }
    #expect(error.code == .unexpectedContent)
    #expect(error.message.contains(words))
  }

  @Test("A model that an item does not make is named by its place")
  func itemsWithoutKeyAreNamed() throws {
    let page = try page(#"{"_embedded":{"items":[{"code":"a"},{"labels":{}}]}}"#)
    let error = try #require(throws: CatalogError.self) { try page.models(of: Family.self) }
    #expect(error.code == .unexpectedContent)
    #expect(error.message.hasPrefix("`_embedded.items[1]`: a family has no `code`"))
  }

  @Test(
    "Bytes that are no JSON are named by offset, item and field",
    arguments: [
      (#"{"_embedded":{"items":[{"code":"a"},{"code":tru}]}}"#, 44, "`_embedded.items[1].code`"),
      (#"[{"labels":{"en_US":"a"},"values":{"n":[{"data":01}]}}]"#, 48, "`[0].values`"),
      (#"[{"a":1}{"#, 8, "`[1]`"), ("<html>", 0, "the page"), ("", 0, "the page"), ("[]x", 2, "the page"),
    ])
  func malformedPagesAreNamed(_ text: String, _ offset: Int, _ place: String) throws {
    let error = try #require(throws: CatalogError.self) { try page(text) }
    #expect(error.code == .malformedJSON)
    #expect(error.message.contains("at byte \(offset)"))
    #expect(error.message.contains(place))
  }

  @Test("A page cut at any byte is malformed, with an offset inside it")
  func truncatedPages() throws {
    let sample = ResourceSample.all[0].json
    let whole = Array(
      #"{"_links":{"next":{"href":"x"}},"_embedded":{"items":[\#(sample),{"uuid":"é"}]},"items_count":2}"#.utf8)
    #expect(try PageReader.readNow(whole).items.count == 2)
    for end in whole.indices {
      let error = try #require(throws: CatalogError.self) { try PageReader.readNow(Array(whole[..<end])) }
      #expect(error.code == .malformedJSON, "cut at \(end)")
    }
  }

  @Test("A page with any one byte changed is read or refused, and all it gives can be walked")
  func damagedPages() throws {
    let whole = Array(
      #"{"_links":{"next":{"href":"x\/y"}},"_embedded":{"items":[{"code":"a","values":{"n":[{"locale":"en_US","scope":null,"data":{"amount":1.5}}],"x|u|c|l":{"data":"\u00e9"}}}]}}"#
        .utf8)
    var accepted = 0
    for place in whole.indices {
      for byte in [0x00, 0x22, 0x2C, 0x30, 0x5B, 0x5C, 0x5D, 0x7B, 0x7C, 0x7D, 0x80, 0xFF] as [UInt8] {
        var damaged = whole
        damaged[place] = byte
        guard let page = try? PageReader.readNow(damaged) else { continue }
        accepted += 1
        for item in page.items {
          let copy = item.detached()
          #expect(copy == item && copy.values == item.values && copy.fields == item.fields)
          #expect(item.values.attributes.allSatisfy { !item.values.all($0).isEmpty })
          _ = item.values.map { ($0.attribute, $0.locale, $0.channel, $0.data, $0.linkedData, $0.attributeUUID) }
        }
      }
    }
    #expect(accepted > 100)
  }

  @Test(
    "A page is refused where it holds more than is indexed",
    arguments: [
      (ObjectIndexer.Limits(items: 2), "2 items"), (ObjectIndexer.Limits(members: 3), "more fields"),
      (ObjectIndexer.Limits(values: 2), "more values"),
    ])
  func boundedPages(_ limits: ObjectIndexer.Limits, _ words: String) throws {
    let bytes = Array(#"[{"code":"a"},{"code":"b","values":{"n":[1,2,3]}},{"code":"c"}]"#.utf8)
    #expect(try PageReader.readNow(bytes).items.count == 3)
    let error = try #require(throws: CatalogError.self) {
      try PageReader.read(JSONStorage(ContiguousArray(bytes)), limits)
    }
    #expect(error.code == .unexpectedContent)
    #expect(error.message.contains(words))
  }

  @Test("Nesting beyond the limit is refused, however wide the page")
  func deepPages() throws {
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(throws: CatalogError.self) { try page("[{\"code\":\"a\",\"x\":\(deep)}]") }
    let error = try #require(throws: CatalogError.self) { try page(String(repeating: "[", count: 1_000_000)) }
    #expect(error.code == .malformedJSON)
  }

  @Test("Reading away from the caller's actor gives the same")
  func readingConcurrently() async throws {
    let page = try await PageReader.read(Array(#"{"_embedded":{"items":[{"code":"a"}]},"items_count":1}"#.utf8))
    #expect(page.items.count == 1 && page.itemsCount == 1)
  }
}
