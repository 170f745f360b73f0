import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct MappingSchemaTests {
  private static let id = UUID(uuidString: "12351D98-200E-4BBC-AA19-7FDDA1BD14F2") ?? UUID()

  @Test("G10: a schema of products has the mandatory uuid and its targets in order")
  func flatSchema() throws {
    let schema = MappingSchema(
      targets: [
        .text("name", title: "Product name", minLength: 1, maxLength: 120, pattern: "^[A-Z]").explained("As sold"),
        .text("size", choices: ["S", "M"]), .text("color", choicesAt: "https://example.com/colors"),
        .number("stock", minimum: 0, maximum: 99.5), .boolean("new"), .address("image"), .dateTime("since"),
        .price("price", currencies: ["EUR"]), .measurement("length"), .parent, .root,
      ], id: "https://example.com/product")
    try schema.check()
    #expect(
      schema.targets.map(\.name) == [
        "uuid", "name", "size", "color", "stock", "new", "image", "since", "price", "length", "pim_parent", "pim_root",
      ])
    #expect(schema.json["$id"]?.string == "https://example.com/product")
    #expect(schema.schemaAddress == "https://api.akeneo.com/mapping/product/1.0.4/schema")
    #expect(schema.json["type"]?.string == "object")
    let texts = schema.targets.map(\.json.text)
    #expect(texts[0] == #"{"type":"string"}"#)
    #expect(
      texts[1]
        == #"{"title":"Product name","type":"string","minLength":1,"maxLength":120,"pattern":"^[A-Z]","description":"As sold"}"#
    )
    #expect(texts[2] == #"{"type":"string","enum":["S","M"]}"#)
    #expect(texts[3] == #"{"type":"string","enumLink":"https://example.com/colors"}"#)
    #expect(texts[4] == #"{"type":"number","minimum":0,"maximum":99.5}"#)
    #expect(texts[6] == #"{"type":"string","format":"uri"}"#)
    #expect(texts[7] == #"{"type":"string","format":"date-time"}"#)
    #expect(
      texts[8]
        == #"{"type":"object","properties":{"amount":{"type":"number"},"currency":{"type":"string","enum":["EUR"]}},"required":["amount","currency"]}"#
    )
    #expect(
      texts[9]
        == #"{"type":"object","properties":{"value":{"type":"number"},"unit":{"type":"string"}},"required":["value","unit"]}"#
    )
  }

  @Test("G10: lists, values by locale and associations have the shapes that the vendor's schema asks for")
  func listTargets() {
    #expect(
      MappingTarget.texts("t", choices: ["a"]).json.text == #"{"type":"array","items":{"type":"string","enum":["a"]}}"#)
    #expect(MappingTarget.addresses("t").json.text == #"{"type":"array","items":{"type":"string","format":"uri"}}"#)
    #expect(
      MappingTarget.localizedTexts("t").json["items"]?.text
        == #"{"type":"object","properties":{"locale":{"type":"string"},"value":{"type":"string"}},"required":["locale","value"]}"#
    )
    #expect(MappingTarget.prices("t").json["items"]?["properties"]?["amount"]?["type"]?.string == "number")
    #expect(
      MappingTarget.localizedAddresses("t").json["items"]?["properties"]?["value"]?["items"]?["format"]?.string == "uri"
    )
    let objects = MappingTarget.associations.json["items"]?["properties"]?["associated_objects"]?["items"]?["oneOf"]
    #expect(objects?.elements.map { $0["required"]?.elements.map(\.string) } == [["type", "code"], ["type", "uuid"]])
    #expect(objects?.elements.allSatisfy { $0["additionalProperties"]?.bool == false } == true)
  }

  @Test("G10: a schema with variants has what both levels must have, and is read back")
  func variantSchema() throws {
    let schema = MappingSchema(
      modelTargets: [.text("brand"), .associations], variantTargets: [.text("sku"), .number("stock")])
    try schema.check()
    let read = try MappingSchema(parsing: schema.json.text.utf8)
    #expect(read == schema)
    #expect(read.targets.map(\.name) == ["code", "variation_axes", "variants", "brand", "pim_associations"])
    #expect(read.variantTargets.map(\.name) == ["variation_axes_values", "uuid", "sku", "stock"])
    #expect(read.json["properties"]?["variants"]?["oneOf"]?[0]?.text == #"{"type":"string","format":"uri"}"#)
  }

  @Test(
    "G10: what the PIM would refuse fails before it is sent, and names the target",
    arguments: [
      ([MappingTarget.text("a"), .number("a")], "`a` stands twice"), ([.text("")], "no name"),
      ([.text("uuid")], "`uuid`"),
      ([.text("variants")], "without `uuid`"), ([.text("a", choices: [])], "`a` has an empty"),
      ([.texts("a", choices: [])], "`a` has an empty"), ([.text("a", minLength: -1)], "`a` has a negative"),
      ([.text("a", minLength: 3, maxLength: 2)], "`a` has a shortest"),
      ([.number("a", minimum: 3, maximum: 2.5)], "`a` has a minimum"),
      ([MappingTarget("a", ["type"])], "`a` has no type"),
      ([MappingTarget("a", ["type": "string", "enum": ["x"], "enumLink": "https://x.example"])], "`a` has both"),
      ((0..<600).map { .text("t\($0)") }, "601 targets"),
    ] as [([MappingTarget], String)])
  func refusedSchema(_ targets: [MappingTarget], _ words: String) async throws {
    let transport = ScriptedTransport([])
    let catalogs = try ClientUnderTest.make(transport).appCatalogs
    let error = try await failure { () async throws(CatalogError) in
      try await catalogs.setMappingSchema(MappingSchema(targets: targets), of: Self.id)
    }
    #expect(error.code == .invalidArgument)
    #expect(error.message.contains(words))
    #expect(transport.requests.isEmpty)
  }

  @Test("G10: the mapping schema of a catalog is read, set and removed")
  func schemaEndpoint() async throws {
    let transport = ScriptedTransport([
      .status(204, [:], ""), .json(#"{"type":"object","properties":{"uuid":{"type":"string"}}}"#),
      .status(204, [:], ""),
      .json("{}"),
    ])
    let catalogs = try ClientUnderTest.make(transport).appCatalogs
    let schema = MappingSchema(targets: [.text("name")])
    try await catalogs.setMappingSchema(schema, of: Self.id)
    #expect(try await catalogs.mappingSchema(of: Self.id).targets.map(\.name) == ["uuid"])
    try await catalogs.removeMappingSchema(of: Self.id)
    let error = try await failure { () async throws(CatalogError) in try await catalogs.mappingSchema(of: Self.id) }
    #expect(error.code == .unexpectedContent)
    let path = "/api/rest/v1/catalogs/12351d98-200e-4bbc-aa19-7fdda1bd14f2/mapping-schemas/product"
    #expect(transport.requests.map(\.line) == ["PUT \(path)", "GET \(path)", "DELETE \(path)", "GET \(path)"])
    #expect(transport.requests.first?.bodyText == schema.json.text)
  }
}
