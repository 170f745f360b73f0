import CatalogModels
import Testing
import ValueParser

struct TypedValuesLookupTests {
  static func typed() throws -> TypedValues {
    let schema = CatalogSchema(
      attributes: [
        try Fixture.attribute("description", "pim_catalog_textarea", #""localizable":true,"scopable":true"#),
        try Fixture.attribute("name", "pim_catalog_text", #""localizable":true"#),
        try Fixture.attribute("sku", "pim_catalog_identifier"),
      ], labelLocales: ["fr_FR", "en_US"]
    ).adding(families: [try Family(parsing: #"{"code":"shoes","attribute_as_label":"name"}"#.utf8)])
    return schema.typed(
      try Fixture.product(
        #"""
        {"sku":[{"locale":null,"scope":null,"data":"A"}],
         "description":[{"locale":"en_US","scope":"web","data":"en web"},{"locale":"en_US","scope":"print","data":"en print"},
                        {"locale":"de_DE","scope":"web","data":"de web"}],
         "name":[{"locale":"en_US","scope":null,"data":"en"},{"locale":"fr_FR","scope":null,"data":null}]}
        """#))
  }

  @Test("look-ups name locale and channel exactly")
  func exactLookup() throws {
    let typed = try Self.typed()
    #expect(typed["description", locale: "en_US", channel: "print"]?.data.text == "en print")
    #expect(typed["description", locale: "en_US"] == nil)
    #expect(typed["description"] == nil)
    #expect(typed["sku"]?.data == .identifier("A"))
    #expect(typed["sku", locale: "en_US"] == nil)
    #expect(typed["color"] == nil)
    #expect(typed.all("description").map(\.data.text) == ["en web", "en print", "de web"])
    #expect(typed.attributes == ["sku", "description", "name"])
  }

  @Test(
    "the best value follows the order of locales, and takes no locale that was not named",
    arguments: [
      (["de_DE", "en_US"], "web", "de web"), (["fr_FR", "en_US"], "print", "en print"),
      (["de_DE", "en_US"], "print", "en print"), (["fr_FR"], "web", nil), ([], "web", nil),
      (["en_us"], "WEB", "en web"),
    ] as [([String], String, String?)])
  func bestValue(_ locales: [String], _ channel: String, _ expected: String?) throws {
    let best = try Self.typed().best("description", locales: locales.map { Code($0) }, channel: Code(channel))
    #expect(best?.data.text == expected)
  }

  @Test("the best value passes over empty ones, and falls to values without channel and without locale")
  func bestValueSkipsEmpty() throws {
    let typed = try Self.typed()
    #expect(typed.best("name", locales: ["fr_FR", "en_US"], channel: "web")?.data.text == "en")
    #expect(typed.best("sku", locales: ["fr_FR"], channel: "web")?.data.text == "A")
    #expect(typed.best("description", locales: ["en_US"]) == nil)
    #expect(typed.best("color", locales: ["en_US"]) == nil)
  }

  @Test("where a value or an attribute stands twice, the last one counts")
  func lastOfDuplicatesCounts() throws {
    let schema = try Fixture.schema("pim_catalog_number")
    let typed = schema.typed(try Fixture.product(#"{"x":[{"data":1},{"data":2}],"y":[{"data":0}],"X":[{"data":3}]}"#))
    #expect(typed["x"]?.data == .number(3))
    #expect(typed.all("x").map(\.data) == [.number(1), .number(2), .number(3)])
  }

  @Test("G5: names of attributes and items follow the label locales and end in the code")
  func labelsEndInTheCode() throws {
    let schema = CatalogSchema(
      attributes: [
        try Fixture.attribute("size", "pim_catalog_text", #""labels":{"en_US":"Size","de_DE":""}"#),
        try Fixture.attribute("name", "pim_catalog_text", #""localizable":true"#),
      ], labelLocales: ["de_DE", "en_US"]
    ).adding(families: [try Family(parsing: #"{"code":"shoes","attribute_as_label":"name"}"#.utf8)])
    #expect(schema.label(of: "size") == "Size")
    #expect(schema.label(of: "name") == "name")
    #expect(schema.label(of: "unknown") == "unknown")
    let typed = schema.typed(try Fixture.product(#"{"name":[{"locale":"en_US","data":"Boot"}]}"#))
    #expect(schema.name(of: typed, in: "SHOES") == "Boot")
    #expect(schema.name(of: typed, in: "hats") == nil)
  }

  @Test("G6: prices by currency, cut to those of a channel")
  func pricesByCurrency() throws {
    let schema = try Fixture.schema("pim_catalog_price_collection").adding(channels: [
      try Channel(parsing: #"{"code":"web","currencies":["usd","GBP"],"locales":["en_US"]}"#.utf8)
    ])
    let typed = try Fixture.typed(
      schema,
      data: #"[{"amount":"9.00","currency":"EUR"},{"amount":10,"currency":"USD"},{"amount":8,"currency":"EUR"}]"#)
    let prices = try #require(typed["x"]?.data.prices)
    #expect(prices["eur"] == 8)
    #expect(prices["CHF"] == nil)
    #expect(prices.currencies == ["EUR", "USD"])
    #expect(prices.cut(to: schema.currencies(of: "WEB")).currencies == ["USD"])
    #expect(schema.locales(of: "web") == ["en_US"])
    #expect(schema.currencies(of: "shop").isEmpty)
  }

  @Test("options of an attribute stand in their order")
  func optionsInOrder() throws {
    let schema = try Fixture.schema("pim_catalog_simpleselect").adding(options: [
      try Fixture.option("x", "b", place: 2), try Fixture.option("x", "c", place: 1),
      try Fixture.option("x", "a", place: 2),
    ])
    #expect(schema.options(of: "X").map(\.code) == ["c", "a", "b"])
    #expect(schema.options(of: "y").isEmpty)
  }
}
