import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

struct PIMSourceLinkTests {
  @Test("B6 G4: records and assets that are named come each once, through circles")
  func followsToClosure() async throws {
    let bench = try Bench()
    let found = try await bench.collect()
    let records = found.keys(.referenceEntityRecords)
    // nordpfad → ilka_sond → nordpfad; june_ashgrove names herself; nothing names ash_wood.
    #expect(
      records.sorted() == [
        "brand/brume_atelier", "brand/nordpfad", "brand/wildholm", "designer/ilka_sond", "designer/june_ashgrove",
        "designer/mathis_vey", "material/felted_hemp", "material/larkweave_70", "material/tin_7",
      ])
    let assets = found.keys(.assets)
    #expect(Set(assets).count == assets.count)
    // Only a record names the sheet.
    #expect(assets.contains("guides/larkweave_sheet"))
    #expect(found.end(.referenceEntityRecords) == "complete")
    #expect(found.end(.assets) == "complete")
    #expect(found.diagnostics.filter { $0.kind == .missingReference }.isEmpty)
  }

  @Test("G4: what only a table's cell names is followed")
  func followsTableCells() async throws {
    let bench = try Bench()
    var catalog = try SampleCatalog.folder()
    catalog.removeAll(from: .products)
    catalog.removeAll(from: .productModels)
    try catalog.append(
      #"""
      {"uuid":"00000000-0000-4000-8000-000000000001","identifier":"ONE","enabled":true,"family":"tents",
      "categories":[],"values":{"components":[{"locale":null,"scope":null,"data":[{"part":"fly","material":"ash_wood"}]}]}}
      """#.replacing("\n", with: ""), to: .products)
    let other = try Bench(catalog: catalog)
    let found = try await other.collect()
    #expect(found.keys(.referenceEntityRecords) == ["material/ash_wood"])
    withExtendedLifetime(bench) {}
  }

  @Test("A record that nothing bears is named, and the rest goes on")
  func namesMissingRecords() async throws {
    let bench = try Bench()
    bench.sandbox.delete("tin_7", from: .referenceEntityRecords, of: ["material"])
    let found = try await bench.collect()
    #expect(
      found.diagnostics.filter { $0.kind == .missingReference }.map(\.key)
        == [RecordKey(.referenceEntityRecords, "material/tin_7")])
    #expect(found.end(.referenceEntityRecords) == "complete")
  }

  @Test("N15: codes in another case name the same record")
  func followsOtherCase() async throws {
    let bench = try Bench()
    try bench.sandbox.change(
      "brume_atelier", in: .referenceEntityRecords, of: ["brand"],
      #"{"values":{"partner_brands":[{"locale":null,"channel":null,"data":["NORDPFAD","Wildholm"]}]}}"#)
    let found = try await bench.collect()
    let brands = found.keys(.referenceEntityRecords).filter { $0.hasPrefix("brand/") }
    #expect(brands.sorted() == ["brand/brume_atelier", "brand/nordpfad", "brand/wildholm"])
    #expect(found.diagnostics.filter { $0.kind == .missingReference }.isEmpty)
  }

  @Test("Records and assets alone can be wanted; products are then read for what they name")
  func readsProductsForLinks() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(feeds: [.referenceEntityRecords]))
    #expect(Set(found.items.map(\.feed)) == [.referenceEntityRecords])
    #expect(found.keys(.referenceEntityRecords).count == 9)
  }

  @Test("A link to a product outside of the scope is named, and leads nowhere unless the scope says so")
  func followsProductLinks() async throws {
    // The tent names a peg and the model of a pack.
    let bench = try Bench()
    var scope = SyncScope(families: ["tents"])
    let strict = try await bench.collect(scope)
    #expect(strict.items.filter { $0.feed == .products }.count == 3)
    let outside = strict.diagnostics.filter { $0.kind == .outsideScope }
    #expect(outside.contains { $0.key?.id.hasPrefix("c6978e2b") == true })

    scope.linkedProducts = .all
    let following = try await bench.collect(scope)
    #expect(following.keys(.products).contains { $0.hasPrefix("c6978e2b") })
    #expect(following.keys(.productModels).contains("PM_BROOK"))
    #expect(Set(following.keys(.products)).count == following.keys(.products).count)
    #expect(following.diagnostics.filter { $0.kind == .outsideScope }.isEmpty)
  }

  @Test("A link by identifier finds its product")
  func followsIdentifiers() async throws {
    let bench = try Bench()
    var scope = SyncScope(families: ["cookware"])
    scope.linkedProducts = .all
    let found = try await bench.collect(scope)
    let mug = try #require(bench.sandbox.json(of: "972ba230-6281-481e-9eef-3942b1b0c10e", in: .products))
    let link = try #require(mug["values"]?["spare_part"]?[0]?["data"])
    let identifier = try #require(link["identifier"]?.string ?? link["id"]?.string)
    #expect(found.skus.contains(identifier))
  }
}
