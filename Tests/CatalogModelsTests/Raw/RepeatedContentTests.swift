import CatalogJSON
import Testing

@testable import CatalogModels

struct RepeatedContentTests {
  private static func page(_ values: [String]) throws -> (storage: JSONStorage, ranges: [JSONRange]) {
    let page = try JSONSlice(parsing: Array("[\(values.joined(separator: ","))]".utf8))
    return (page.storage, page.elements.map(\.range))
  }

  @Test("F9: what a page says again is made once, and nothing is taken for something else")
  func madeOnce() throws {
    let (storage, ranges) = try Self.page((0..<300).map { #"{"code":"option_\#($0 % 7)","labels":{"en_US":"x"}}"# })
    var table = RepeatedContent<String>()
    var made = 0
    for (place, range) in ranges.enumerated() {
      let text = table.content(of: range, in: storage) {
        made += 1
        return JSONSlice(storage: storage, range: range).text
      }
      #expect(text.contains("option_\(place % 7)"))
    }
    #expect(made == 7)
  }

  @Test("F9: a table has bounds; what does not fit in is made each time, and is as right")
  func bounded() throws {
    let long = "\"\(String(repeating: "x", count: 5000))\""
    let (storage, ranges) = try Self.page((0..<5000).map { "\"\($0)\"" } + [long, long])
    var table = RepeatedContent<String>()
    var made = 0
    for range in ranges + ranges {
      let text = JSONSlice(storage: storage, range: range).text
      #expect(
        table.content(of: range, in: storage) {
          made += 1
          return text
        } == text)
    }
    // 1,024 of them at most were kept from the first round.
    #expect(made >= 2 * ranges.count - 1024)
    #expect(made < 2 * ranges.count - 512)
  }

  @Test("F9: options that values share have their own labels")
  func optionsOfAPage() throws {
    let items = (0..<30).map { place in
      #"{"values":{"c":[{"data":"o","linked_data":{"code":"o\#(place % 3)","labels":{"en_US":"L\#(place % 3)"}}}]}}"#
    }
    let page = try PageReader.readNow(Array("[\(items.joined(separator: ","))]".utf8))
    for (place, item) in page.items.enumerated() {
      let value = try #require(item.values["c"])
      let option = value.linkedOption(try #require(value.linkedData))
      #expect(option.code == "o\(place % 3)" && option.labels == ["en_US": "L\(place % 3)"])
    }
  }
}
