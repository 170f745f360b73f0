import CatalogModels
import PIMClient
import TestSupport
import Testing

struct PIMEventDeltaTests {
  private static func changes(_ text: String, _ thing: String = "product") throws -> PIMEvent.Delta {
    let name = thing == "product" ? "product" : "product-model"
    let events = try PIMEvent.events(
      unverified:
        """
        {"specversion":"1.0","type":"com.akeneo.pim.v1.\(name).updated.delta","data":{"\(thing)":{"changes":\(text)}}}
        """.utf8)
    return try #require(events.first?.delta)
  }

  @Test("N34: a delta tells what changed, values with what they were and are", arguments: ["product", "product_model"])
  func delta(_ thing: String) throws {
    let changes = try Self.changes(
      #"""
      {"enabled":{"previous":true,"new":false},"family":{"previous":null,"new":"shoes"},
      "parent":{"previous":"a","new":"b"},"categories":{"added":["x","y"],"removed":[]},
      "values":{"name":[{"previous":"A","new":"B","type":"pim_catalog_text","locale":"en_US","scope":null},
        {"previous":null,"new":"C","type":"pim_catalog_text","locale":"fr_FR","scope":null}],
        "weight":[{"previous":{"data":"1"},"new":null,"type":"pim_catalog_metric","locale":null,"scope":"web"}]},
      "something_new":{"a":1}}
      """#, thing)
    #expect(changes.parts == ["enabled", "family", "parent", "categories", "values", "something_new"])
    #expect(changes.enabled?.previous == true && changes.enabled?.new == false)
    #expect(changes.family?.previous == nil && changes.family?.new == "shoes")
    #expect(changes.parent?.new == "b")
    #expect(changes.categories?.added == ["x", "y"] && changes.categories?.removed.isEmpty == true)
    #expect(changes.values.map(\.attribute) == ["name", "name", "weight"])
    #expect(changes.values.map(\.locale) == ["en_US", "fr_FR", nil])
    #expect(changes.values.map(\.channel) == [nil, nil, "web"])
    #expect(changes.values[0].previous.string == "A" && changes.values[1].previous.isNull)
    #expect(changes.values[2].new.isNull)
    #expect(changes.raw["something_new"]?["a"]?.int == 1)
  }

  @Test("N1: a delta whose maps are empty lists is no change of them", arguments: [#"{"values":[]}"#, "{}", "[]"])
  func emptyDelta(_ text: String) throws {
    let changes = try Self.changes(text)
    #expect(changes.values.isEmpty)
    #expect(changes.family == nil && changes.enabled == nil && changes.categories == nil)
  }
}
