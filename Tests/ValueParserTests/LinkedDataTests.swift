import CatalogModels
import Testing
import ValueParser

struct LinkedDataTests {
  @Test(
    "N4: labels of a simple select in each shape of linked data",
    arguments: [
      #"{"attribute":"x","code":"blue","labels":{"en_US":"Blue"}}"#,
      #"{"code":"BLUE","labels":{"en_US":"Blue"}}"#,
      #"{"blue":{"attribute":"x","code":"blue","labels":{"en_US":"Blue"}}}"#,
      #"[{"attribute":"x","code":"blue","labels":{"en_US":"Blue"}}]"#,
    ])
  func simpleSelectLinkedData(_ linked: String) throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_simpleselect"), data: #""blue""#, #""linked_data":\#(linked)"#)
    #expect(typed["x"]?.data.options?.map { $0.label(in: ["fr_FR", "en_US"]) } == ["Blue"])
  }

  @Test(
    "N4: labels of a multi select in each shape of linked data",
    arguments: [
      #"{"a":{"attribute":"x","code":"a","labels":{"en_US":"A!"}},"B":{"labels":{"en_US":"B!"}}}"#,
      #"[{"code":"a","labels":{"en_US":"A!"}},{"code":"b","labels":{"en_US":"B!"}}]"#,
    ])
  func multiSelectLinkedData(_ linked: String) throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_multiselect"), data: #"["b","a","c"]"#, #""linked_data":\#(linked)"#)
    #expect(typed["x"]?.data.options?.map { $0.label(in: ["en_US"]) } == ["B!", "A!", "c"])
  }

  @Test("N4: options that are called code and labels do not confuse the map by code")
  func optionsNamedAsFields() throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_multiselect"), data: #"["code","labels"]"#,
      #""linked_data":{"code":{"code":"code","labels":{"en_US":"C"}},"labels":{"labels":{"en_US":"L"}}}"#)
    #expect(typed["x"]?.data.options?.map { $0.label(in: ["en_US"]) } == ["C", "L"])
  }

  @Test("labels come from linked data first, then from the schema, and end in the code")
  func labelsComeFromLinkedDataThenSchema() throws {
    let schema = try Fixture.schema("pim_catalog_multiselect").adding(options: [
      try Fixture.option("X", "A", #"{"en_US":"Schema A"}"#), try Fixture.option("x", "b", #"{"en_US":"Schema B"}"#),
    ])
    let typed = try Fixture.typed(
      schema, data: #"["a","b","c"]"#, #""linked_data":{"b":{"code":"b","labels":{"en_US":"Linked B"}}}"#)
    let options = try #require(typed["x"]?.data.options)
    #expect(options.map { $0.label(in: ["en_US"]) } == ["Schema A", "Linked B", "c"])
    #expect(options.map { $0.label(in: ["de_DE"]) } == ["a", "b", "c"])
  }

  @Test(
    "linked data of a shape that nobody knows leaves the codes without labels",
    arguments: [
      "null", "[]", "{}", "7", #""blue""#, "[1,2]", #"{"code":"red","labels":{"en_US":"Red"}}"#, #"{"blue":3}"#,
      #"{"code":"blue","labels":7}"#,
    ])
  func strangeLinkedData(_ linked: String) throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_simpleselect"), data: #""blue""#, #""linked_data":\#(linked)"#)
    #expect(typed["x"]?.data.options?.map { $0.label(in: ["en_US"]) } == ["blue"])
    #expect(typed.diagnostics.isEmpty)
  }

  @Test("N4: asset collections bring their share links by asset")
  func assetLinkedData() throws {
    let typed = try Fixture.typed(
      try Fixture.schema("pim_catalog_asset_collection", #""reference_data_name":"shots""#),
      data: #"["left","right"]"#, #""linked_data":{"left":{"share_links":[{"attribute":"media"}]}}"#)
    let assets = try #require(typed["x"]?.data.assets)
    #expect(assets[0].linkedData?["share_links"]?[0]?["attribute"]?.string == "media")
    #expect(assets[1].linkedData == nil)
  }
}
