import CatalogModels
import PIMTesting
import Testing

/// The `search` parameter of all lists but products and product models.
struct SandboxListFilterTests {
  func search(_ path: String, _ search: String, dialect: ServerDialect = .strict) async throws -> Caller.Answer {
    try await Caller(try FilterCatalog.folder(), dialect: dialect).search(path, search)
  }

  static let structure: [(path: String, search: String, found: [String])] = [
    ("families", #"{"code":[{"operator":"IN","value":["Winter","empty"]}]}"#, ["empty", "winter"]),
    ("families", #"{"has_products":[{"operator":"=","value":true}]}"#, ["footwear", "winter"]),
    ("families", #"{"has_products":[{"operator":"=","value":false}]}"#, ["empty"]),
    (
      "attributes", #"{"type":[{"operator":"IN","value":["pim_catalog_boolean","pim_catalog_date"]}]}"#,
      ["launch", "vegan"]
    ),
    ("attributes", #"{"is_main_identifier":[{"operator":"=","value":true}]}"#, ["sku"]),
    (
      "attributes",
      #"{"code":[{"operator":"IN","value":["sku"]}],"type":[{"operator":"IN","value":["pim_catalog_text"]}]}"#, []
    ),
    ("categories", #"{"is_root":[{"operator":"=","value":true}]}"#, ["master", "paper"]),
    ("categories", #"{"updated":[{"operator":">","value":"2026-01-02T00:00:00Z"}]}"#, ["shoes", "boots"]),
    ("categories", #"{"updated":[{"operator":">","value":"2026-01-05T01:00:00+01:00"}]}"#, []),
    ("locales", #"{"enabled":[{"operator":"=","value":true}]}"#, ["en_US", "fr_FR"]),
    ("locales", #"{"enabled":[{"operator":"=","value":false}]}"#, ["is_IS"]),
  ]

  @Test("structure and settings", arguments: structure)
  func structureFilter(path: String, search: String, found: [String]) async throws {
    let answer = try await self.search(path, search)
    #expect(answer.status == 200 && answer.codes == found, "\(search): \(answer.text)")
  }

  @Test("N17: the category filter parent gives all descendants, or the children")
  func categoryParent() async throws {
    let search = #"{"parent":[{"operator":"=","value":"MASTER"}]}"#
    #expect(try await self.search("categories", search).codes == ["hats", "shoes", "boots"])
    #expect(try await self.search("categories", search, dialect: .onPremises).codes == ["hats", "shoes"])
  }

  @Test("categories come tree by tree, and tell their position only when asked")
  func categoryOrder() async throws {
    let caller = Caller(try FilterCatalog.folder())
    let plain = try await caller.get("categories", [:])
    #expect(plain.codes == ["master", "hats", "shoes", "boots", "paper"])
    #expect(plain.items.allSatisfy { $0["position"] == nil })
    #expect(try await caller.get("categories/boots", ["with_position": "true"]).json["position"] == 1)
  }

  @Test(
    "N24: other lists know > on updated only, with dates in ISO 8601",
    arguments: [
      #"{"updated":[{"operator":"<","value":"2026-01-02T00:00:00Z"}]}"#,
      #"{"updated":[{"operator":">","value":"2026-01-02 00:00:00"}]}"#,
      #"{"updated":[{"operator":">","value":5}]}"#, #"{"label":[{"operator":"=","value":"x"}]}"#,
      #"{"code":[{"operator":"=","value":"x"}]}"#, #"{"code":[{"value":["x"]}]}"#, "{",
    ])
  func refusals(search: String) async throws {
    for path in ["families", "attributes", "attribute-groups", "categories"] {
      #expect(try await self.search(path, search).status == 400, "\(path) \(search)")
    }
  }

  @Test("lists without filters pass search over, as they do any parameter that they do not know")
  func unknownParameters() async throws {
    let caller = Caller(try FilterCatalog.folder())
    #expect(try await caller.get("channels", ["search": "{", "nonsense": "1"]).codes == ["print", "web"])
    #expect(try await caller.get("families", ["nonsense": "1"]).status == 200)
  }

  static let records: [(search: String, found: [String])] = [
    (#"{"code":[{"operator":"IN","value":["ACME"]}]}"#, ["acme"]),
    (#"{"updated":[{"operator":">","value":"2026-01-02T00:00:00+00:00"}]}"#, ["acme"]),
    (#"{"updated":[{"operator":"<","value":"2026-01-02T00:00:00Z"}]}"#, ["umbrella"]),
    (
      #"{"updated":[{"operator":"BETWEEN","value":["2026-01-01T00:00:00Z","2026-01-20T00:00:00Z"]}]}"#,
      ["acme", "umbrella"]
    ),
    (#"{"updated":[{"operator":"SINCE LAST N DAYS","value":20}]}"#, ["acme"]),
    (#"{"complete":{"operator":"=","value":true,"channel":"web","locales":["en_US","fr_FR"]}}"#, ["acme"]),
    (#"{"complete":{"operator":"=","value":false,"channel":"web","locales":["fr_FR"]}}"#, ["umbrella"]),
    (#"{"about":{"operator":"CONTAINS","value":"anv","locale":"en_US"}}"#, ["acme"]),
    (#"{"about":{"operator":"EMPTY","locale":"fr_FR"}}"#, ["umbrella"]),
    (#"{"year":{"operator":">","value":"1900"}}"#, ["acme"]), (#"{"year":{"operator":"<","value":"1900"}}"#, []),
  ]

  @Test("reference entity records", arguments: records)
  func recordFilter(search: String, found: [String]) async throws {
    let answer = try await self.search("reference-entities/brand/records", search)
    #expect(answer.status == 200 && answer.codes == found, "\(search): \(answer.text)")
  }

  static let assets: [(search: String, found: [String])] = [
    (#"{"code":[{"operator":"IN","value":["front"]}]}"#, ["front"]),
    (#"{"usage":{"operator":"IN","value":["web"]}}"#, ["front"]), (#"{"usage":{"operator":"EMPTY"}}"#, ["back"]),
    (
      #"{"or":[{"code":{"operator":"=","value":"front"}},{"code":{"operator":"=","value":"back"}}]}"#,
      ["back", "front"]
    ),
    (
      #"{"and":[{"code":{"operator":"STARTS_WITH","value":"f"}},{"or":[{"usage":{"operator":"IN","value":["tv"]}},{"label":{"operator":"CONTAINS","value":"fro","locale":"en_US"}}]}]}"#,
      ["front"]
    ),
    (#"{"and":[{"updated":{"operator":">","value":"2026-01-24"}}]}"#, ["front"]),
  ]

  @Test("assets, with logical operators", arguments: assets)
  func assetFilter(search: String, found: [String]) async throws {
    let answer = try await self.search("asset-families/shots/assets", search)
    #expect(answer.status == 200 && answer.codes == found, "\(search): \(answer.text)")
  }

  @Test(
    "N25: records and assets refuse what they do not know",
    arguments: [
      ("reference-entities/brand/records", #"{"logo":{"operator":"EMPTY"}}"#),
      ("reference-entities/brand/records", #"{"nope":{"operator":"=","value":"x"}}"#),
      ("reference-entities/brand/records", #"{"year":{"operator":"CONTAINS","value":"x"}}"#),
      ("asset-families/shots/assets", #"{"media":{"operator":"NOT EMPTY"}}"#),
      ("asset-families/shots/assets", #"{"and":[],"or":[]}"#),
      ("asset-families/shots/assets", #"{"updated":[{"operator":">","value":"yesterday"}]}"#),
    ])
  func entityRefusals(path: String, search: String) async throws {
    #expect(try await self.search(path, search).status == 422)
  }

  @Test("records are cut by locales and channel; unknown ones refuse the query")
  func cutRecords() async throws {
    let caller = Caller(try FilterCatalog.folder())
    let path = "reference-entities/brand/records"
    let cut = try await caller.get(path, ["locales": "fr_FR"])
    #expect(cut.items[0]["values"]?["about"]?.elements.count == 1)
    #expect(cut.items[0]["values"]?["year"] != nil && cut.items[1]["values"]?["about"] == nil)
    #expect(try await caller.get(path, ["locales": "is_IS"]).status == 422)
    #expect(try await caller.get(path, ["channel": "tv"]).status == 422)
  }
}
