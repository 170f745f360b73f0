import CatalogModels
import PIMTesting
import Testing
import ValueParser

@testable import SyncPlanner

/// The feeds of a mapping beside the fields of products.
struct MappedFeedsTests {
  private static func guide() throws -> DestinationMapping {
    var mapping = try DestinationMapping(parsing: MappingBench.guide())
    mapping.gate = nil
    return mapping
  }

  @Test("G1: families become attribute sets, images get roles and alternative texts, categories a branch")
  func structure() async throws {
    let (records, _) = try await MappingBench.records(Self.guide())
    let tent = try #require(records[RecordKey(.products, MappingBench.larch2)])
    #expect(tent.fields["set"] == "Tents")
    #expect(tent.fields["categories"] == ["tents"])
    #expect(tent.fields["images.main"]?[0]?["alternativeText"] == ["de": "Larchlight 2", "us": "Larchlight 2"])
    #expect(
      tent.fields["images.gallery"] == [["asset": "packshots/larchlight_hero"], ["asset": "packshots/camp_dusk"]])

    let asset = try #require(records[RecordKey(.assets, "packshots/traverse_moss_front")])
    #expect(asset.fields["alternativeText.us"] == "Moss green trekking pack seen from the front")
    #expect(asset.fields["alternativeText.de"] == "Moosgrüner Trekkingrucksack von vorne")
    #expect(asset.fields["file"]?.string?.hasSuffix("traverse_moss_front.png") == true)
    #expect(!records.keys.contains { $0.id.hasPrefix("guides/") })

    #expect(records[RecordKey(.families, "tents")]?.fields["attributeSet"] == "Tents")
    #expect(records[RecordKey(.categories, "packs")]?.fields["parent"] == "catalog")
    #expect(records[RecordKey(.categories, "day_packs")]?.fields["parent"] == "packs")
    #expect(records[RecordKey(.categories, "shelter")]?.fields["parent"] == nil)
    #expect(records[RecordKey(.categories, "camp")] == nil)
    #expect(records[RecordKey(.categories, "day_packs")]?.fields["label.de"] == "Tagesrucksäcke")
  }

  @Test("G3: two levels of variants become one, whose axes are those of both")
  func flattens() async throws {
    let (records, _) = try await MappingBench.records(Self.guide())
    #expect(records[RecordKey(.products, "PM_TRAVERSE")] != nil)
    #expect(records[RecordKey(.products, "PM_TRAVERSE_MOSS")] == nil)
    let variant = try #require(records[RecordKey(.products, MappingBench.mossS)])
    #expect(variant.fields["parent"] == "PM_TRAVERSE")
    #expect(variant.dependencies == [RecordKey(.products, "PM_TRAVERSE")])
    let relation = try #require(records[RecordKey(.variants, MappingBench.mossS)])
    #expect(relation.fields == ["parent": "PM_TRAVERSE", "axes.color": "moss", "axes.torso_size": "s"])

    var kept = try Self.guide()
    kept.levels = .keep
    let (all, _) = try await MappingBench.records(kept)
    #expect(all[RecordKey(.products, "PM_TRAVERSE_MOSS")]?.fields["parent"] == "PM_TRAVERSE")
    #expect(
      all[RecordKey(.variants, MappingBench.mossS)]?.fields == ["parent": "PM_TRAVERSE_MOSS", "axes.torso_size": "s"])
  }

  @Test("G8: a two-way association is one link, and products named by identifier are found")
  func links() async throws {
    let (records, _) = try await MappingBench.records(Self.guide())
    let links = records.values.filter { $0.key.feed == .links }
    let pairs = links.filter { $0.fields["type"] == "pair" }
    let tentAndLamp = pairs.filter { $0.key.id.contains(MappingBench.larch2) && $0.key.id.contains(MappingBench.lamp) }
    #expect(tentAndLamp.count == 1)
    #expect(tentAndLamp.first?.isShared == true)
    // The model names the lamp by identifier, the lamp the model by code: still one link.
    #expect(pairs.filter { $0.key.id.contains("PM_DRIFT") }.count == 1)
    #expect(pairs.filter { $0.key.id.contains("PM_DRIFT") }.first?.key.id.contains(MappingBench.lamp) == true)

    let tent = try #require(records[RecordKey(.links, "products/\(MappingBench.larch2)")])
    #expect(tent.fields["related"]?.elements.count == 3)
    #expect(tent.fields["pair"] == nil)
    let set = try #require(links.first { $0.key.id == "products/2522ba8d-187a-4909-bbbb-c9d75bfa7781" })
    #expect(set.fields["contents"]?.elements.allSatisfy { ($0["quantity"]?.int ?? 0) > 0 } == true)
    #expect(links.allSatisfy { $0.heldFields.isEmpty })
  }

  @Test("G8: a link by identifier that leads nowhere holds its list, and says so")
  func lostLinks() throws {
    let model = try ProductModel(
      parsing: #"{"code":"m","associations":{"UP":{"products":["gone"]},"X":{"product_models":["n"]}}}"#.utf8)
    let mapping = DestinationMapping(
      name: "m", sites: [MappingBench.us], fields: [], links: [.init("UP", as: "up"), .init("X", as: "x")],
      feeds: [.links])
    let context = CatalogContext(schema: .init())
    let item = SourceItem(RecordKey(.productModels, "m"), model.raw, values: context.schema.typed(model))
    let record = try #require(mapping.records(for: item, in: context).first)
    #expect(record.heldFields["up"]?.contains("gone") == true)
    #expect(record.fields == ["x": [["productModel": "n"]]])
  }

  @Test("C10: every named feed is a feed of one mapping")
  func namedFeeds() async throws {
    let mapping = try Self.guide()
    let (records, _) = try await MappingBench.records(mapping)
    let prices = try #require(records[RecordKey(.prices, MappingBench.larch2)])
    #expect(prices.fields == ["sku": "WH-TNT-LARCH2", "list.EUR": "449.00", "list.USD": "479.50"])
    #expect(records[RecordKey(.websiteScopes, "de")]?.fields["currency"] == "EUR")
    #expect(records[RecordKey(.productAttributes, "color")]?.fields["fields"] == ["color"])
    #expect(records[RecordKey(.productAttributes, "color/moss")]?.fields["label.de"] == "Moosgrün")
    #expect(records[RecordKey(.productAttributes, "buyer_memo")] == nil)
    #expect(records[RecordKey(.categoryPermissions, "trekking_packs/guest")]?.fields["allowed"] == true)
    #expect(records[RecordKey(.categoryPermissions, "day_packs/guest")]?.fields["allowed"] == false)
    #expect(try mapping.feed(named: "productattributes") == .productAttributes)
    for name in ["products", "variants", "prices", "scopesWebsite", "categories", "categoryPermissions"] {
      #expect(try mapping.feed(named: name).rawValue == name)
    }
  }

  @Test("C10: a feed that is not installed is an error of its own that names those that are")
  func notInstalled() throws {
    let mapping = DestinationMapping(name: "m", sites: [MappingBench.us], fields: [], feeds: [.products])
    let error = #expect(throws: SyncError.self) { try mapping.feed(named: "productoverrides") }
    #expect(error?.code == .feedNotInstalled)
    #expect(error?.advice?.contains("products") == true)
    #expect(throws: SyncError.self) { try IdentityMapping().feed(named: "prices") }
  }

  @Test("C11: the presets of order are values of a policy, and a plan keeps to them")
  func presets() async throws {
    #expect(
      SyncFeed.initialSyncOrder.map(\.rawValue) == [
        "productattributes", "products", "scopesCustomerGroup", "scopesWebsite", "prices", "productoverrides",
        "variants",
        "categories", "categoryPermissions",
      ])
    #expect(SyncFeed.firstRunOrder.map(\.rawValue) == ["productattributes", "productoverrides", "products"])
    var bench = try Bench()
    bench.mapping = try Self.guide()
    for preset in [SyncFeed.initialSyncOrder, SyncFeed.firstRunOrder] {
      bench.policy = SyncPolicy(feedOrder: preset)
      let actions = try await bench.engine.plan(SyncScope(channel: "webshop")).all()
      var order: [SyncFeed] = []
      for feed in actions.map(\.key.feed) where preset.contains(feed) && order.last != feed { order.append(feed) }
      #expect(order == preset.filter { order.contains($0) })
      #expect(order.count >= 2)
    }
  }

  @Test("G1: a mapped catalog is sent once, and nothing is left to send")
  func endToEnd() async throws {
    var bench = try Bench()
    bench.mapping = try Self.guide()
    let first = try await bench.engine.sync(SyncScope(channel: "webshop"))
    #expect(first.isSuccess)
    #expect(first[.products].created > 10)
    #expect(first[.links].created > 5)
    for extent in SyncExtent.allCases {
      let again = try await bench.engine.sync(SyncScope(channel: "webshop"), extent)
      #expect(again.feeds.values.allSatisfy { $0.applied == 0 })
    }
  }
}
