import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

/// Each endpoint really sends what its list of operations says, and nothing else.
struct WriteRoutesTests {
  static let uuid = UUID(uuidString: "FC24E6C3-933C-4A93-8A81-E5C703D134D5") ?? UUID()

  /// Answers everything with an item, so that every operation comes to its end.
  private static func transport() -> ScriptedTransport {
    ScriptedTransport { request, _ in
      let item = #"{"uuid":"fc24e6c3-933c-4a93-8a81-e5c703d134d5","code":"CODE","identifier":"CODE"}"#
      return HTTPResponse(
        status: request.method == "POST" ? 201 : 200,
        body: HTTPBody(request.query.isEmpty ? item : PageText.with(items: item)))
    }
  }

  private static func sent(_ transport: ScriptedTransport) -> Set<APIOperation> {
    let codes: Set = ["CODE", "PARENT", "ATTRIBUTE", "fc24e6c3-933c-4a93-8a81-e5c703d134d5"]
    return Set(
      transport.requests.map { request in
        let words = request.path.split(separator: "/").map { codes.contains(String($0)) ? "{}" : String($0) }
        return APIOperation(request.method, "/" + words.joined(separator: "/"))
      })
  }

  private static func write<Item: Creatable & Updatable & BulkUpsertable>(
    _ endpoint: Endpoint<Item>, _ id: Item.ID
  ) async throws {
    try await endpoint.create(Item.Patch(id))
    try await change(endpoint, id)
  }

  private static func change<Item: Updatable & BulkUpsertable>(_ endpoint: Endpoint<Item>, _ id: Item.ID) async throws {
    try await endpoint.update(Item.Patch(id))
    _ = try await endpoint.upsert([Item.Patch(id)]).finish()
  }

  private static func read<Item>(_ endpoint: Endpoint<Item>, _ id: Item.ID) async throws {
    _ = try await endpoint.get(id)
    _ = try await endpoint.list().all()
  }

  private static func draft<Item: Draftable>(_ endpoint: Endpoint<Item>, _ id: Item.ID) async throws {
    _ = try await endpoint.draft(of: id)
    try await endpoint.submitDraft(of: id)
  }

  @Test("Products and product models: all ways of writing")
  func productRoutes() async throws {
    func check<Item: Creatable & BulkUpsertable & Deletable & Draftable>(
      _ endpoint: (CatalogClient) -> Endpoint<Item>, _ id: Item.ID, without: Set<APIOperation> = []
    ) async throws {
      let transport = Self.transport()
      let endpoint = endpoint(try ClientUnderTest.make(transport))
      try await Self.write(endpoint, id)
      try await Self.draft(endpoint, id)
      try await Self.read(endpoint, id)
      try await endpoint.delete(id)
      #expect(Self.sent(transport) == endpoint.operations.subtracting(without))
      #expect(endpoint.operations.count == 8 + without.count)
    }
    try await check(
      \.products, Self.uuid, without: [APIOperation("POST", "/api/rest/v1/products-uuid/search")])
    try await check(\.productsByIdentifier, "CODE")
    try await check(\.productModels, "CODE")
  }

  @Test("Structure and settings: created and changed, and families deleted")
  func structureRoutes() async throws {
    func check<Item: Creatable & Updatable & BulkUpsertable>(
      _ endpoint: (CatalogClient) -> Endpoint<Item>, _ more: (Endpoint<Item>) async throws -> Void = { _ in }
    ) async throws where Item.ID == Code<Item> {
      let transport = Self.transport()
      let endpoint = endpoint(try ClientUnderTest.make(transport))
      try await Self.write(endpoint, "CODE")
      try await Self.read(endpoint, "CODE")
      try await more(endpoint)
      #expect(Self.sent(transport) == endpoint.operations)
    }
    try await check(\.families) { try await $0.delete("CODE") }
    try await check { $0.familyVariants(of: "PARENT") }
    try await check(\.attributes)
    try await check { $0.options(of: "PARENT") }
    try await check(\.attributeGroups)
    try await check(\.associationTypes)
    try await check(\.categories)
    try await check(\.channels)
  }

  @Test("Reference entities and asset families: changed, never created by POST")
  func entityRoutes() async throws {
    func check<Item: Updatable>(
      _ endpoint: (CatalogClient) -> Endpoint<Item>, _ more: (Endpoint<Item>) async throws -> Void = { _ in }
    ) async throws where Item.ID == Code<Item> {
      let transport = Self.transport()
      let endpoint = endpoint(try ClientUnderTest.make(transport))
      try await endpoint.update(Item.Patch("CODE"))
      _ = try await endpoint.get("CODE")
      try await more(endpoint)
      let list = endpoint.operations.filter { $0.method == "GET" && !$0.path.hasSuffix("{}") }
      #expect(list.count == 1)
      #expect(Self.sent(transport) == endpoint.operations.subtracting(list))
    }
    try await check(\.referenceEntities)
    try await check { $0.attributes(of: Code<ReferenceEntity>("PARENT")) }
    try await check { $0.options(of: "ATTRIBUTE", in: Code<ReferenceEntity>("PARENT")) }
    try await check({ $0.records(of: "PARENT") }) { try await Self.change($0, "CODE") }
    try await check(\.assetFamilies)
    try await check { $0.attributes(of: Code<AssetFamily>("PARENT")) }
    try await check { $0.options(of: "ATTRIBUTE", in: Code<AssetFamily>("PARENT")) }
    try await check({ $0.assets(of: "PARENT") }) {
      try await Self.change($0, "CODE")
      try await $0.delete("CODE")
    }
  }

  @Test("What the API only reads has no way of writing")
  func readOnlyRoutes() throws {
    let client = try ClientUnderTest.make(ScriptedTransport([]))
    for operations in [client.locales.operations, client.currencies.operations, client.mediaFiles.operations] {
      #expect(operations.map(\.method) == ["GET", "GET"])
    }
    #expect(Set(client.measurementFamilies.operations.map(\.method)) == ["GET", "PATCH"])
  }

  @Test("Uploads and launches")
  func otherRoutes() async throws {
    let transport = ScriptedTransport { request, _ in
      HTTPResponse(
        status: 201, headers: ["Location": "\(request.url)/CODE"], body: HTTPBody(#"{"execution_id":"1"}"#))
    }
    let client = try ClientUnderTest.make(transport)
    let owners: [(MediaOwner, MediaFiles.Kind)] = [
      (.product("p", "a"), .product), (.category("c", "a"), .category), (.assets, .asset),
      (.referenceEntities, .referenceEntity),
    ]
    for (owner, kind) in owners {
      #expect(try await client.media.upload(MediaUpload([1], name: "a.png"), for: owner) == "CODE")
      _ = try await client.media.download("CODE", of: kind)
    }
    #expect(Self.sent(transport) == client.media.operations)
    _ = try await client.jobs.launchExport("CODE")
    _ = try await client.jobs.launchImport("CODE")
    #expect(Self.sent(transport) == client.media.operations.union(client.jobs.operations))
  }
}
