import CatalogModels
import Testing
import ValueParser

struct ValueDiagnosticTests {
  @Test("a diagnostic names item, attribute, locale, channel, what was expected and what was found")
  func diagnosticContent() throws {
    let schema = CatalogSchema(attributes: [
      try Fixture.attribute("weight", "pim_catalog_metric", #""localizable":true,"scopable":true"#)
    ])
    let typed = schema.typed(
      try Fixture.product(#"{"weight":[{"locale":"en_US","scope":"web","data":"heavy"}]}"#))
    let diagnostic = try #require(typed.diagnostics.first)
    #expect(diagnostic.kind == .mismatch)
    #expect(diagnostic.attribute == "weight")
    #expect(diagnostic.locale == "en_US")
    #expect(diagnostic.channel == "web")
    #expect(
      diagnostic.description
        == "product \(Fixture.uuid) (SKU-1): attribute weight, locale en_US, channel web: mismatch: "
        + #"expected an amount with a unit, found string "heavy""#)
    #expect(typed["weight", locale: "en_US", channel: "web"]?.data == .raw("heavy"))
  }

  @Test("an attribute that the schema does not know keeps its values, raw and reported")
  func unknownAttributes() throws {
    let typed = CatalogSchema().typed(
      try Fixture.product(#"{"new":[{"data":{"a":[1]},"attribute_type":"pim_catalog_new"}],"other":[{"data":1}]}"#))
    #expect(typed["new"]?.data == .raw(["a": [1]]))
    #expect(typed["NEW"] == typed["new"])
    #expect(typed["other"]?.data == .raw(1))
    #expect(typed.diagnostics.map(\.kind) == [.unknownAttribute, .unknownAttribute])
    #expect(typed.diagnostics.first?.found.contains("pim_catalog_new") == true)
  }

  @Test("a type that nobody knows keeps its values, raw and reported", arguments: ["pim_catalog_hologram", ""])
  func unknownTypes(_ type: String) throws {
    let typed = try Fixture.typed(try Fixture.schema(type), data: #"{"hue":212.5000}"#)
    #expect(typed["x"]?.data.raw?.text == #"{"hue":212.5000}"#)
    #expect(typed.diagnostics.map(\.kind) == [.unknownType])
  }

  @Test("N6: the attribute's definition overrules the type that a value repeats")
  func definitionOverrulesAttributeType() throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_asset_collection", #""reference_data_name":"packshots""#),
      data: #"["front"]"#, #""attribute_type":"pim_assets_collection","reference_data_name":"other""#)
    #expect(typed["x"]?.data.assets?.map(\.family) == ["packshots"])
  }

  @Test("N6: a definition without reference data name takes the value's, and without either it is reported")
  func referenceDataNames() throws {
    let schema = try Fixture.schema("akeneo_reference_entity")
    let named = try Fixture.typed(schema, data: #""b""#, #""reference_data_name":"brand""#)
    #expect(named["x"]?.data.records?.map(\.entity) == ["brand"])
    let unnamed = try Fixture.typed(schema, data: #""b""#)
    #expect(unnamed["x"]?.data == .raw("b"))
    #expect(unnamed.diagnostics.map(\.kind) == [.incompleteDefinition])
    #expect(unnamed.diagnosticCount == 1)
  }

  @Test(
    "locales and channels that do not fit the attribute are reported and the value stays raw",
    arguments: [
      ("true", "true", "null", #""web""#, "missingLocale"), ("true", "true", #""en_US""#, "null", "missingChannel"),
      ("false", "false", #""en_US""#, "null", "unexpectedLocale"),
      ("false", "false", "null", #""web""#, "unexpectedChannel"),
      ("true", "true", #""xx_XX""#, #""web""#, "unknownLocale"),
      ("true", "true", #""en_US""#, #""shop""#, "unknownChannel"),
      ("true", "true", #""EN_us""#, #""WEB""#, nil), ("false", "false", "null", "null", nil),
    ] as [(String, String, String, String, String?)])
  func misplacedValues(
    _ localizable: String, _ scopable: String, _ locale: String, _ channel: String, _ kind: String?
  ) throws {
    let schema = CatalogSchema(
      attributes: [
        try Fixture.attribute("x", "pim_catalog_text", #""localizable":\#(localizable),"scopable":\#(scopable)"#)
      ], channels: [try Channel(parsing: #"{"code":"web"}"#.utf8)]
    ).adding(locales: ["en_US"])
    let typed = schema.typed(
      try Fixture.product(#"{"x":[{"locale":\#(locale),"scope":\#(channel),"data":"t"}]}"#))
    #expect(typed.diagnostics.map(\.kind.description) == [kind].compactMap(\.self))
    #expect(typed.first?.data == (kind == nil ? .text("t") : .raw("t")))
    #expect(typed.count == 1)
  }

  @Test("without channels and locales in the schema, none is refused")
  func unlistedLocalesPass() throws {
    let schema = try Fixture.schema("pim_catalog_text", #""localizable":true,"scopable":true"#)
    let typed = schema.typed(try Fixture.product(#"{"x":[{"locale":"xx_XX","scope":"shop","data":"t"}]}"#))
    #expect(typed.diagnostics.isEmpty)
  }

  @Test("diagnostics are bounded for an item, and all are counted")
  func diagnosticsAreBounded() throws {
    let values = (0..<500).map { #""a\#($0)":[{"data":\#($0)}]"# }.joined(separator: ",")
    let typed = CatalogSchema().typed(try Fixture.product("{\(values)}"))
    #expect(typed.diagnostics.count == TypedValues.diagnosticLimit)
    #expect(typed.diagnosticCount == 500)
    #expect(typed.count == 500)
  }

  @Test("what was found is quoted in part only, and no character is cut")
  func excerptsAreBounded() throws {
    let text = String(repeating: "ä", count: 500_000)
    let typed = try Fixture.typed(try Fixture.schema("pim_catalog_number"), data: "\"\(text)\"")
    let diagnostic = try #require(typed.diagnostics.first)
    #expect(diagnostic.found.utf8.count < 140)
    #expect(!diagnostic.found.contains("\u{FFFD}"))
    #expect(diagnostic.found.contains("1000002 bytes"))
    let long = String(repeating: "a\u{301}\u{301}", count: 100_000)
    let named = CatalogSchema().typed(try Fixture.product("{\"\(long)\":[{\"locale\":\"\(long)\",\"data\":1}]}"))
    #expect((named.diagnostics.first?.description.utf8.count ?? .max) < 1000)
  }

  @Test("N15: values find their attribute, channel and options in any case")
  func caseOfCodes() throws {
    let schema = CatalogSchema(
      attributes: [
        try Fixture.attribute("Main_Color", "pim_catalog_simpleselect", #""scopable":true"#)
      ], options: [try Fixture.option("MAIN_COLOR", "Dark_Red", #"{"en_US":"Dark red"}"#)],
      channels: [try Channel(parsing: #"{"code":"Web"}"#.utf8)])
    let typed = schema.typed(try Fixture.product(#"{"main_color":[{"scope":"WEB","data":"dark_RED"}]}"#))
    #expect(typed.diagnostics.isEmpty)
    #expect(typed["MAIN_color", channel: "web"]?.attribute == "Main_Color")
    #expect(typed["main_color", channel: "wEB"]?.data.options?.first?.label(in: ["en_US"]) == "Dark red")
    #expect(schema.attribute("main_COLOR")?.code == "Main_Color")
  }

  @Test("a bad value does not keep the others from being typed")
  func othersAreTyped() throws {
    let schema = CatalogSchema(attributes: [
      try Fixture.attribute("a", "pim_catalog_number"), try Fixture.attribute("b", "pim_catalog_number"),
    ])
    let typed = schema.typed(try Fixture.product(#"{"a":[{"data":"x"}],"b":[{"data":"7"}],"c":null,"d":[3]}"#))
    #expect(typed["b"]?.data == .number(7))
    #expect(typed.count == 4)
    #expect(typed.diagnosticCount == 3)
  }

  @Test("a product without an identifier of its own is named by its main identifier's value")
  func ownersAreNamedByTheirMainIdentifier() throws {
    let schema = CatalogSchema(attributes: [
      try Fixture.attribute("ean", "pim_catalog_identifier"),
      try Fixture.attribute("sku", "pim_catalog_identifier", #""is_main_identifier":true"#),
      try Fixture.attribute("gtin", "pim_catalog_identifier"), try Fixture.attribute("n", "pim_catalog_number"),
    ])
    #expect(schema.mainIdentifier == "sku")
    let product = try Fixture.product(
      #"{"n":[{"data":"x"}],"ean":[{"data":"E"}],"sku":[{"data":"S-1"}]}"#, identifier: nil)
    let typed = schema.typed(product)
    #expect(typed.owner == .product(ProductReference(uuid: product.uuid, identifier: "S-1")))
    #expect(typed.diagnostics.first?.description.contains("(S-1): attribute n: mismatch") == true)
    #expect(CatalogSchema(attributes: [try Fixture.attribute("sku", "pim_catalog_identifier")]).mainIdentifier == "sku")
  }

  @Test("a product read by its identifier has typed values, and those of its parents")
  func typesByIdentifier() throws {
    let schema = CatalogSchema(attributes: [try Fixture.attribute("n", "pim_catalog_number")])
    let product = try IdentifiedProduct(
      parsing: #"{"identifier":"S-1","parent":"m","values":{"n":[{"locale":null,"scope":null,"data":"x"}]}}"#.utf8)
    let typed = schema.typed(product)
    #expect(typed.owner == .product(ProductReference(identifier: "S-1")))
    #expect(typed.diagnostics.map { "\($0.owner)" } == ["product S-1"])
    let parent = try Fixture.model("m", #"{"o":[{"data":3}]}"#)
    #expect(schema.effectiveValues(of: product, parents: [parent]).values["o"]?.data == .raw(3))
    #expect("\(ValueOwner.product(ProductReference()))" == "product without a key")
  }

  @Test("unknown attributes in two spellings are one attribute")
  func unknownAttributesFoldCase() throws {
    let typed = CatalogSchema().typed(try Fixture.product(#"{"a":[{"data":1}],"b":[{"data":2}],"A":[{"data":3}]}"#))
    #expect(typed.all("a").map(\.data) == [.raw(1), .raw(3)])
    #expect(typed["A"]?.data == .raw(3))
    #expect(typed["c"] == nil)
  }
}
