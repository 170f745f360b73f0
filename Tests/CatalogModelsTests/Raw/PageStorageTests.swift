import CatalogJSON
import Testing

@testable import CatalogModels

/// What a page's memory, its names and its values are bound to.
struct PageStorageTests {
  /// A page whose products have every kind of data, long texts and escapes.
  private static func page(_ items: Int = 24, text: String = "") -> [UInt8] {
    let products = (0..<items).map { place in
      """
      {"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4b\(10 + place)","family":"lamps","categories":["a","b"],"values":{\
      "name":[{"locale":"en_US","scope":null,"data":"Lantern \(place)"}],\
      "description":[{"data":"\(String(repeating: "Long life, é, \\n and \\u00fc. ", count: 12))\(text)","locale":null,"scope":null}],\
      "weight":[{"locale":null,"scope":null,"data":{"amount":"\(place).50","unit":"KILOGRAM"}}],\
      "colours":[{"locale":null,"scope":"shop","data":["moss","rust"]}]},"created":"2026-01-02T03:04:05+00:00"}
      """
    }
    return Array(#"{"_links":{},"_embedded":{"items":[\#(products.joined(separator: ","))]}}"#.utf8)
  }

  @Test("F9: a page of 20 KB cut at any byte is refused at the byte where it ends")
  func cutPages() {
    // Few products with long texts: the page is read twenty thousand times.
    let whole = Self.page(2, text: String(repeating: "0123456789abcdef", count: 600))
    #expect(whole.count > 20_000)
    #expect(Self.offsetOfError(in: whole[...]) == nil)
    let wrong = whole.indices.first { Self.offsetOfError(in: whole[..<$0]) != $0 }
    #expect(wrong == nil)
  }

  private static func offsetOfError(in bytes: ArraySlice<UInt8>) -> Int? {
    do {
      _ = try PageReader.readNow(Array(bytes))
      return nil
    } catch {
      return (error.underlying as? JSONError)?.offset
    }
  }

  @Test("Values outlive their page on any thread, and a detached item lets it go")
  func valuesOutliveTheirPage() async throws {
    var kept = try PageReader.readNow(Self.page()).items[7]
    let all = kept.values
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          all["name", locale: "en_US"]?.data == "Lantern 7" && all["weight"]?.data["amount"] == "7.50"
            && all.compactMap(\.dataString).last?.contains("life, é, \n and ü.") == true
            && all.map(\.attribute) == ["name", "description", "weight", "colours"]
            && all["colours", channel: "shop"]?.channel == "shop"
        }
      }
      for await isRight in group { #expect(isRight) }
    }
    let whole = kept
    kept = kept.detached()
    #expect(kept == whole && kept.values == whole.values)
    #expect(kept.index.storage.bytes.count == kept.byteCount)
    #expect(kept.index.storage !== whole.index.storage)
  }

  @Test("Nothing but what came with a page holds on to it")
  func detachedItemsLetGo() throws {
    weak var storage: JSONStorage?
    func detachedItem() throws -> RawObject {
      let page = try PageReader.readNow(Self.page())
      storage = page.items[3].index.storage
      #expect(storage != nil)
      return page.items[3].detached()
    }
    let item = try detachedItem()
    #expect(storage == nil)
    #expect(item.values["name", locale: "en_US"]?.data == "Lantern 3")
  }

  @Test("F9: what is known of a page's values takes less than half of the page")
  func smallIndex() throws {
    let bytes = Self.page(100)
    let index = try PageReader.readNow(bytes).items[0].index
    #expect(MemoryLayout<ValueRow>.stride == 32 && MemoryLayout<ObjectIndex.Member>.stride == 12)
    let rows = index.rows.capacity * MemoryLayout<ValueRow>.stride
    let members = index.members.capacity * MemoryLayout<ObjectIndex.Member>.stride
    let items = 100 * MemoryLayout<Product>.stride
    #expect(rows + members + items < bytes.count / 2)
    // Fifteen names and codes, however often they come.
    #expect(index.names.sharedCount < 20)
  }

  @Test("A hundred thousand codes share no more strings than the table holds, and each is found")
  func manyCodes() throws {
    let rows = (0..<100_000).map { #""code_\#($0)":[{"data":\#($0)}]"# }.joined(separator: ",")
    let object = try RawObject(parsing: #"{"values":{\#(rows)}}"#.utf8)
    #expect(object.index.names.sharedCount <= 3072)
    for code in [0, 1, 999, 3_000, 3_100, 50_000, 99_999] {
      #expect(object.values[Code("CODE_\(code)")]?.data.int == code)
    }
    #expect(object.values["code_100000"] == nil)
  }

  @Test("Codes made to collide, and codes without end, are found and share little")
  func hostileCodes() throws {
    // All of one hash, which does not regard case.
    let colliding = (0..<2_000).map { number in
      String((0..<16).map { number >> $0 & 1 == 0 ? "a" : "A" as Character })
    }
    let rows = colliding.enumerated().map { #""\#($0.element)":[{"data":\#($0.offset)}]"# }
    let long = String(repeating: "n", count: 5_000)
    let object = try RawObject(
      parsing: #"{"values":{\#(rows.joined(separator: ",")),"\#(long)":[{"data":"long"}]},"\#(long)":1}"#.utf8)
    #expect(object.index.names.sharedCount < 40)
    #expect(object.values.map(\.attribute.rawValue) == colliding + [long])
    #expect(object.values["aaaaaaaaaaaaaaaa"]?.data.int == 1_999)
    #expect(object.values[Code(long)]?.data == "long")
    #expect(object[long]?.int == 1)
  }

  @Test("A megabyte of text, text of all escapes, and a table a hundred levels deep are values like others")
  func largeData() throws {
    let megabyte = String(repeating: "0123456789abcdef", count: 1 << 16)
    let deep = String(repeating: #"[{"cell":"#, count: 50) + "7" + String(repeating: "}]", count: 50)
    let escapes = #"\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00"#
    let values = try RawObject(
      parsing:
        #"{"values":{"m":[{"data":"\#(megabyte)"}],"d":[{"data":\#(deep)}],"e":[{"data":"\#(escapes)"}]}}"#.utf8
    ).values
    #expect(values["m"]?.dataString == megabyte)
    #expect(values["d"]?.data.text == deep)
    #expect(
      values["e"]?.dataString == "\"\\/\u{8}\u{C}\n\r\tAé€😀" && values["e"]?.data.string == values["e"]?.dataString)
  }

  @Test("Both ways in which servers write a value are read alike, also where something follows or is missing")
  func waysOfWriting() throws {
    let texts = [
      #"{"locale":null,"scope":null,"data":"x"}"#, #"{"data":"x","locale":null,"scope":null}"#,
      #"{"locale":null,"scope":null,"data":"x","linked_data":{"a":1}}"#,
      #"{"data":"x","locale":null,"scope":null,"attribute_type":"pim_catalog_text"}"#,
      #"{ "data":"x","locale":null,"scope":null}"#, #"{"data":"x"}"#, #"{"data":"x","locale":null}"#,
      #"{"data" :"x","scope":null,"locale":null}"#, #"{"d\u0061ta":"x","locale":null,"scope":null}"#,
    ]
    for text in texts {
      let value = try #require(try RawObject(parsing: #"{"values":{"a":[\#(text)]}}"#.utf8).values["a"])
      #expect(value.dataString == "x" && value.data == "x" && value.json.text == text)
      #expect(value.locale == nil && value.channel == nil)
    }
    for text in [#"{"locale":null,"scope":null,"data":"#, #"{"data":"x","locale":null,"scope":null"#, #"{"data":"#] {
      let error = try #require(throws: CatalogError.self) {
        try RawObject(parsing: #"{"values":{"a":[\#(text)"#.utf8)
      }
      #expect(error.message.hasSuffix("at byte \(#"{"values":{"a":["#.utf8.count + text.utf8.count)"))
    }
  }
}
