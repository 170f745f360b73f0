import CatalogJSON
import TestSupport
import Testing

@testable import CatalogModels

/// What stood around data before is compared and not read again: to no other end than reading it.
struct ValueFramesTests {
  /// All that was read of a page, in words.
  private static func reading(_ bytes: [UInt8], knowsRepeats: Bool, depth: Int = 128) -> [String] {
    var limits = ObjectIndexer.Limits()
    limits.knowsRepeats = knowsRepeats
    limits.json = JSONLimits(depth: depth)
    let page: RawPage
    do {
      page = try PageReader.read(JSONStorage(ContiguousArray(bytes)), limits)
    } catch {
      return [error.message]
    }
    return page.items.flatMap { item in
      [item.description]
        + item.values.map { value in
          let row = value.row
          return "\(value.attribute) \(value.locale?.rawValue ?? "-") \(value.channel?.rawValue ?? "-") "
            + "\(row.data) \(row.entry) \(row.traits.rawValue) \(value.linkedData?.text ?? "-") \(value.json.text)"
        }
    }
  }

  private static let heads = [
    #"{"locale":null,"scope":null,"data":"#, #"{"locale":"en_US","scope":null,"data":"#,
    #"{"locale":"en_US","scope":"shop","data":"#, #"{"locale":"de_DE","scope":"shop","data":"#,
    #"{"scope":"shop","locale":"de_DE","data":"#, #"{ "locale" : "en_US", "scope":null, "data" :"#, #"{"data":"#,
    #"{"channel":null,"locale":"en_US","data":"#, #"{"locale":"en_US","locale":"de_DE","scope":null,"data":"#,
    #"{"locale":"e\u006e_US","scope":null,"data":"#, #"{"loc\u0061le":"en_US","scope":null,"data":"#,
    #"{"locale":"","scope":7,"data":"#, #"{"locale":{"a":[1]},"scope":null,"data":"#,
    #"{"attribute_type":"t","locale":null,"scope":null,"data":"#, #"{"linked_data":{"a":1},"data":"#,
    #"{"attribute_type":[[1]],"locale":null,"scope":null,"data":"#, #"{"value":"#, #"{"data":1,"data":"#,
  ]
  private static let brokenHeads = [#"{"locale":null,"#, #"{"locale":tru,"data":"#, #"{"data""#, "{"]
  private static let data = [
    #""text""#, #""\u00e9\/""#, #""é""#, #""a""#, #""b""#, #"["a","b"]"#, #"["b","a"]"#, "[]", "{}", "null", "true",
    "12", "-1.5e3", #"{"amount":"1","unit":"G"}"#,
  ]
  private static let brokenData = ["1.", #"""#, "", "[1", "{]"]
  private static let tails = [
    "}", #","attribute_type":"pim_catalog_text"}"#, #" , "attribute_type":"pim_catalog_text" } "#,
    #","locale":null,"scope":null}"#, #","locale":"en_US","scope":"shop"}"#, #","scope":"t","scope":"u"}"#,
    #","linked_data":{"labels":{"en_US":"A"},"code":"a"}}"#, #","linked_data":{"labels":{"en_US":"B"},"code":"b"}}"#,
    #","linked_data":{"a":{"l":1},"b":{"l":[2]}}}"#, #","linked_data":{"b":{"l":[2]},"a":{"l":1},"a":7}}"#,
    #","linked_data":null,"attribute_type":"t"}"#, #","linked_data":{"a":{"l":1}},"attribute_type":"t"}"#,
    #","linked_data":1,"linked_data":2}"#, #","attribute_type":{"deep":[1]},"reference_data_name":"r"}"#,
    #","data":"again"}"#, #","value":1}"#, #","other":1}"#, #","channel":"c"}"#, #","linked\u005fdata":{"code":"a"}}"#,
  ]
  private static let brokenTails = [#","linked_data":{"code":}}"#, #","attribute_type":}"#, ",}", "]", ""]

  /// A page of values put together by chance; most of the pieces are few, so that they repeat.
  private static func page(using random: inout SeededRandom) -> String {
    // Every other page has a piece that is no JSON, which comes up early or late.
    let isBroken = Bool.random(using: &random)
    func some(_ pieces: [String], _ broken: [String]) -> [String] {
      let few = pieces.shuffled(using: &random).prefix(4)
      let isHere = isBroken && Int.random(in: 0..<4, using: &random) == 0
      return few + few.prefix(2) + (isHere ? [broken[Int.random(in: broken.indices, using: &random)]] : [])
    }
    let heads = some(Self.heads, Self.brokenHeads)
    let data = some(Self.data, Self.brokenData)
    let tails = some(Self.tails, Self.brokenTails)
    func any(_ pieces: [String]) -> String { pieces.randomElement(using: &random) ?? "" }
    let items = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let attributes = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        let entries = (0..<Int.random(in: 1...4, using: &random)).map { _ in any(heads) + any(data) + any(tails) }
        let name = ["a", "b", "c", "d|u", "e|u|shop|de_DE", "f\\u006f"].randomElement(using: &random) ?? ""
        return Int.random(in: 0..<6, using: &random) == 0
          ? "\"\(name)\":\(entries[0])" : "\"\(name)\":[\(entries.joined(separator: ","))]"
      }
      return #"{"uuid":"u","values":{\#(attributes.joined(separator: ","))}}"#
    }
    return #"{"_embedded":{"items":[\#(items.joined(separator: ","))]}}"#
  }

  @Test("F9: what came before is read as when each byte is read, errors and all", arguments: 0..<16 as Range<UInt64>)
  func random(_ round: UInt64) {
    let seed = 31_415 + round
    var random = SeededRandom(seed: seed)
    for _ in 0..<250 {
      var bytes = Array(Self.page(using: &random).utf8)
      if Int.random(in: 0..<4, using: &random) == 0, !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        Self.reading(bytes, knowsRepeats: true) == Self.reading(bytes, knowsRepeats: false), "seed \(seed): \(text)")
    }
  }

  @Test("F9: bytes that were within the limit of depth are not taken where they are beyond it", arguments: 3...14)
  func depth(_ depth: Int) {
    let entry = #"{"locale":null,"scope":null,"data":"a","linked_data":{"x":[[1]]},"attribute_type":"t"}"#
    let map = #"{"locale":null,"scope":null,"data":["a"],"linked_data":{"a":{"x":[[1]]}},"attribute_type":"t"}"#
    for values in [#""v":\#(entry),"v":[\#(entry)]"#, #""v":[\#(entry)],"v":[\#(map)]"#, #""v":[\#(map),\#(entry)]"#] {
      let bytes = Array(#"{"_embedded":{"items":[{"uuid":"u","values":{\#(values)}}]}}"#.utf8)
      #expect(
        Self.reading(bytes, knowsRepeats: true, depth: depth) == Self.reading(bytes, knowsRepeats: false, depth: depth))
    }
  }

  @Test("More heads than are remembered, and longer ones, are read all the same")
  func manyHeads() {
    let entries = (0..<300).map {
      #"{"locale":"l\#($0 % 150)","scope":"\#(String(repeating: "s", count: $0 * 20))","data":1}"#
    }
    let bytes = Array(#"[{"values":{"a":[\#((entries + entries).joined(separator: ","))]}}]"#.utf8)
    let reading = Self.reading(bytes, knowsRepeats: true)
    #expect(reading.count == 601)
    #expect(reading == Self.reading(bytes, knowsRepeats: false))
  }
}
