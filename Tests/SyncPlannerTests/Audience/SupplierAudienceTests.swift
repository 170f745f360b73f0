import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// What goes to a supplier.
struct SupplierAudienceTests {
  @Test("A1: each feed declares what it carries, when it runs, from where and to where; what none carries is not sent")
  func feeds() async throws {
    let usual = SupplierAudience.Feed.usual
    #expect(usual.map(\.name) == ["structure", "products", "assets", "contributions"])
    #expect(usual.last?.source == .portal)
    #expect(usual.first?.runs == .onChange)
    var audience = AudienceBench.audience()
    audience.feeds.removeAll { $0.name == "assets" }
    let portal = try AudienceBench(audience)
    #expect(try await portal.sync().isSuccess)
    #expect(await portal.records(.assets).isEmpty)
    #expect(await !portal.records(.products).isEmpty)
    let json = audience.json.text
    #expect(try SupplierAudience(parsing: json.utf8) == audience)
    let error = #expect(throws: SyncError.self) {
      try SupplierAudience(parsing: json.replacing("onChange", with: "daily").utf8)
    }
    #expect(error?.code == .invalidMapping)
    #expect(
      error?.message
        == "At `feeds[0].runs`: `\"daily\"` is not known; it is one of onChange, onAssignment, onSubmission.")
    for member in ["source", "destination"] {
      let error = #expect(throws: SyncError.self) {
        try SupplierAudience(
          parsing: json.replacing("\"\(member)\":\"pim\"", with: "\"\(member)\":\"erp\"").utf8)
      }
      #expect(error?.message.contains("\(member)`: `\"erp\"` is not known; it is one of pim, portal.") == true)
    }
  }

  @Test("A2 A3: nothing outside of families, locales, channel and linked attributes is ever sent")
  func nothingOutside() async throws {
    let portal = try AudienceBench()
    #expect(try await portal.sync().isSuccess)
    let linked = ["name", "description", "gallery", "activities", "weight", "color", "brand", "web_slug"]
    for record in await portal.bench.destination.records.values {
      let text = record.json.text
      for outside in ["de_DE", "print_catalog", "trade_portal", "buyer_memo", "wholesale"] {
        #expect(!text.contains(outside), "\(record.key) \(outside)")
      }
      for field in record.fields.keys where field.hasPrefix("values.") && record.key.feed != .assets {
        #expect(
          linked.contains { field == "values.\($0)" || field.hasPrefix("values.\($0)-") }, "\(record.key) \(field)")
      }
    }
    #expect(Set(await portal.records(.families).keys) == ["backpacks", "tents"])
    #expect(Set(await portal.records(.attributes).keys).isSubset(of: Set(linked)))
    let options = await portal.records(.attributeOptions).keys
    #expect(options.contains("color/moss"))
    #expect(options.allSatisfy { $0.hasPrefix("color/") || $0.hasPrefix("activities/") })
    let groups = await portal.records(.attributeGroups)
    #expect(groups["general"]?.fields["attributes"] == ["color", "name"])
    #expect(groups["commerce"] == nil)
    let family = await portal.records(.families)["tents"]
    #expect(family?.fields["attributes"]?.elements.contains("price") == false)
    #expect(family?.fields["labels.en_US"] == "Tents & tarps")
  }

  @Test("A4: an attribute newly required for the channel plans the family anew, with no product changed")
  func structureChange() async throws {
    let portal = try AudienceBench()
    _ = try await portal.sync()
    portal.bench.sandbox.advanceClock(by: .seconds(60))
    try portal.bench.sandbox.change(
      "tents", in: .families,
      #"{"attribute_requirements":{"webshop":["components","description","name","price","sku","weight"],"print_catalog":["sku"],"trade_portal":["sku"]}}"#
    )
    let actions = try await portal.bench.engine.plan(portal.audience.scope).all()
    #expect(actions.map(\.key) == [RecordKey(.families, "tents")])
    #expect(actions.first?.changedFields == ["required"])
  }

  @Test("A5 A7: a product may go to the suppliers linked with its family, given a supplier and its reference")
  func eligibility() async throws {
    let portal = try AudienceBench()
    var tentsOnly = AudienceBench.audience("brume_atelier")
    tentsOnly.families = ["tents"]
    let all = [portal.audience, tentsOnly, AudienceBench.audience("brume_atelier")]
    let delivered = try await portal.bench.collect(SyncScope(channel: "webshop"))
    let context = try #require(delivered.contexts.last)
    func names(_ id: String) throws -> [String] {
      let item = try #require(delivered.item(.products, id))
      return all.eligibleAudiences(for: item, in: context).map { "\($0.name) \($0.families.count)" }
    }
    #expect(try names(MappingBench.larch2) == ["nordpfad 2"])
    #expect(try names("e1db5034-428f-4ecb-a266-de492586f3f5") == ["brume_atelier 2"])
    func why(_ id: String) throws -> SupplierAudience.Eligibility {
      portal.audience.eligibility(of: try #require(delivered.item(.products, id)), in: context)
    }
    #expect(try why("e1db5034-428f-4ecb-a266-de492586f3f5") == .otherSupplier)
    #expect(
      try why("1b3ff3e7-fdcf-4f45-b4b3-e2f1be20b73a") == .noReference
        || why("1b3ff3e7-fdcf-4f45-b4b3-e2f1be20b73a") == .otherSupplier)
    #expect(try why("ddd09d5a-1af0-4b83-9c9c-e932d04d003b") == .familyNotLinked)
    try portal.set(["brand": nil], of: MappingBench.larch2)
    let changed = try await portal.bench.collect(SyncScope(channel: "webshop"))
    let tent = try #require(changed.item(.products, MappingBench.larch2))
    #expect(portal.audience.eligibility(of: tent, in: context) == .noSupplier)
  }

  @Test("A7: without a supplier or its reference, a product is not sent")
  func needsBoth() async throws {
    let portal = try AudienceBench()
    try portal.set(["web_slug": nil], of: AudienceBench.mossM)
    _ = try await portal.sync()
    let products = await portal.records(.products).keys
    #expect(products.contains(MappingBench.larch2))
    #expect(!products.contains(AudienceBench.mossM))
    #expect(!products.contains("e1db5034-428f-4ecb-a266-de492586f3f5"))
  }

  @Test("A8: a localizable attribute can be enriched if required on the channel, in a locale active there and linked")
  func enrichment() async throws {
    let portal = try AudienceBench()
    let context = try await portal.context()
    let audience = portal.audience
    #expect(audience.canEnrich("name", locale: "en_US", in: "tents", context))
    #expect(audience.canEnrich("description", locale: "fr_FR", in: "tents", context))
    #expect(!audience.canEnrich("name", locale: "de_DE", in: "tents", context))
    #expect(!audience.canEnrich("name", in: "tents", context))
    #expect(!audience.canEnrich("name", locale: "en_US", in: "cookware", context))
    #expect(audience.canEnrich("weight", in: "tents", context))
    #expect(!audience.canEnrich("price", in: "tents", context))
    var wide = audience
    wide.attributes = nil
    #expect(!wide.canEnrich("legal_notice", locale: "fr_FR", in: "tents", context))
    var elsewhere = audience
    elsewhere.channel = "trade_portal"
    #expect(!elsewhere.canEnrich("name", locale: "fr_FR", in: "tents", context))
  }

  @Test(
    "A9: an assignment that would be withdrawn refuses the plan, and nothing is sent", arguments: ["brand", "web_slug"])
  func irrevocable(attribute: String) async throws {
    let portal = try AudienceBench()
    _ = try await portal.sync()
    let sent = await portal.bench.destination.batches.count
    try portal.set([attribute: nil], of: MappingBench.larch2)
    await #expect {
      try await portal.bench.engine.plan(portal.audience.scope, .complete)
    } throws: { error in
      let error = error as? SyncError
      return error?.code == .assignmentIrrevocable && error?.message.contains(MappingBench.larch2) == true
    }
    #expect(await portal.bench.destination.batches.count == sent)
  }

  @Test("A10: each variant is assigned on its own; its models travel with it, once, its siblings do not")
  func variants() async throws {
    let portal = try AudienceBench()
    for product in [
      AudienceBench.mossM, "87655ca7-a4a2-4985-8803-e32cbcd1b497", "160c8555-d8c1-4fa7-b5e2-d9d82818915d",
    ] {
      try portal.set(["web_slug": nil], of: product)
    }
    let report = try await portal.sync()
    #expect(Set(await portal.records(.products).keys) == [MappingBench.larch2, MappingBench.mossS])
    #expect(Set(await portal.records(.productModels).keys) == ["PM_TRAVERSE", "PM_TRAVERSE_MOSS"])
    #expect(report[.productModels].created == 2)

    try portal.set(["web_slug": "traverse-m"], of: AudienceBench.mossM)
    let later = try await portal.sync()
    #expect(later[.products].created == 1)
    #expect(later[.productModels].applied == 0)
  }

  @Test("A12: all assets linked with an assigned product are sent, and of them the code and the media files only")
  func assets() async throws {
    let portal = try AudienceBench()
    _ = try await portal.sync()
    let assets = await portal.records(.assets)
    #expect(
      Set(assets.keys).isSuperset(of: [
        "packshots/traverse_moss_front", "packshots/traverse_moss_back", "packshots/larchlight_hero",
        "packshots/camp_dusk",
      ]))
    for asset in assets.values {
      #expect(
        asset.fields.keys.allSatisfy { $0 == "code" || $0.hasPrefix("values.media") || $0.hasPrefix("values.file") })
    }
    #expect(Set(assets["packshots/traverse_moss_front"]?.fields.keys.map { $0 } ?? []) == ["code", "values.media"])
  }
}
