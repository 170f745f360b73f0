import CatalogModels
import PIMTesting
import Testing

/// The `search` parameter of products and product models.
struct SandboxProductFilterTests {
  /// The numbers of the products that a search finds.
  func find(
    _ search: String, dialect: ServerDialect = .strict, extra: String = ""
  ) async throws -> [Int] {
    let caller = Caller(try FilterCatalog.folder(), dialect: dialect)
    let answer = try await caller.get("/api/rest/v1/products-uuid?limit=100&search=\(Caller.encode(search))\(extra)")
    #expect(answer.status == 200, "\(search): \(answer.text)")
    return answer.codes.compactMap { $0.last.flatMap { Int(String($0)) } }
  }

  func refusal(_ search: String, path: String = "products-uuid") async throws -> Caller.Answer {
    try await Caller(try FilterCatalog.folder()).search(path, search)
  }

  static let properties: [(search: String, found: [Int])] = [
    (#"{"enabled":[{"operator":"=","value":true}]}"#, [1, 3, 4]),
    (#"{"enabled":[{"operator":"!=","value":true}]}"#, [2]),
    (#"{"uuid":[{"operator":"IN","value":["00000000-0000-4000-8000-000000000001"]}]}"#, [1]),
    (#"{"uuid":[{"operator":"NOT IN","value":["00000000-0000-4000-8000-000000000001"]}]}"#, [2, 3, 4]),
    (#"{"identifier":[{"operator":"IN","value":["a-1","V-4"]}]}"#, [1, 4]),
    (#"{"identifier":[{"operator":"NOT IN","value":["a-1"]}]}"#, [2, 3, 4]),
    (#"{"family":[{"operator":"IN","value":["footwear"]}]}"#, [1, 4]),
    (#"{"family":[{"operator":"NOT IN","value":["footwear"]}]}"#, [2, 3]),
    (#"{"family":[{"operator":"IN CHILDREN","value":["footwear"]}]}"#, [1, 2, 4]),
    (#"{"family":[{"operator":"NOT IN CHILDREN","value":["footwear"]}]}"#, [3]),
    (#"{"family":[{"operator":"EMPTY"}]}"#, [3]), (#"{"family":[{"operator":"NOT EMPTY"}]}"#, [1, 2, 4]),
    (#"{"groups":[{"operator":"IN","value":["sale"]}]}"#, [1]),
    (#"{"groups":[{"operator":"NOT IN","value":["sale"]}]}"#, [2, 3, 4]),
    (#"{"groups":[{"operator":"EMPTY"}]}"#, [2, 3, 4]), (#"{"groups":[{"operator":"NOT EMPTY"}]}"#, [1]),
    (#"{"categories":[{"operator":"IN","value":["SHOES"]}]}"#, [4]),
    (#"{"categories":[{"operator":"NOT IN","value":["shoes"]}]}"#, [1, 2, 3]),
    (#"{"categories":[{"operator":"IN CHILDREN","value":["shoes"]}]}"#, [1, 4]),
    (#"{"categories":[{"operator":"NOT IN CHILDREN","value":["shoes"]}]}"#, [2, 3]),
    (#"{"categories":[{"operator":"IN OR UNCLASSIFIED","value":["hats"]}]}"#, [2, 3]),
    (#"{"categories":[{"operator":"UNCLASSIFIED"}]}"#, [3]),
    (
      #"{"categories":[{"operator":"IN CHILDREN","value":["master"]},{"operator":"NOT IN","value":["hats"]}]}"#, [1, 4]
    ),
    (#"{"parent":[{"operator":"=","value":"ROOT"}]}"#, [4]), (#"{"parent":[{"operator":"IN","value":["SUB"]}]}"#, [4]),
    (#"{"parent":[{"operator":"IN","value":["ROOT"]}]}"#, []), (#"{"parent":[{"operator":"EMPTY"}]}"#, [1, 2, 3]),
    (#"{"parent":[{"operator":"NOT EMPTY"}]}"#, [4]),
    (#"{"quality_score":[{"operator":"IN","value":["A","B"],"scope":"web","locale":"en_US"}]}"#, [1]),
    (#"{"completeness":[{"operator":"=","value":100,"scope":"web"}]}"#, [1, 4]),
    (#"{"completeness":[{"operator":"<","value":100,"scope":"web","locale":"fr_FR"}]}"#, [4]),
    (
      #"{"completeness":[{"operator":"GREATER OR EQUALS THAN ON ALL LOCALES","value":100,"locales":["en_US","fr_FR"],"scope":"web"}]}"#,
      [1]
    ),
    (
      #"{"completeness":[{"operator":"LOWER THAN ON ALL LOCALES","value":100,"locales":["fr_FR"],"scope":"web"}]}"#, [4]
    ),
    (#"{"enabled":[{"operator":"=","value":true}],"family":[{"operator":"EMPTY"}]}"#, [3]),
    ("{}", [1, 2, 3, 4]), ("[]", [1, 2, 3, 4]),
  ]

  @Test("properties of products", arguments: properties)
  func property(search: String, found: [Int]) async throws {
    #expect(try await find(search) == found, "\(search)")
  }

  static let values: [(search: String, found: [Int])] = [
    (#"{"sku":[{"operator":"STARTS WITH","value":"a"}]}"#, [1]),
    (#"{"sku":[{"operator":"IN","value":["B-2"]}]}"#, [2]),
    (#"{"name":[{"operator":"STARTS WITH","value":"amazing","locale":"en_US"}]}"#, [1]),
    (#"{"name":[{"operator":"CONTAINS","value":"ari","locale":"en_US"}]}"#, [4]),
    (#"{"name":[{"operator":"DOES NOT CONTAIN","value":"ari","locale":"en_US"}]}"#, [1]),
    (#"{"name":[{"operator":"=","value":"botte","locale":"fr_FR"}]}"#, [1]),
    (#"{"name":[{"operator":"!=","value":"botte","locale":"fr_FR"}]}"#, []),
    (#"{"name":[{"operator":"NOT EMPTY","locale":"en_US"},{"operator":"EMPTY","locale":"fr_FR"}]}"#, [4]),
    (#"{"name":[{"operator":"EMPTY","locale":"fr_FR"}]}"#, [4]),
    (#"{"note":[{"operator":"=","value":"print note","locale":"en_US","scope":"print"}]}"#, [1]),
    (#"{"size":[{"operator":">","value":40}]}"#, [1]), (#"{"size":[{"operator":"=","value":42.5}]}"#, [1]),
    (#"{"size":[{"operator":"<=","value":38}]}"#, [2]), (#"{"size":[{"operator":"!=","value":38}]}"#, [1]),
    (#"{"weight":[{"operator":"=","value":{"amount":1.2,"unit":"KILOGRAM"}}]}"#, [1]),
    (#"{"weight":[{"operator":"<","value":{"amount":1,"unit":"KILOGRAM"}}]}"#, []),
    (#"{"price":[{"operator":"<","value":{"amount":100,"currency":"EUR"}}]}"#, [1]),
    (#"{"price":[{"operator":"<","value":{"amount":100,"currency":"USD"}}]}"#, []),
    (#"{"colour":[{"operator":"IN","value":["RED"]}]}"#, [2]),
    (#"{"colour":[{"operator":"NOT IN","value":["red"]}]}"#, [1, 3, 4]),
    (#"{"uses":[{"operator":"IN","value":["1"]}]}"#, [1]), (#"{"uses":[{"operator":"NOT EMPTY"}]}"#, [1]),
    (#"{"vegan":[{"operator":"=","value":false}]}"#, [2]), (#"{"vegan":[{"operator":"!=","value":false}]}"#, [1]),
    (#"{"launch":[{"operator":">","value":"2026-01-09"}]}"#, [1]),
    (#"{"launch":[{"operator":"BETWEEN","value":["2026-01-10","2026-01-11"]}]}"#, [1]),
    (#"{"launch":[{"operator":"NOT BETWEEN","value":["2026-01-10","2026-01-11"]}]}"#, []),
    (#"{"manual":[{"operator":"STARTS WITH","value":"manual"}]}"#, [1]),
    (#"{"brand":[{"operator":"IN","value":["acme"]}]}"#, [1]),
    (#"{"shots":[{"operator":"IN","value":["front"]}]}"#, [1]),
    (#"{"spec":[{"operator":">","value":{"row":"sole","column":"share","value":"50"}}]}"#, [1]),
    (#"{"spec":[{"operator":">","value":{"row":"sole","column":"share","value":"70"}}]}"#, []),
    (#"{"spec":[{"operator":"NOT EMPTY","value":[]}]}"#, [1]),
  ]

  @Test("values of products", arguments: values)
  func value(search: String, found: [Int]) async throws {
    #expect(try await find(search) == found, "\(search)")
  }

  @Test("search_locale and search_scope stand in where a condition names none")
  func searchLocale() async throws {
    let extra = "&search_locale=en_US&search_scope=web"
    #expect(try await find(#"{"note":[{"operator":"=","value":"web note"}]}"#, extra: extra) == [1])
    #expect(try await find(#"{"size":[{"operator":"=","value":38}]}"#, extra: extra) == [2])
  }

  @Test("N24: > is strict, BETWEEN inclusive, the grain is a second")
  func dates() async throws {
    #expect(try await find(#"{"created":[{"operator":">","value":"2026-01-03 08:00:00"}]}"#) == [4])
    #expect(try await find(#"{"created":[{"operator":"<","value":"2026-01-02 08:00:00"}]}"#) == [1])
    let between = #"{"created":[{"operator":"BETWEEN","value":["2026-01-02 08:00:00","2026-01-03 08:00:00"]}]}"#
    #expect(try await find(between) == [2, 3])
    #expect(try await find(between.replacing("BETWEEN", with: "NOT BETWEEN")) == [1, 4])
    #expect(try await find(#"{"updated":[{"operator":"SINCE LAST N DAYS","value":2}]}"#) == [3])
  }

  @Test("N24: = means the day as documented, or the second as servers do")
  func equalDates() async throws {
    let search = #"{"created":[{"operator":"=","value":"2026-01-02 00:00:00"}]}"#
    #expect(try await find(search) == [2])
    #expect(try await find(search, dialect: .cloud) == [])
    #expect(try await find(search.replacing("00:00:00", with: "08:00:00"), dialect: .cloud) == [2])
  }

  @Test("N24: dates are read on the server's clock, or as UTC; answers are written on it")
  func timeZones() async throws {
    var dialect = ServerDialect.strict
    dialect.secondsFromGMT = 3_600
    let search = #"{"created":[{"operator":">","value":"2026-01-04 08:30:00"}]}"#
    #expect(try await find(search, dialect: dialect) == [4])
    dialect.readsFilterDatesOnServerClock = false
    #expect(try await find(search, dialect: dialect) == [])
    let product = try await Caller(try FilterCatalog.folder(), dialect: dialect).get(
      "products-uuid/\(FilterCatalog.uuid(4))", [:])
    #expect(product.json["created"] == "2026-01-04T09:00:00+01:00")
  }

  @Test(
    "N24: other forms of dates are refused",
    arguments: [
      #""2026-01-02T00:00:00Z""#, #""2026-01-02""#, "5", #"["2026-01-02 00:00:00"]"#, #""2026-13-02 00:00:00""#,
    ])
  func badDates(value: String) async throws {
    let answer = try await refusal(#"{"updated":[{"operator":">","value":\#(value)}]}"#)
    #expect(answer.status == 422)
    #expect(
      answer.message.hasPrefix(#"Property "updated" expects a string with the format "yyyy-mm-dd H:i:s" as data"#))
  }

  @Test("N14: a variant comes back when a model above it was changed, with its older date")
  func changedParent() async throws {
    #expect(try await find(#"{"updated":[{"operator":">","value":"2026-01-29 00:00:00"}]}"#) == [3, 4])
  }

  @Test("N14: linked entities count only where the server knows them")
  func linkedEntities() async throws {
    let search = #"{"updated_including_linked_entities":[{"operator":">","value":"2026-01-15 00:00:00"}]}"#
    #expect(try await find(search, dialect: .cloud) == [1, 3, 4])
    let types = #","updated_including_linked_type":[{"operator":"IN","value":["asset"]}]}"#
    let late = search.replacing("2026-01-15", with: "2026-01-22")
    #expect(try await find(String(late.dropLast()) + types, dialect: .cloud) == [1, 3, 4])
    let records = String(late.dropLast()) + types.replacing("asset", with: "reference_entity_record")
    #expect(try await find(records, dialect: .cloud) == [3, 4])
    #expect(try await refusal(search).status == 422)
  }

  @Test(
    "N25: what the server does not know refuses the whole query",
    arguments: [
      (
        #"{"nope":[{"operator":"=","value":1}]}"#, 422,
        #"Filter on property "nope" is not supported or does not support operator "=""#
      ),
      (
        #"{"enabled":[{"operator":">","value":true}]}"#, 422,
        #"Filter on property "enabled" is not supported or does not support operator ">""#
      ),
      (#"{"name":[{"operator":"=","value":"x"}]}"#, 422, #"Attribute "name" expects a locale, none given."#),
      (
        #"{"note":[{"operator":"=","value":"x","locale":"en_US"}]}"#, 422,
        #"Attribute "note" expects a scope, none given."#
      ),
      (
        #"{"note":[{"operator":"=","value":"x","locale":"en_US","scope":"tv"}]}"#, 422,
        #"Attribute "note" expects an existing scope, "tv" given."#
      ),
      (
        #"{"name":[{"operator":"=","value":"x","locale":"is_IS"}]}"#, 422,
        #"Locale "is_IS" does not exist or is not activated."#
      ),
      (#"{"categories":[{"operator":"IN","value":["nope","none"]}]}"#, 422, #"Categories "nope, none" do not exist."#),
      (#"{"family":[{"operator":"IN","value":["nope"]}]}"#, 422, #"Object "family" with code "nope" does not exist"#),
      (#"{"colour":[{"operator":"IN","value":["blue"]}]}"#, 422, #"Object "option" with code "blue" does not exist"#),
      (
        #"{"parent":[{"operator":"IN","value":["nope"]}]}"#, 422,
        #"Object "product_model" with code "nope" does not exist"#
      ),
      (
        #"{"enabled":{"operator":"=","value":true}}"#, 422,
        #"Structure of filter "enabled" should respect this structure: {"enabled":[{"operator": "my_operator", "value": "my_value"}]}"#
      ),
      (#"{"enabled":[{"value":true}]}"#, 422, #"Operator is missing for the property "enabled"."#),
      (#"{"enabled":[{"operator":1}]}"#, 422, #"Operator has to be a string, "integer" given."#),
      (#"{"completeness":[{"operator":"=","value":100}]}"#, 422, #"Property "completeness" expects a valid scope."#),
      (#"{"enabled""#, 400, "Search query parameter should be valid JSON."),
      (#""text""#, 400, "Search query parameter should be valid JSON."),
    ])
  func refusals(search: String, status: Int, message: String) async throws {
    let answer = try await refusal(search)
    #expect(answer.status == status && answer.message == message, "\(answer.text)")
  }

  @Test("N23: identifier IN takes at most a hundred", arguments: [100, 101])
  func identifierLimit(count: Int) async throws {
    let codes = (0..<count).map { "\"x\($0)\"" }.joined(separator: ",")
    let answer = try await refusal(#"{"identifier":[{"operator":"IN","value":[\#(codes)]}]}"#)
    #expect(answer.status == (count > 100 ? 400 : 200))
  }

  static let models: [(search: String, found: [String])] = [
    (#"{"identifier":[{"operator":"IN","value":["root"]}]}"#, ["ROOT"]),
    (#"{"parent":[{"operator":"EMPTY"}]}"#, ["ROOT"]), (#"{"parent":[{"operator":"NOT EMPTY"}]}"#, ["SUB"]),
    (#"{"parent":[{"operator":"IN","value":["ROOT"]}]}"#, ["SUB"]),
    (#"{"family":[{"operator":"IN","value":["footwear"]}]}"#, ["ROOT", "SUB"]),
    (#"{"updated":[{"operator":">","value":"2026-01-15 00:00:00"}]}"#, ["ROOT", "SUB"]),
    (#"{"colour":[{"operator":"IN","value":["red"]}]}"#, ["ROOT"]),
    (#"{"completeness":[{"operator":"AT LEAST COMPLETE","scope":"web","locale":"en_US"}]}"#, ["ROOT", "SUB"]),
    (#"{"completeness":[{"operator":"ALL INCOMPLETE","scope":"web","locale":"fr_FR"}]}"#, ["ROOT", "SUB"]),
    (#"{"completeness":[{"operator":"ALL COMPLETE","scope":"web","locales":["en_US","fr_FR"]}]}"#, []),
    (#"{"completeness":[{"operator":"AT LEAST INCOMPLETE","scope":"web"}]}"#, ["ROOT", "SUB"]),
  ]

  @Test("properties of product models", arguments: models)
  func modelProperty(search: String, found: [String]) async throws {
    let answer = try await refusal(search, path: "product-models")
    #expect(answer.status == 200 && answer.codes == found, "\(search): \(answer.text)")
  }

  @Test("N18: product models have no filter on enabled")
  func modelsWithoutEnabled() async throws {
    let answer = try await refusal(#"{"enabled":[{"operator":"=","value":true}]}"#, path: "product-models")
    #expect(answer.status == 422 && answer.message.contains("\"enabled\" is not supported"))
  }
}
