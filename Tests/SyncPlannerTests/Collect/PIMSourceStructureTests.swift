import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

struct PIMSourceStructureTests {
  @Test("B10: the channel brings its locales, currencies and tree, families their variants and attributes")
  func collectsStructure() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(channel: "trade_portal", families: ["backpacks", "tents"]))
    #expect(found.keys(.channels) == ["trade_portal"])
    #expect(found.keys(.locales).sorted() == ["de_DE", "en_US"])
    #expect(found.keys(.currencies).sorted() == ["EUR", "GBP"])
    #expect(found.keys(.families).sorted() == ["backpacks", "tents"])
    #expect(found.keys(.familyVariants).sorted() == ["backpacks/backpacks_color", "backpacks/backpacks_color_size"])
    #expect(found.keys(.categories).sorted() == ["trade", "trade_2025", "trade_2025_outlet", "trade_2025_spring"])
    let context = try #require(found.contexts.last)
    #expect(context.channel?.code == "trade_portal")
    #expect(context.locales == ["de_DE", "en_US"])
  }

  @Test("B10: attributes of the wanted families come each once, in lists that no 414 can hit")
  func chunksAttributes() async throws {
    var dialect = ServerDialect.strict
    dialect.addressLimit = 220
    let bench = try Bench(dialect, addressLimit: 200)
    var scope = SyncScope(families: ["backpacks", "tents"], feeds: [.attributes, .families])
    scope.includesAssets = false
    let found = try await bench.collect(scope)
    let families = try found.items.filter { $0.feed == .families }.map { try $0.entity(as: Family.self) }
    let wanted = Set(families.flatMap(\.attributes).map(\.rawValue))
    #expect(found.keys(.attributes).count == wanted.count)
    #expect(Set(found.keys(.attributes)) == wanted)
    #expect(bench.sandbox.calls(to: "/api/rest/v1/attributes").count > 5)
    #expect(bench.sandbox.calls.allSatisfy { $0.status == 200 })
  }

  @Test(
    "N17 B11: each category of the tree comes once, whether the server gives children or descendants",
    arguments: [true, false])
  func walksCategories(givesDescendants: Bool) async throws {
    var dialect = ServerDialect.strict
    dialect.categoryParentGivesDescendants = givesDescendants
    let bench = try Bench(dialect)
    let found = try await bench.collect(SyncScope(channel: "webshop", feeds: [.categories]))
    let keys = found.keys(.categories)
    #expect(keys.count == 13)
    #expect(Set(keys).count == 13)
    #expect(!keys.contains("trade"))
    #expect(found.item(.categories, "shop")?.depth == 0)
    #expect(found.item(.categories, "tents")?.depth == 2)
    #expect(found.item(.categories, "tents")?.dependencies == [RecordKey(.categories, "shelter")])
    let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) })
    for item in found.items where item.feed == .categories {
      for above in item.dependencies { #expect(try #require(places[above.id]) < (try #require(places[item.key.id]))) }
    }
    #expect(found.end(.categories) == "complete")
  }

  @Test("A category of the scope's own takes the place of the channel's tree")
  func walksOwnRoot() async throws {
    let bench = try Bench()
    var scope = SyncScope(channel: "webshop")
    scope.categoryRoot = "camp"
    let found = try await bench.collect(scope)
    #expect(found.keys(.categories).sorted() == ["camp", "camp_kitchen", "camp_seating", "hidden_gems"])
    let products = try found.items.filter { $0.feed == .products }.map { try $0.entity(as: Product.self) }
    #expect(!products.isEmpty)
    for product in products {
      #expect(product.categories.contains { ["camp", "camp_kitchen", "camp_seating", "hidden_gems"].contains($0) })
    }
  }

  @Test("B12: reference entities and asset families come with attributes and options, as far as they are named")
  func collectsEntityStructure() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(feeds: SyncFeed.ofReferenceEntities.union(SyncFeed.ofAssets)))
    #expect(found.keys(.referenceEntities).sorted() == ["brand", "designer", "material"])
    #expect(found.keys(.referenceEntityAttributes).contains("brand/lead_designer"))
    #expect(found.keys(.referenceEntityAttributeOptions).contains("material/kind/woven"))
    #expect(found.keys(.assetFamilies).sorted() == ["guides", "packshots"])
    #expect(found.keys(.assetFamilyAttributes).contains("packshots/media"))
    #expect(found.keys(.assetFamilyAttributeOptions).contains("packshots/angle/front"))
    for feed in SyncFeed.all where found.sweeps[feed] != nil { #expect(found.end(feed) == "complete", "\(feed)") }
    #expect(found.keys(.products).isEmpty)
  }

  @Test("Reference entities that only a reference entity names come along")
  func followsEntityStructure() async throws {
    // Sleeping bags name no designer; a brand does.
    let bench = try Bench()
    let found = try await bench.collect(
      SyncScope(families: ["accessories"], feeds: [.referenceEntities, .assetFamilies]))
    let names = Set(try bench.attributeTargets(of: "accessories"))
    #expect(names.isSubset(of: Set(found.keys(.referenceEntities) + found.keys(.assetFamilies))))
    if names.contains("brand") { #expect(found.keys(.referenceEntities).contains("designer")) }
  }

  @Test("B9: the reference entity and asset stages can be left out, and nothing is asked of them")
  func leavesOutEntities() async throws {
    let bench = try Bench()
    var scope = SyncScope()
    scope.includesReferenceEntities = false
    scope.includesAssets = false
    let found = try await bench.collect(scope)
    #expect(found.items.allSatisfy { !SyncFeed.ofReferenceEntities.contains($0.feed) })
    #expect(found.items.allSatisfy { !SyncFeed.ofAssets.contains($0.feed) })
    #expect(bench.sandbox.calls(to: "/api/rest/v1/reference-entities").isEmpty)
    #expect(bench.sandbox.calls(to: "/api/rest/v1/asset-families").isEmpty)
    #expect(found.keys(.products).count == 24)
  }

  @Test("N14: options are read in full every time")
  func readsOptionsInFull() async throws {
    let bench = try Bench()
    let first = try await bench.collect(SyncScope(feeds: [.attributeOptions, .products]))
    let second = try await bench.collect(SyncScope(feeds: [.attributeOptions, .products]), since: first.watermarks)
    #expect(first.keys(.attributeOptions).count == 18)
    #expect(second.keys(.attributeOptions).count == 18)
    #expect(second.end(.attributeOptions) == "complete")
    #expect(first.watermarks[.attributeOptions] == nil)
  }

  static let unknown: [(String, @Sendable (inout SyncScope) -> Void, String)] = [
    ("channel", { $0.channel = "nowhere" }, "print_catalog, trade_portal, webshop"),
    ("locale", { $0.locales = ["en_US", "xx_XX"] }, "de_DE, en_US, fr_FR"),
    (
      "locale of the channel",
      {
        $0.channel = "trade_portal"; $0.locales = ["fr_FR"]
      }, "de_DE, en_US"
    ),
    ("family", { $0.families = ["tents", "boats"] }, "accessories, backpacks"),
    ("category", { $0.categoryRoot = "nowhere" }, "shop, trade"),
  ]

  @Test("A scope that names what is not there is refused with what is there", arguments: unknown)
  func refusesUnknown(_ name: String, _ change: @Sendable (inout SyncScope) -> Void, _ known: String) async throws {
    let bench = try Bench()
    var scope = SyncScope()
    change(&scope)
    let wanted = scope
    let error = await #expect(throws: SyncError.self) { try await bench.collect(wanted) }
    #expect(error?.code == .invalidScope)
    #expect(error?.advice?.contains(known) == true, "\(error?.description ?? "")")
  }

  @Test("Codes of a scope are found without regard to case, as the PIM finds them")
  func foldsScope() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(channel: "WEBSHOP", locales: ["EN_us"], families: ["TENTS"]))
    #expect(found.keys(.families) == ["tents"])
    #expect(found.contexts.last?.locales == ["en_US"])
    #expect(!found.keys(.products).isEmpty)
  }
}

extension Bench {
  /// What attributes of a family name, as written in the catalog.
  func attributeTargets(of family: String) throws -> [String] {
    let codes = Set((sandbox.json(of: family, in: .families)?["attributes"]?.elements ?? []).compactMap(\.string))
    return codes.compactMap { sandbox.json(of: $0, in: .attributes)?["reference_data_name"]?.string }
      .filter { ["brand", "designer", "material", "packshots", "guides"].contains($0) }
  }
}
