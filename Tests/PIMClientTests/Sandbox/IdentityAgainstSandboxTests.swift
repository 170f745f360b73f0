import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

/// A product is its UUID: SKUs move between products, and parents come and go.
struct IdentityAgainstSandboxTests {
  private static let slate = "e1db5034-428f-4ecb-a266-de492586f3f5"
  private static let sand = "f6ee9af4-3324-498b-9b42-cdee6c7922e8"

  private let sandbox: SandboxPIM
  private let client: CatalogClient

  init() throws {
    sandbox = try SandboxPIM(SampleCatalog.folder(), appTokens: [ClientUnderTest.token])
    client = try ClientUnderTest.make(sandbox, origin: SandboxPIM.origin.absoluteString)
  }

  private func product(_ uuid: String) async throws -> Product {
    try await client.products.get(try #require(UUID(uuidString: uuid)))
  }

  private func uuids(withSKU sku: String) async throws -> [String] {
    try await client.products.list(.where(.identifier(.any([sku])))).all().map { $0.uuid.uuidString.lowercased() }
  }

  @Test("N19: a product that was deleted and created anew under its SKU is another product")
  func createdAnew() async throws {
    let new = "00000000-0000-4000-8000-000000000019"
    let row = try #require(sandbox.row(Self.slate, in: .products))
    let old = try await product(Self.slate)
    sandbox.delete(Self.slate, from: .products)
    try sandbox.upsert(row.replacing(Self.slate, with: new), in: .products)
    #expect(try await uuids(withSKU: "WH-BRK-SLATE") == [new])
    let successor = try await product(new)
    #expect(successor.id != old.id)
    #expect(successor.values["sku"]?.data == old.values["sku"]?.data)
    let error = try await failure { () async throws(CatalogError) in try await client.products.get(old.id) }
    #expect(error.code == .notFound)
  }

  @Test("N19: two products that swap their SKUs stay who they are")
  func swappedSKUs() async throws {
    let (slate, sand) = (
      try #require(sandbox.row(Self.slate, in: .products)), try #require(sandbox.row(Self.sand, in: .products))
    )
    try sandbox.upsert(slate.replacing("\"WH-BRK-SLATE\"", with: "\"WH-BRK-SAND\""), in: .products)
    try sandbox.upsert(sand.replacing("\"WH-BRK-SAND\"", with: "\"WH-BRK-SLATE\""), in: .products)
    #expect(try await product(Self.slate).values["sku"]?.data == "WH-BRK-SAND")
    #expect(try await product(Self.sand).values["sku"]?.data == "WH-BRK-SLATE")
    #expect(try await uuids(withSKU: "WH-BRK-SLATE") == [Self.sand])
    #expect(try await uuids(withSKU: "WH-BRK-SAND") == [Self.slate])
  }

  @Test(
    "N19: a variant that becomes a simple product, or changes its parent, and goes back keeps its identity",
    arguments: ["null", #""PM_NIMBUS""#])
  func movedBetweenParents(_ parent: String) async throws {
    let before = try await product(Self.slate)
    try sandbox.change(Self.slate, in: .products, #"{"parent":\#(parent)}"#)
    let moved = try await product(Self.slate)
    #expect(moved.id == before.id && moved.parent != before.parent)
    let left = try await client.products.list(.where(.parent(.any(["PM_BROOK"])))).all()
    #expect(!left.isEmpty && left.allSatisfy { $0.id != before.id })
    try sandbox.change(Self.slate, in: .products, #"{"parent":"PM_BROOK"}"#)
    let back = try await product(Self.slate)
    #expect(back.id == before.id && back.parent == before.parent)
  }
}
