import CatalogModels
import Testing
import ValueParser

struct VariantTests {
  static func schema() throws -> CatalogSchema {
    CatalogSchema(attributes: [
      try Fixture.attribute("sku", "pim_catalog_identifier"),
      try Fixture.attribute("name", "pim_catalog_text", #""localizable":true"#),
      try Fixture.attribute("color", "pim_catalog_simpleselect"),
      try Fixture.attribute("size", "pim_catalog_simpleselect"),
      try Fixture.attribute("picture", "pim_catalog_image"), try Fixture.attribute("count", "pim_catalog_number"),
    ]).adding(familyVariants: [
      try FamilyVariant(
        parsing: #"""
          {"code":"by_color_size","variant_attribute_sets":[
            {"level":2,"axes":["size"],"attributes":["sku","size"]},
            {"level":1,"axes":["Color"],"attributes":["picture"]}]}
          """#.utf8)
    ])
  }

  static let name = #""name":[{"locale":"en_US","data":"Tee"},{"locale":"de_DE","data":"Shirt"}]"#
  static let color = #""color":[{"data":"red"}],"picture":[{"data":"a/r.png"}]"#
  static let own = #""sku":[{"data":"A"}],"size":[{"data":"m"}]"#

  static func parents() throws -> [ProductModel] {
    [
      try Fixture.model("tee", "{\(name)}"), try Fixture.model("other", #"{"count":[{"data":1}]}"#),
      try Fixture.model("tee_red", "{\(name),\(color)}", parent: "TEE"),
    ]
  }

  @Test(
    "N16: a variant's values are the same whether the server repeats what is inherited or not",
    arguments: [
      "{\(name),\(color),\(own)}", "{\(own)}", #"{"name":[{"locale":"en_US","data":"Tee"}],\#(own)}"#,
    ])
  func effectiveValuesOfAVariant(_ values: String) throws {
    let effective = try Self.schema().effectiveValues(
      of: try Fixture.product(values, parent: "tee_RED"), parents: Self.parents())
    #expect(effective.values["name", locale: "de_DE"]?.data.text == "Shirt")
    #expect(effective.values["picture"]?.data.media?.code == "a/r.png")
    #expect(effective.values["sku"]?.data.text == "A")
    #expect(effective.values.count == 6)
    #expect(effective.values["count"] == nil)
    #expect(effective.missingParent == nil)
    #expect(effective.level == 2)
    #expect(effective.values.diagnostics.isEmpty)
  }

  @Test("G3: the family variant tells which level owns a value")
  func owningLevels() throws {
    let effective = try Self.schema().effectiveValues(
      of: try Fixture.product("{\(Self.own)}", parent: "tee_red"), parents: Self.parents())
    #expect(effective.owner(of: "name") == .productModel("tee"))
    #expect(effective.owner(of: "PICTURE") == .productModel("tee_red"))
    #expect(effective.owner(of: "color") == .productModel("tee_red"))
    #expect(effective.owner(of: "size") == effective.values.owner)
    #expect(Set(effective.ownValues.map(\.attribute)) == ["sku", "size"])
    #expect(Set(effective.inheritedValues.map(\.attribute)) == ["name", "color", "picture"])
  }

  @Test("G3: axes with their values, from the upper level down")
  func axesOfAVariant() throws {
    let schema = try Self.schema()
    let product = schema.effectiveValues(
      of: try Fixture.product("{\(Self.own)}", parent: "tee_red"), parents: try Self.parents())
    #expect(product.axes.map(\.attribute) == ["Color", "size"])
    #expect(product.axes.map(\.level) == [1, 2])
    #expect(product.axes.map { $0.value?.data.options?.first?.code } == ["red", "m"])
    let model = schema.effectiveValues(of: try Self.parents()[2], parents: try Self.parents())
    #expect(model.axes.map(\.attribute) == ["Color"])
    #expect(model.level == 1)
    #expect(schema.effectiveValues(of: try Self.parents()[0], parents: []).axes.isEmpty)
  }

  @Test("G3: two levels are flattened to one, with the axes of both")
  func flattenedVariant() throws {
    let flat = try Self.schema().effectiveValues(
      of: try Fixture.product("{\(Self.own)}", parent: "tee_red"), parents: Self.parents()
    ).flattened
    #expect(flat.level == 1)
    #expect(flat.lineage.first == .productModel("tee"))
    #expect(flat.lineage.count == 2)
    #expect(flat.axes.map(\.attribute) == ["Color", "size"])
    #expect(flat.axes.map(\.level) == [1, 1])
    #expect(flat.owner(of: "picture") == flat.values.owner)
    #expect(flat.owner(of: "name") == .productModel("tee"))
    #expect(flat.structure?.depth == 1)
    #expect(flat.flattened == flat)
  }

  @Test("what the item has itself counts before what a parent has")
  func ownValuesCountFirst() throws {
    let values = #"{"color":[{"data":"blue"}],\#(Self.own)}"#
    let effective = try Self.schema().effectiveValues(
      of: try Fixture.product(values, parent: "tee_red"), parents: Self.parents())
    #expect(effective.values.all("color").map { $0.data.options?.first?.code } == ["blue"])
  }

  @Test("a parent gives only what its level owns")
  func parentsGiveWhatTheyOwn() throws {
    let stray = try Fixture.model("tee", #"{\#(Self.name),"size":[{"data":"xl"}],"color":[{"data":"green"}]}"#)
    let effective = try Self.schema().effectiveValues(
      of: try Fixture.product(#"{"sku":[{"data":"A"}]}"#, parent: "tee_red"), parents: [stray, Self.parents()[2]])
    #expect(effective.values["size"] == nil)
    #expect(effective.values["color"]?.data.options?.first?.code == "red")
  }

  @Test("a missing parent is named, and levels stay right")
  func missingParents() throws {
    let schema = try Self.schema()
    let product = try Fixture.product("{\(Self.own)}", parent: "tee_red")
    let orphan = schema.effectiveValues(of: product, parents: [])
    #expect(orphan.missingParent == "tee_red")
    #expect(orphan.level == 1)
    #expect(orphan.structure == nil)
    #expect(orphan.values.count == 2)
    let half = schema.effectiveValues(of: product, parents: [try Self.parents()[2]])
    #expect(half.missingParent == "TEE")
    #expect(half.level == 2)
    #expect(half.owner(of: "color") == .productModel("tee_red"))
    #expect(half.owner(of: "name") == nil)
    #expect(half.flattened.lineage == [half.values.owner])
    #expect(half.flattened.owner(of: "color") == half.values.owner)
  }

  @Test("a simple product owns all its values and has no axes")
  func simpleProducts() throws {
    let effective = try Self.schema().effectiveValues(of: try Fixture.product("{\(Self.own)}"), parents: Self.parents())
    #expect(effective.level == 0)
    #expect(effective.axes.isEmpty)
    #expect(effective.inheritedValues.isEmpty)
    #expect(effective.owner(of: "sku") == effective.values.owner)
    #expect(effective.flattened == effective)
  }

  @Test("parents in a circle come to an end")
  func circularParents() throws {
    let a = try Fixture.model("a", "{}", parent: "B")
    let b = try Fixture.model("b", "{}", parent: "A")
    let effective = try Self.schema().effectiveValues(of: try Fixture.product("{}", parent: "a"), parents: [a, b])
    #expect(effective.lineage.count == 3)
  }

  @Test("what a parent's value does not fit is reported of the parent")
  func parentDiagnostics() throws {
    let effective = try Self.schema().effectiveValues(
      of: try Fixture.product("{}", parent: "m"), parents: [try Fixture.model("m", #"{"count":[{"data":"x"}]}"#)])
    #expect(effective.values.diagnostics.map(\.owner) == [.productModel("m")])
    #expect(effective.values.diagnosticCount == 1)
  }
}
