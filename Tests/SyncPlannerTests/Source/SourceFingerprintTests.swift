import CatalogJSON
import CatalogModels
import PIMTesting
import TestSupport
import Testing
import ValueParser

@testable import SyncPlanner

/// The fingerprint that is taken straight from a page's bytes is that of the content it stands for.
struct SourceFingerprintTests {
  private static func item(_ json: String, _ feed: SyncFeed = .products) throws -> SourceItem {
    SourceItem(RecordKey(feed, "p"), try RawObject(parsing: json.utf8))
  }

  static let values = [
    #""a":[{"locale":null,"scope":null,"data":"x"}]"#, #""b":[{"data":"x","locale":null,"scope":null}]"#,
    #""c":[{"data":"\u00e9\/\n","scope":"shop","locale":"en_US"},{"data":1.50,"scope":null,"locale":"de_DE"}]"#,
    #""d":[{"locale":null,"channel":"shop","data":["b","a"]}]"#, #""e":[]"#, #""f":"bare""#, #""g":[7,{"data":8}]"#,
    #""h":[{"locale":null,"scope":null,"data":{"amount":"1.0","unit":"KG","symbol":"kg"}}]"#,
    #""h":[{"locale":null,"scope":null,"data":{"unit":"KG","amount":1e1}}]"#,
    #""i":[{"locale":null,"scope":null,"data":[{"amount":"1","currency":"EUR"},{"unit":"G","symbol":"g"}]}]"#,
    #""j":[{"data":"s","linked_data":{"_links":1,"b":[{"share_link":2,"x":3}]},"locale":null,"scope":null}]"#,
    #""k":[{"locale":null,"scope":null,"data":"x","attribute_type":"t","reference_data_name":"r"}]"#,
    #""l":[{"locale":null,"scope":null}]"#, #""m":[{"locale":"","scope":3,"data":null}]"#, #""n":{"data":"one"}"#,
    #""o\u006f":[{"locale":"e\u006e","scope":null,"data":true}]"#, #""\"q":[{"locale":null,"scope":null,"data":[]}]"#,
    #""z":[{"locale":null,"scope":null,"data":-0}]"#, #""r|u":{"data":"r"}"#,
    #""v":[{"locale":null,"scope":null,"scope":"x","data":"twice"}]"#,
    #""o1":[{"locale":null,"scope":null,"data":"o","linked_data":{"labels":{"fr_FR":"\u00e9","en_US":"x"},"code":"o"}}]"#,
    #""o2":[{"data":"o","linked_data":{"labels":{"fr_FR":"\u00e9","en_US":"x"},"code":"o"},"scope":"s","locale":null}]"#,
    #""o3":[{"locale":null,"scope":null,"data":["p"],"linked_data":{"p":{"share_links":[1],"labels":[]}}}]"#,
    #""o4":[{"locale":null,"scope":null,"data":"o","linked_data":{"\u005flinks":1}},{"data":"q","locale":"l","scope":null}]"#,
    #""o5":[{"locale":null,"scope":null,"data":"o","linked_data":null}]"#,
    #""o7":[{"locale":null,"scope":null,"data":["z","b"],"linked_data":{"z":{"l":2,"_links":1},"b":{"l":[3]}}}]"#,
    #""o8":[{"locale":null,"scope":null,"data":["z"],"linked_data":{"z":{"l":2},"z":{"l":3},"\u0062":{}}}]"#,
    #""o9":[{"locale":null,"scope":null,"data":["z"],"linked_data":{"share_links":{"l":2},"z":{"é":3,"e":1}}}]"#,
    #""p1":[{"locale":"l","scope":"s","data":1},{"locale":"l","scope":"t","data":2},{"locale":"l","scope":"s","data":3}]"#,
    #""p2":[{"locale":"l","channel":"s","data":1},{"locale":"l","channel":"s","data":2}]"#,
    #""t4":[{"locale":null,"scope":null,"data":[{"b":1,"a":"x","c":null},{"b":-1,"a":true},{"ab":1.0,"aa":false}]}]"#,
    #""t5":[{"locale":null,"scope":null,"data":{"shoe_size_eu":1,"shoe_size_us":2,"é":3,"":4}}]"#,
    #""t6":[{"locale":null,"scope":null,"data":{"symbol":"kg","unit":"KG","amount":"1"}}]"#,
    #""o6":[{"locale":null,"scope":null,"data":"o","linked_data":1,"linked_data":2}]"#,
    #""t1":[{"locale":null,"scope":null,"data":[{"size":1,"mass":{"unit":"G","symbol":"g","amount":1}},{"mass":null}]}]"#,
    #""t2":[{"locale":null,"scope":null,"data":[1,{"c":[{"symbol":"g","unit":"G"}]},[{"symbol":"s"}]]}]"#,
    #""t3":[{"locale":null,"scope":null,"data":{"symbol":"kg","symbol":"g","unit":null}}]"#,
    "\"\u{FF5E}\":" + #"[{"locale":null,"scope":null,"data":"wide"}]"#,
    "\"\u{1D11E}\":" + #"[{"locale":null,"scope":null,"data":"clef"}]"#,
    #""quantity_of_parts":[{"locale":null,"scope":null,"data":1}]"#,
    #""quantity":[{"locale":null,"scope":null,"data":2}]"#,
  ]

  static let fields = [
    #""uuid":"9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d""#, #""categories":["b","a","c"]"#, #""categories":[]"#,
    #""groups":["z","\u0061",7]"#, #""family":null"#, #""family":"f""#, #""_links":{"self":1}"#, #""created":"2020""#,
    #""associations":{"B":{"products":[],"groups":[]},"A":{"products":["y","x",null],"groups":{}}}"#,
    #""associations":[]"#, #""quantified_associations":{"S":{"products":[{"uuid":"2","quantity":1}]}}"#,
    #""enabled":true"#, #""extra":{"b":1,"a":[1, 2.0]}"#, #""labels":{"en_US":"L"}"#, #""values":[]"#,
    #""metadata":{"a":1}"#, #""attribute_requirements":{"shop":["b","a"]}"#, #""parent": "p" "#,
  ]

  @Test(
    "A fingerprint from bytes is that of the content, in objects put together by chance",
    arguments: 0..<8 as Range<UInt64>)
  func fromBytes(_ round: UInt64) throws {
    var random = SeededRandom(seed: 4_711 + round)
    for _ in 0..<300 {
      let values = Self.values.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random))
      var fields = Array(Self.fields.shuffled(using: &random).prefix(Int.random(in: 0...8, using: &random)))
      fields.append(#""values":{\#(values.joined(separator: Bool.random(using: &random) ? "," : " , "))}"#)
      let json = "{\(fields.shuffled(using: &random).joined(separator: ","))}"
      for feed in [SyncFeed.products, .referenceEntityRecords, .categories] {
        let item = try Self.item(json, feed)
        #expect(item.fingerprint == Fingerprint(of: item.content), "seed \(4_711 + round): \(json)")
      }
    }
  }

  @Test("The same for every product of the sample catalog")
  func sampleCatalog() throws {
    let files = SampleCatalogFiles.all.filter { ["products", "product_models"].contains($0.name) }
    #expect(!files.isEmpty)
    for line in files.flatMap({ $0.lines.split(separator: "\n") }) {
      let item = try Self.item(String(line))
      #expect(item.fingerprint == Fingerprint(of: item.content))
    }
  }

  @Test("A page whose products name the same options: each has the fingerprint that it has alone")
  func sharedOptions() throws {
    let items = (0..<40).map { place in
      #"{"uuid":"u","values":{"c":[{"locale":null,"scope":null,"data":"o\#(place % 3)","linked_data":{"labels":"#
        + #"{"fr_FR":"\u00e9t\u00e9 \#(place % 3)","en_US":"L"},"code":"o\#(place % 3)","share_link":\#(place % 5)}}]}}"#
    }
    let page = try PageReader.readNow(Array(#"{"_embedded":{"items":[\#(items.joined(separator: ","))]}}"#.utf8))
    for (item, json) in zip(page.items, items) {
      let together = SourceItem(RecordKey(.products, "p"), item).fingerprint
      let alone = try Self.item(json)
      #expect(together == Fingerprint(of: alone.content))
      #expect(together == alone.fingerprint)
    }
  }

  @Test("A record's fingerprint is that of its fields as one object, be they few or many")
  func recordFields() {
    var random = SeededRandom(seed: 8_128)
    for count in [0, 1, 2, 3, 16, 17, 60] {
      var fields: [String: RawJSON] = [:]
      for place in 0..<count {
        let name = ["field_\(place)", "f\(place)", "é\(place)", "quote\"\(place)"].randomElement(using: &random) ?? ""
        let contents: [RawJSON] = [.int(place), .object([("b", 1), ("a", .string(name))]), [1, "x"]]
        fields[name] = contents.randomElement(using: &random)
      }
      let record = SyncRecord(RecordKey(.products, "p"), fields: fields)
      #expect(record.fingerprint == Fingerprint(of: record.json))
    }
  }

  @Test("Data that is no object counts, an attribute without values does not")
  func bareData() throws {
    let bare = try Self.item(#"{"values":{"a":"x"}}"#).fingerprint
    #expect(try bare != Self.item(#"{"values":{"a":"y"}}"#).fingerprint)
    #expect(try bare == Self.item(#"{"values":{"a":["x"],"b":[]}}"#).fingerprint)
  }
}
