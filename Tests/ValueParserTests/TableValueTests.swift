import CatalogModels
import Testing
import ValueParser

struct TableValueTests {
  static func schema() throws -> CatalogSchema {
    CatalogSchema(attributes: [
      try Fixture.attribute(
        "x", "pim_catalog_table",
        #"""
        "table_configuration":[
          {"code":"part","data_type":"select","options":[{"code":"fly","labels":{"en_US":"Fly sheet"}},{"code":7}]},
          {"code":"Count","data_type":"number"},{"code":"no","data_type":"incremental_number"},
          {"code":"note","data_type":"text"},{"code":"spare","data_type":"boolean"},{"code":"tested","data_type":"date"},
          {"code":"mass","data_type":"measurement","measurement_family_code":"Weight"},
          {"code":"material","data_type":"reference_entity","reference_entity_identifier":"material"},
          {"code":"sold_as","data_type":"product_link"},{"code":"odd","data_type":"hologram"}]
        """#)
    ]).adding(measurementFamilies: [
      try MeasurementFamily(
        parsing: #"{"code":"weight","units":{"GRAM":{"code":"GRAM","symbol":"g","convert_from_standard":[]}}}"#.utf8)
    ])
  }

  @Test(
    "cells are typed by their column",
    arguments: [
      ("part", #""FLY""#, .option(SelectedOption(code: "FLY", labels: Labels(["en_US": "Fly sheet"])))),
      ("PART", "7", .option(SelectedOption(code: "7"))), ("count", #""28.50""#, .number(Amount("28.5") ?? 0)),
      ("no", "3", .number(3)), ("note", #""red""#, .text("red")), ("spare", "false", .boolean(false)),
      ("tested", #""2025-01-10""#, CatalogDate("2025-01-10").map { .date($0) } ?? .empty),
      ("mass", #"{"amount":"610","unit":"GRAM"}"#, .metric(Metric(amount: 610, unit: "GRAM", symbol: "g"))),
      ("material", #""tin""#, .record(RecordLink(entity: "material", code: "tin"))),
      ("sold_as", #"{"type":"product_model","id":"m"}"#, .productLink(.productModel("m"))), ("note", "null", .empty),
    ] as [(String, String, TypedData)])
  func tableCells(_ column: String, _ data: String, _ expected: TypedData) throws {
    let typed = try Fixture.typed(try Self.schema(), data: #"[{},{"\#(column)":\#(data)}]"#)
    let table = try #require(typed["x"]?.data.table)
    #expect(table.rows.count == 2)
    #expect(table.rows[1][column] == expected)
    #expect(table.rows[0][column] == nil)
    #expect(typed.diagnostics.isEmpty)
  }

  @Test("rows may name their columns in any order and case, and leave some out")
  func columnsInAnyOrder() throws {
    let typed = try Fixture.typed(
      try Self.schema(),
      data: #"[{"no":1,"note":"a"},{"note":"b","no":2},{"NOTE":"c","no":3,"n\u006fte":"d"},{"spare":true,"no":4},{}]"#)
    let table = try #require(typed["x"]?.data.table)
    #expect(table.rows.map { $0["note"]?.text } == ["a", "b", "d", nil, nil])
    #expect(table.rows.map { $0["no"]?.amount } == [1, 2, 3, 4, nil])
    #expect(table.rows[2].cells.map(\.column) == ["note", "no", "note"])
    #expect(typed.diagnostics.isEmpty)
  }

  @Test(
    "a cell that does not fit stays raw and is named; the others are typed",
    arguments: [
      ("count", #""many""#, "mismatch"), ("material", "[]", "mismatch"), ("mass", "12", "mismatch"),
      ("odd", "1", "unknownType"), ("color", #""red""#, "unknownColumn"), ("tested", #""soon""#, "mismatch"),
    ])
  func badTableCells(_ column: String, _ data: String, _ kind: String) throws {
    let typed = try Fixture.typed(try Self.schema(), data: #"[{"note":"a"},{"note":"b","\#(column)":\#(data)}]"#)
    let table = try #require(typed["x"]?.data.table)
    #expect(table.rows[1]["note"] == .text("b"))
    #expect(table.rows[1][column] == .raw(try RawJSON(parsing: data.utf8)))
    let diagnostic = try #require(typed.diagnostics.first)
    #expect(diagnostic.kind.description == kind)
    #expect(diagnostic.place?.lowercased() == "row 2, column \(column)")
  }

  @Test("N1: empty rows and tables may come as the other kind of empty", arguments: ["[[]]", "{}", #"{"0":{}}"#])
  func emptyTables(_ data: String) throws {
    let typed = try Fixture.typed(try Self.schema(), data: data)
    #expect(typed["x"]?.data.table?.rows.allSatisfy { $0.cells.isEmpty } == true)
    #expect(typed.diagnostics.isEmpty)
  }

  @Test("G4: cells name records, products and product models")
  func tableReferences() throws {
    let typed = try Fixture.typed(
      try Self.schema(),
      data: #"""
        [{"part":"fly","material":"tin","sold_as":{"type":"product","identifier":"A"}},
         {"material":"TIN"},{"material":"oak","sold_as":{"type":"product_model","id":"m"}}]
        """#)
    let references = typed.references
    #expect(references.records(of: "material") == ["tin", "oak"])
    #expect(references.products == [ProductReference(identifier: "A")])
    #expect(references.productModels == ["m"])
    #expect(references.optionAttributes.isEmpty)
  }
}
