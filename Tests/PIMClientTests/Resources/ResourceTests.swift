import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

/// Every resource against the paths of the vendor's API description.
struct ResourceTests {
  private struct Row: Sendable, CustomTestStringConvertible {
    let list: String
    let item: String?
    let context: [String: String]
    let run: @Sendable (CatalogClient) async throws -> [RawObject]
    var testDescription: String { list }

    init<Item: CodedEntity>(
      _ list: String, hasItems: Bool = true, context: [String: String] = [:],
      _ endpoint: @escaping @Sendable (CatalogClient) -> Endpoint<Item>
    ) {
      self.list = "/api/rest/v1/\(list)"
      item = hasItems ? "/api/rest/v1/\(list)/Some%20Code" : nil
      self.context = context
      run = { client in
        var found = try await endpoint(client).list().all().map(\.raw)
        found.append(try await endpoint(client).get("Some Code").raw)
        return found
      }
    }
  }

  private static let rows = [
    Row("product-models") { $0.productModels },
    Row("families") { $0.families },
    Row("families/f%231/variants", context: ["family": "f#1"]) { $0.familyVariants(of: "f#1") },
    Row("attributes") { $0.attributes },
    Row("attributes/colour/options", context: ["attribute": "colour"]) { $0.options(of: "colour") },
    Row("attribute-groups") { $0.attributeGroups },
    Row("association-types") { $0.associationTypes },
    Row("categories") { $0.categories },
    Row("channels") { $0.channels },
    Row("locales") { $0.locales },
    Row("currencies") { $0.currencies },
    Row("media-files") { $0.mediaFiles },
    Row("measurement-families", hasItems: false) { $0.measurementFamilies },
    Row("reference-entities") { $0.referenceEntities },
    Row("reference-entities/brand/attributes", context: ["reference_entity": "brand"]) {
      $0.attributes(of: "brand" as Code<ReferenceEntity>)
    },
    Row(
      "reference-entities/brand/attributes/country/options",
      context: ["reference_entity": "brand", "attribute": "country"]
    ) { $0.options(of: "country", in: "brand" as Code<ReferenceEntity>) },
    Row("reference-entities/brand/records", context: ["reference_entity": "brand"]) { $0.records(of: "brand") },
    Row("asset-families") { $0.assetFamilies },
    Row("asset-families/shots/attributes", context: ["asset_family": "shots"]) {
      $0.attributes(of: "shots" as Code<AssetFamily>)
    },
    Row(
      "asset-families/shots/attributes/usage/options", context: ["asset_family": "shots", "attribute": "usage"]
    ) { $0.options(of: "usage", in: "shots" as Code<AssetFamily>) },
    Row("asset-families/shots/assets", context: ["asset_family": "shots"]) { $0.assets(of: "shots") },
  ]

  @Test(
    "Lists and items of each resource are at the documented paths, and nested ones name their parents", arguments: rows)
  private func resource(_ row: Row) async throws {
    let transport = ScriptedTransport { request, _ in
      let item = #"{"code":"Some Code"}"#
      let isItem = request.path.hasSuffix("Some%20Code")
      return HTTPResponse(status: 200, body: HTTPBody(isItem ? item : PageText.with(items: item)))
    }
    let client = try ClientUnderTest.make(transport)
    let found = try await row.run(client)
    #expect(transport.requests.map(\.line) == ["GET \(row.list)", "GET \(row.item ?? row.list)"])
    #expect(transport.requests.allSatisfy { $0.headers["Accept"] == "application/json" })
    #expect(found.count == 2)
    for raw in found {
      for (field, value) in row.context { #expect(raw[field]?.string == value) }
    }
  }

  @Test("What an item says of its parent stands above what its address says")
  func ownContextStays() async throws {
    let transport = ScriptedTransport([.json(#"{"code":"red","attribute":"Colour"}"#)])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.options(of: "colour").get("red").attribute == "Colour")
  }

  @Test("N13: products are read by uuid, so that those without identifier come too")
  func productsByUUID() async throws {
    let uuid = UUID()
    let item = #"{"uuid":"\#(uuid.uuidString.lowercased())","identifier":null,"values":[]}"#
    let transport = ScriptedTransport([.json(PageText.with(items: item)), .json(item)])
    let client = try ClientUnderTest.make(transport)
    let listed = try await client.products.list().all()
    let single = try await client.products.get(uuid)
    #expect(listed == [single])
    #expect(single.identifier == nil)
    #expect(
      transport.requests.map(\.line) == [
        "GET /api/rest/v1/products-uuid", "GET /api/rest/v1/products-uuid/\(uuid.uuidString.lowercased())",
      ])
  }

  @Test("N15: one measurement family is found in the whole list, whatever the case of its code")
  func singleMeasurementFamily() async throws {
    let list = ScriptedAnswer.json(#"[{"code":"Length"},{"code":"Weight"}]"#)
    let client = try ClientUnderTest.make(ScriptedTransport([list, list]))
    #expect(try await client.measurementFamilies.get("WEIGHT").code == "Weight")
    let error = try await failure { () async throws(CatalogError) in try await client.measurementFamilies.get("Volume")
    }
    #expect(error.code == .notFound)
  }
}
