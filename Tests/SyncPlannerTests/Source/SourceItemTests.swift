import CatalogModels
import Testing
import ValueParser

@testable import SyncPlanner

struct SourceItemTests {
  static func item(_ json: String) throws -> SourceItem {
    let product = try Product(parsing: json.utf8)
    return SourceItem(RecordKey(.products, "p"), product.raw, values: CatalogSchema().typed(product))
  }

  static let base = """
    {"uuid":"9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d","categories":["a","b"],"values":{
    "name":[{"locale":null,"scope":null,"data":"Tent"}],
    "weight":[{"locale":null,"scope":null,"data":{"amount":"1","unit":"KG"}}],
    "gallery":[{"locale":null,"scope":null,"data":["one"],"linked_data":{"one":{"label":"x"}}}]},
    "associations":{"UP":{"products":["x","y"],"groups":[]}}}
    """

  static let same: [(String, String, String)] = [
    ("links", #""categories""#, #""_links":{"self":{"href":"z"}},"categories""#),
    ("dates", #""categories""#, #""created":"2020","updated":"2021","categories""#),
    ("metadata", #""categories""#, #""metadata":{"a":1},"categories""#),
    ("scores", #""categories""#, #""quality_scores":[1],"completenesses":[2],"categories""#),
    ("order of a set", #"["a","b"]"#, #"["b","a"]"#),
    ("order of associations", #"["x","y"]"#, #"["y","x"]"#),
    ("symbol", #""unit":"KG""#, #""unit":"KG","symbol":"kg""#),
    ("share links", #""label":"x""#, #""label":"x","share_link":"https://a","_links":{"b":1}"#),
    ("repeated type", #""data":"Tent""#, #""data":"Tent","attribute_type":"pim_catalog_text""#),
    ("empty map as list", #""groups":[]"#, #""groups":{}"#),
    ("absent and empty", #""categories""#, #""groups":[],"family":null,"categories""#),
  ]

  @Test("A source fingerprint leaves out what is no content", arguments: same)
  func ignoresVolatile(_ name: String, _ old: String, _ new: String) throws {
    #expect(Self.base.contains(old))
    let changed = Self.base.replacing(old, with: new)
    #expect(try Self.item(changed).fingerprint == Self.item(Self.base).fingerprint)
  }

  static let other: [(String, String, String)] = [
    ("value", "Tent", "Zelt"),
    ("amount", #""amount":"1""#, #""amount":"2""#),
    ("category", #"["a","b"]"#, #"["a","c"]"#),
    ("link", #"["x","y"]"#, #"["x"]"#),
    ("label of what is linked", #""label":"x""#, #""label":"y""#),
    ("order of assets", #"["one"]"#, #"["one","two"]"#),
    ("new field", #""categories""#, #""family":"f","categories""#),
  ]

  @Test("A source fingerprint holds all content", arguments: other)
  func seesChanges(_ name: String, _ old: String, _ new: String) throws {
    #expect(Self.base.contains(old))
    let changed = Self.base.replacing(old, with: new)
    #expect(try Self.item(changed).fingerprint != Self.item(Self.base).fingerprint)
  }

  @Test("An attribute called like a volatile member is an attribute all the same")
  func keepsOddlyNamedAttributes() throws {
    let one =
      #"{"uuid":"9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d","values":{"symbol":[{"data":"a"}],"_links":[{"data":1}]}}"#
    #expect(try Self.item(one).fingerprint != Self.item(one.replacing("\"a\"", with: "\"b\"")).fingerprint)
    #expect(try Self.item(one).fingerprint != Self.item(one.replacing(":1}", with: ":2}")).fingerprint)
  }

  @Test("An item gives its model, and refuses to be what it is not")
  func givesModels() throws {
    let item = try Self.item(Self.base)
    #expect(try item.entity(as: Product.self).categories == ["a", "b"])
    #expect(throws: CatalogError.self) { try item.entity(as: Family.self) }
  }
}
