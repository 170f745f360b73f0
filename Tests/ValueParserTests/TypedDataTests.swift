import CatalogModels
import Testing
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// For each type of attribute: the shapes that are accepted, and shapes that are not.
struct TypedDataTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let type: String
    let data: String
    let expected: TypedData?
    var more = ""
    var testDescription: String { "\(type) \(data)" }

    init(_ type: String, _ data: String, _ expected: TypedData?, _ more: String = "") {
      self.type = type
      self.data = data
      self.expected = expected
      self.more = more
    }
  }

  static func amount(_ text: String) -> Amount { Amount(text) ?? 0 }
  static func day(_ text: String) -> CatalogDate? { CatalogDate(text) }
  static func option(_ code: String) -> SelectedOption { SelectedOption(code: Code(code)) }

  static let plain: [Case] = [
    Case("pim_catalog_text", #""Chaise \"Lounge\"""#, .text("Chaise \"Lounge\"")),
    Case("pim_catalog_text", #""""#, .text("")),
    Case("pim_catalog_text", "12", nil),
    Case("pim_catalog_text", "[]", nil),
    Case("pim_catalog_textarea", #""<p>a<\/p>\nb""#, .textarea("<p>a</p>\nb")),
    Case("pim_catalog_textarea", #"{"a":1}"#, nil),
    Case("pim_catalog_identifier", #""A-1""#, .identifier("A-1")),
    Case("pim_catalog_identifier", "true", nil),
    Case("pim_catalog_number", "40", .number(40)),
    Case("pim_catalog_number", #""89.8970""#, .number(amount("89.897"))),
    Case("pim_catalog_number", #""twelve""#, nil),
    Case("pim_catalog_number", #""""#, nil),
    Case("pim_catalog_number", "[1]", nil),
    Case("pim_catalog_boolean", "true", .boolean(true)),
    Case("pim_catalog_boolean", #""maybe""#, nil),
    Case("pim_catalog_boolean", "2", nil),
    Case("pim_catalog_date", #""2024-06-01T00:00:00+00:00""#, day("2024-06-01").map { .date($0) }),
    Case("pim_catalog_date", #""2021-04-29T08:58:00.101Z""#, day("2021-04-29").map { .date($0) }),
    Case("pim_catalog_date", #""2024-06-31""#, nil),
    Case("pim_catalog_date", #""02/03/2021""#, nil),
    Case("pim_catalog_date", "20240601", nil),
    Case("pim_catalog_simpleselect", #""blue""#, .option(option("blue"))),
    Case("pim_catalog_simpleselect", #""""#, nil),
    Case("pim_catalog_simpleselect", #"["blue"]"#, nil),
    Case("pim_catalog_multiselect", #"["b","a"]"#, .options([option("b"), option("a")])),
    Case("pim_catalog_multiselect", "[]", .options([])),
    Case("pim_catalog_multiselect", #""b""#, nil),
    Case("pim_catalog_multiselect", #"["b",null]"#, nil),
    Case("pim_catalog_multiselect", #"{"code":"b"}"#, nil),
  ]

  static let linked: [Case] = [
    Case("pim_reference_data_simpleselect", #""b""#, .referenceDatum(datum("b")), #""reference_data_name":"list""#),
    Case("pim_reference_data_simpleselect", "{}", nil, #""reference_data_name":"list""#),
    Case("pim_reference_data_multiselect", #"["b"]"#, .referenceData([datum("b")]), #""reference_data_name":"list""#),
    Case("pim_reference_data_multiselect", "true", nil, #""reference_data_name":"list""#),
    Case("akeneo_reference_entity", #""starck""#, .record(record("starck")), #""reference_data_name":"designer""#),
    Case("akeneo_reference_entity", #"["starck"]"#, nil, #""reference_data_name":"designer""#),
    Case(
      "akeneo_reference_entity_collection", #"["starck","dixon"]"#, .records([record("starck"), record("dixon")]),
      #""reference_data_name":"designer""#),
    Case("akeneo_reference_entity_collection", #""starck""#, nil, #""reference_data_name":"designer""#),
    Case("pim_catalog_asset_collection", #"["front"]"#, .assets([asset("front")]), #""reference_data_name":"Shots""#),
    Case("pim_catalog_asset_collection", #"[["front"]]"#, nil, #""reference_data_name":"Shots""#),
    Case("pim_catalog_image", #""a/b/c.jpg""#, .image(file("a/b/c.jpg"))),
    Case("pim_catalog_image", "7", nil),
    Case("pim_catalog_file", #""a/b/c.pdf""#, .file(file("a/b/c.pdf"))),
    Case("pim_catalog_file", #""""#, nil),
  ]

  static func datum(_ code: String) -> ReferenceDatum { ReferenceDatum(list: "list", code: code) }
  static func record(_ code: String) -> RecordLink { RecordLink(entity: "designer", code: Code(code)) }
  static func asset(_ code: String) -> AssetLink { AssetLink(family: "Shots", code: Code(code), linkedData: nil) }
  static func file(_ code: String) -> MediaReference {
    MediaReference(code: Code(code), source: .product, linkedData: nil)
  }

  static let structured: [Case] = [
    Case("pim_catalog_metric", #"{"amount":10,"unit":"KW","symbol":"kW"}"#, .metric(metric("10", "KW", "kW"))),
    Case("pim_catalog_metric", #"{"amount":"25.4500","unit":"CM"}"#, .metric(metric("25.45", "CM", nil))),
    Case("pim_catalog_metric", #"{"amount":null,"unit":null}"#, .empty),
    Case("pim_catalog_metric", "[]", .empty),
    Case("pim_catalog_metric", #"{"amount":"much","unit":"CM"}"#, nil),
    Case("pim_catalog_metric", #"{"amount":"1"}"#, nil),
    Case("pim_catalog_metric", "12", nil),
    Case("pim_catalog_metric", "[1]", nil),
    Case("pim_catalog_price_collection", #"[{"amount":"200.00","currency":"EUR"}]"#, .prices(prices(("200", "EUR")))),
    Case("pim_catalog_price_collection", #"[{"amount":200,"currency":"EUR"}]"#, .prices(prices(("200", "EUR")))),
    Case("pim_catalog_price_collection", #"[{"amount":null,"currency":"EUR"}]"#, .prices(Prices([]))),
    Case("pim_catalog_price_collection", "[]", .prices(Prices([]))),
    Case("pim_catalog_price_collection", #"{"amount":1,"currency":"EUR"}"#, nil),
    Case("pim_catalog_price_collection", #"[{"amount":1}]"#, nil),
    Case("pim_catalog_price_collection", "[1]", nil),
    Case("pim_catalog_product_link", #"{"type":"product_model","id":"m"}"#, .productLink(.productModel("m"))),
    Case(
      "pim_catalog_product_link", #"{"type":"product","identifier":"s"}"#,
      .productLink(.product(ProductReference(identifier: "s")))),
    Case(
      "pim_catalog_product_link", #"{"type":"product","id":"\#(Fixture.uuid)"}"#,
      .productLink(.product(ProductReference(uuid: UUID(uuidString: Fixture.uuid))))),
    Case("pim_catalog_product_link", #"{"type":"category","id":"c"}"#, nil),
    Case("pim_catalog_product_link", #"{"type":"product"}"#, nil),
    Case("pim_catalog_product_link", #""s""#, nil),
    Case("pim_catalog_table", #""rows""#, nil),
    Case("pim_catalog_table", "[1]", nil),
    Case("pim_catalog_table", "[]", .table(TableValue(rows: []))),
  ]

  static func metric(_ text: String, _ unit: String, _ symbol: String?) -> Metric {
    Metric(amount: amount(text), unit: unit, symbol: symbol)
  }

  static func prices(_ list: (String, String)...) -> Prices {
    Prices(list.map { Price(amount: amount($0.0), currency: Code($0.1)) })
  }

  @Test("each product attribute type takes its own shapes and no other", arguments: plain + linked + structured)
  func typedDataOfProductAttributes(_ item: Case) throws {
    let schema = try Fixture.schema(item.type, item.more)
    let typed = try Fixture.typed(schema, data: item.data)
    let value = try #require(typed["x"])
    if let expected = item.expected {
      #expect(value.data == expected)
      #expect(typed.diagnostics.isEmpty && typed.diagnosticCount == 0)
    } else {
      #expect(value.data == .raw(try RawJSON(parsing: item.data.utf8)))
      #expect(typed.diagnostics.map(\.kind) == [.mismatch])
      #expect(typed.diagnosticCount == 1)
    }
  }

  @Test("null says nothing, whatever the type", arguments: (plain + linked + structured).map(\.type))
  func nullIsEmpty(_ type: String) throws {
    let typed = try Fixture.typed(try Fixture.schema(type, #""reference_data_name":"r""#), data: "null")
    #expect(typed["x"]?.data == .empty)
    #expect(typed.diagnostics.isEmpty)
  }

  @Test("an amount keeps the text it came with")
  func amountsKeepTheirText() throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_metric"), data: #"{"amount":"12.5000","unit":"GRAM"}"#)
    #expect(typed["x"]?.data.amount?.text == "12.5000")
    #expect(typed["x"]?.data.amount == Amount("12.5"))
  }

  @Test("N4: the code of an option may be an integer, as data and in linked data")
  func integerOptionCodes() throws {
    let simple = try Fixture.typed(
      try Fixture.schema("pim_catalog_simpleselect"), data: "42",
      #""linked_data":{"attribute":"x","code":42,"labels":{"en_US":"Forty-two"}}"#)
    #expect(simple["x"]?.data.options?.first?.code == "42")
    #expect(simple["x"]?.data.options?.first?.label(in: ["en_US"]) == "Forty-two")
    let multiple = try Fixture.typed(
      try Fixture.schema("pim_catalog_multiselect"), data: #"[1,"2"]"#,
      #""linked_data":{"1":{"attribute":"x","code":1,"labels":{"en_US":"One"}},"2":{"code":"2","labels":[]}}"#)
    #expect(multiple["x"]?.data.options?.map { $0.label(in: ["en_US"]) } == ["One", "2"])
    #expect(simple.diagnostics.isEmpty && multiple.diagnostics.isEmpty)
  }

  @Test(
    "N5: truth values come as text and as 0 and 1",
    arguments: [
      (#""true""#, true), (#""false""#, false), (#""1""#, true), (#""0""#, false), ("1", true), ("0", false),
      ("false", false),
    ])
  func textualBooleans(_ data: String, _ expected: Bool) throws {
    let typed = try Fixture.typed(try Fixture.schema("pim_catalog_boolean"), data: data)
    #expect(typed["x"]?.data == .boolean(expected))
  }

  @Test("N5: numbers are integers or text, both in one product, and a metric's amount can be null")
  func mixedNumberForms() throws {
    let schema = CatalogSchema(attributes: [
      try Fixture.attribute("a", "pim_catalog_number"), try Fixture.attribute("b", "pim_catalog_number"),
      try Fixture.attribute("c", "pim_catalog_metric"),
    ])
    let typed = schema.typed(
      try Fixture.product(
        #"{"a":[{"data":4}],"b":[{"data":"4.0"}],"c":[{"data":{"amount":null,"unit":"GRAM"}}]}"#))
    #expect(typed["a"]?.data.amount == typed["b"]?.data.amount)
    #expect(typed["b"]?.data.amount?.text == "4.0")
    #expect(typed["c"]?.data.metric == Metric(amount: nil, unit: "GRAM"))
    #expect(typed.diagnostics.isEmpty)
  }

  @Test(
    "N7: each name of a type is known; the old asset manager's codes stand apart",
    arguments: [
      ("pim_catalog_price", #"[{"amount":1,"currency":"EUR"}]"#, "prices"),
      ("pim_catalog_price_collection", #"[{"amount":1,"currency":"EUR"}]"#, "prices"),
      ("pim_assets_collection", #"["a"]"#, "legacyAssets"),
      ("pim_catalog_asset_collection", #"["a"]"#, "assets"),
      ("pim_reference_data_simpleselect", #""a""#, "referenceDatum"),
      ("pim_catalog_reference_data_simpleselect", #""a""#, "referenceDatum"),
      ("pim_reference_data_multiselect", #"["a"]"#, "referenceData"),
      ("pim_catalog_reference_data_multiselect", #"["a"]"#, "referenceData"),
    ])
  func typeNamesOfSeveralServers(_ type: String, _ data: String, _ expected: String) throws {
    let typed = try Fixture.typed(try Fixture.schema(type, #""reference_data_name":"f""#), data: data)
    let name =
      switch typed["x"]?.data {
      case .prices: "prices"
      case .legacyAssets: "legacyAssets"
      case .assets: "assets"
      case .referenceDatum: "referenceDatum"
      case .referenceData: "referenceData"
      default: "other"
      }
    #expect(name == expected)
    #expect(typed.references.assetFamilies == (expected == "assets" ? ["f"] : []))
  }
}
