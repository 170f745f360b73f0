import CatalogModels
import Testing
import ValueParser

struct ReferencesTests {
  static func schema() throws -> CatalogSchema {
    CatalogSchema(attributes: [
      try Fixture.attribute("color", "pim_catalog_simpleselect"),
      try Fixture.attribute("tags", "pim_catalog_multiselect"),
      try Fixture.attribute("brand", "akeneo_reference_entity", #""reference_data_name":"brand""#),
      try Fixture.attribute("makers", "akeneo_reference_entity_collection", #""reference_data_name":"BRAND""#),
      try Fixture.attribute("shots", "pim_catalog_asset_collection", #""reference_data_name":"Shots""#),
      try Fixture.attribute("other", "pim_catalog_asset_collection", #""reference_data_name":"shots""#),
      try Fixture.attribute("old", "pim_assets_collection"), try Fixture.attribute("picture", "pim_catalog_image"),
      try Fixture.attribute("manual", "pim_catalog_file"), try Fixture.attribute("spare", "pim_catalog_product_link"),
    ])
  }

  static let values = #"""
    {"color":[{"data":"red","linked_data":{"code":"red","labels":{"en_US":"Red"}}}],"tags":[{"data":["a","b","A"]}],
     "brand":[{"data":"acme"}],"makers":[{"data":["ACME","zeta"]}],"shots":[{"data":["s1","s2"]}],"other":[{"data":["s1"]}],
     "old":[{"data":["o1"]}],"picture":[{"data":"a/P.png"}],"manual":[{"data":"a/p.png"}],
     "spare":[{"data":{"type":"product","identifier":"X"}}]}
    """#

  @Test("B5, B6: each named thing once, in order, by attribute, entity, family and kind of media")
  func referencesOfAProduct() throws {
    let references = try Self.schema().typed(try Fixture.product(Self.values)).references
    #expect(references.optionAttributes == ["color", "tags"])
    #expect(references.options(of: "TAGS").map(\.code) == ["a", "b"])
    #expect(references.options(of: "color").map { $0.label(in: ["en_US"]) } == ["Red"])
    #expect(references.recordEntities == ["brand"])
    #expect(references.records(of: "Brand") == ["acme", "zeta"])
    #expect(references.media(of: .product) == ["a/P.png", "a/p.png"])
    #expect(references.media(of: .asset).isEmpty)
    #expect(references.products == [ProductReference(identifier: "X")])
    #expect(!references.isEmpty)
  }

  @Test("N15: asset families are told apart by case, as their routes are")
  func assetFamiliesHeedCase() throws {
    let references = try Self.schema().typed(try Fixture.product(Self.values)).references
    #expect(references.assetFamilies == ["Shots", "shots"])
    #expect(references.assets(of: "Shots") == ["s1", "s2"])
    #expect(references.assets(of: "shots") == ["s1"])
    #expect(references.assets(of: "SHOTS").isEmpty)
  }

  @Test("N7: codes of the old asset manager are not looked for in asset families")
  func legacyAssetsAreNoReferences() throws {
    let typed = try Self.schema().typed(try Fixture.product(#"{"old":[{"data":["o1"]}]}"#))
    #expect(typed["old"]?.data == .legacyAssets(["o1"]))
    #expect(typed.references.isEmpty)
  }

  @Test("lists of many items merge without repeats, and labels that come late are taken")
  func referencesMerge() throws {
    let schema = try Self.schema()
    var all = References()
    #expect(all.isEmpty)
    all.formUnion(schema.typed(try Fixture.product(#"{"color":[{"data":"RED"}],"brand":[{"data":"zeta"}]}"#)))
    all.formUnion(schema.typed(try Fixture.product(Self.values)).references)
    all.formUnion(schema.typed(try Fixture.product(Self.values)))
    #expect(all.options(of: "color").map { $0.label(in: ["en_US"]) } == ["Red"])
    #expect(all.options(of: "color").count == 1)
    #expect(all.records(of: "brand") == ["zeta", "acme"])
    #expect(all.assets(of: "Shots") == ["s1", "s2"])
    #expect(all.products.count == 1)
    #expect(all.media(of: .product).count == 2)
  }

  @Test("values that stay raw name nothing")
  func rawValuesNameNothing() throws {
    let typed = try Self.schema().typed(try Fixture.product(#"{"brand":[{"data":["acme"]}],"shots":[{"data":"s1"}]}"#))
    #expect(typed.diagnosticCount == 2)
    #expect(typed.references.isEmpty)
  }
}
