import CatalogModels
import Testing
import ValueParser

/// Data that no PIM would send, and a hostile server might.
struct HostileValueTests {
  @Test(
    "numbers of any size keep their text and cost no more than it",
    arguments: [
      String(repeating: "9", count: 200_000), "1e999999999999999999", "-1E-999999999999999999",
      "0." + String(repeating: "0", count: 100_000) + "1",
    ])
  func hugeNumbers(_ text: String) throws {
    let schema = try Fixture.schema("pim_catalog_number")
    for data in [text, "\"\(text)\""] {
      let amount = try #require(try Fixture.typed(schema, data: data)["x"]?.data.amount)
      #expect(amount.text == text)
      #expect(amount.decimal == nil)
      #expect(amount.int == nil)
      #expect(amount == Amount(text))
    }
  }

  @Test("ten thousand options are labelled one by one, not each by a search through all")
  func tenThousandOptions() throws {
    let codes = (0..<10_000).map { "option_\($0)" }
    let linked = codes.map { #""\#($0)":{"code":"\#($0)","labels":{"en_US":"L \#($0)"}}"# }
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_multiselect"), data: "[\(codes.map { "\"\($0)\"" }.joined(separator: ","))]",
      #""linked_data":{\#(linked.joined(separator: ","))}"#)
    let options = try #require(typed["x"]?.data.options)
    #expect(options.count == 10_000)
    #expect(options.last?.label(in: ["en_US"]) == "L option_9999")
    #expect(typed.references.options(of: "x").count == 10_000)
  }

  @Test("ten thousand attributes are looked up one by one, not each by a search through all")
  func tenThousandAttributes() throws {
    let schema = CatalogSchema(
      attributes: try (0..<10_000).map { try Fixture.attribute("a\($0)", "pim_catalog_number") })
    let values = (0..<10_000).map { #""A\#($0)":[{"data":\#($0)}]"# }.joined(separator: ",")
    let typed = schema.typed(try Fixture.product("{\(values)}"))
    #expect((0..<10_000).allSatisfy { (number: Int) in typed[Code("a\(number)")]?.data.amount?.int == number })
  }

  @Test("data nested as deep as the reader allows stays raw")
  func deepData() throws {
    let deep = String(repeating: "[", count: 110) + String(repeating: "]", count: 110)
    for type in ["pim_catalog_text", "pim_catalog_table", "pim_catalog_metric", "pim_catalog_multiselect"] {
      let typed = try Fixture.typed(try Fixture.schema(type), data: deep)
      #expect(typed["x"]?.data.raw?.text == deep)
    }
  }

  @Test("a table with a hundred thousand bad cells keeps the others and a bounded list of complaints")
  func hugeTables() throws {
    let rows = (0..<50_000).map { #"{"n":\#($0),"m":"x","q":1}"# }.joined(separator: ",")
    let schema = try Fixture.schema(
      "pim_catalog_table",
      #""table_configuration":[{"code":"n","data_type":"number"},{"code":"m","data_type":"number"}]"#)
    let typed = try Fixture.typed(schema, data: "[\(rows)]")
    #expect(typed["x"]?.data.table?.rows.last?["n"] == .number(49_999))
    #expect(typed.diagnosticCount == 100_000)
    #expect(typed.diagnostics.count == TypedValues.diagnosticLimit)
  }

  @Test(
    "values that are no objects at all are kept and reported",
    arguments: [
      #"{"x":null}"#, #"{"x":7}"#, #"{"x":"t"}"#, #"{"x":[null]}"#, #"{"x":[[]]}"#,
    ])
  func valuesOfAnotherShape(_ values: String) throws {
    let typed = try Fixture.schema("pim_catalog_number").typed(try Fixture.product(values))
    #expect(typed.count == 1)
  }

  @Test("strings with every escape are read as they are meant")
  func escapedText() throws {
    let typed = try Fixture.typed(try Fixture.schema("pim_catalog_text"), data: #""\ud83c\udfd5 \u00fc\/\n\t\"""#)
    #expect(typed["x"]?.data.text == "🏕 ü/\n\t\"")
  }

  @Test("thousands of unknown attributes, locales and currencies cost no search through all for each")
  func manyUnknownThings() throws {
    let attributes = (0..<5_000).map { #""a\#($0)":[{"data":1}]"# }.joined(separator: ",")
    let locales = (0..<5_000).map { #"{"locale":"l\#($0)","data":{"amount":1,"unit":"G"}}"# }.joined(separator: ",")
    let prices = (0..<5_000).map { #"{"amount":\#($0),"currency":"C\#($0 % 2_500)"}"# }.joined(separator: ",")
    let schema = CatalogSchema(attributes: [
      try Fixture.attribute("w", "pim_catalog_metric"), try Fixture.attribute("p", "pim_catalog_price_collection"),
    ])
    let values = #"{\#(attributes),"w":[\#(locales)],"p":[{"data":[\#(prices)]}]}"#
    let model = try Fixture.model("m", values)
    let effective = schema.effectiveValues(of: try Fixture.product(values, parent: "m"), parents: [model])
    #expect(effective.values.count == 5_001)
    #expect(effective.values.converted.count == 5_000)
    #expect(effective.values.diagnosticCount == 5_000)
    let list = try #require(effective.values["p"]?.data.prices)
    #expect(list.count == 2_500)
    #expect(list["c7"] == 2_507)
    #expect((0..<5_000).allSatisfy { (number: Int) in effective.values[Code("a\(number)")]?.data == .raw(1) })
  }
}
