import CatalogModels
import PIMTesting
import Testing
import ValueParser

@testable import SyncPlanner

/// What a gate lets through, and what becomes of the rest.
struct PublicationGateTests {
  typealias Rule = PublicationGate.Rule

  private static func bench(_ gate: PublicationGate?) throws -> Bench {
    var bench = try Bench()
    bench.source.includesScores = true
    bench.mapping = DestinationMapping(
      name: "gated", sites: [MappingBench.us],
      fields: [.init("title", attribute: "name"), .init("slug", attribute: "web_slug")], gate: gate)
    return bench
  }

  private static let scope = SyncScope(channel: "webshop")
  private static let tent = RecordKey(.products, MappingBench.larch2)

  @Test(
    "G2: completeness, quality and values by channel and locale say who passes",
    arguments: [
      ([Rule.completeness(100, channel: "webshop", locales: ["en_US"])], [MappingBench.larch2, MappingBench.mossS]),
      ([Rule.completeness(100, channel: "webshop", locales: ["fr_FR"])], [MappingBench.larch2]),
      ([Rule.completeness(85)], [MappingBench.larch2, MappingBench.mossS]),
      ([Rule.quality("A", locales: ["de_DE"])], [MappingBench.larch2]),
      ([Rule.quality("B", locales: ["de_DE", "en_US"])], [MappingBench.larch2, MappingBench.mossS]),
      ([Rule.completeness(100), Rule.value("waterproof", is: ["true"])], [MappingBench.larch2]),
      ([Rule.value("web_slug", is: ["larchlight-2"])], [MappingBench.larch2]),
      ([Rule.value("marketing_badge", is: ["new_in", "last_chance"])], [MappingBench.larch2]),
      ([Rule.value("description", locales: ["en_US", "fr_FR"]), Rule.value("lift_index")], [MappingBench.larch2]),
    ])
  func rules(rules: [Rule], passing: [String]) async throws {
    let bench = try Self.bench(PublicationGate(below: .hold, rules))
    let actions = try await bench.engine.plan(Self.scope).all()
    let products = actions.filter {
      $0.key.feed == .products && !$0.key.id.hasPrefix("PM_") && !$0.key.id.hasPrefix("ridge")
    }
    let created = products.filter { $0.kind == .create }.map(\.key.id)
    // The sandbox reckons completenesses for the others too.
    #expect(Set(created).intersection([MappingBench.larch2, MappingBench.mossS]) == Set(passing))
    let held = products.filter { $0.kind == .skip }
    #expect(held.count + created.count == products.count)
    #expect(!held.isEmpty)
    #expect(held.allSatisfy { $0.reason.contains("not ready to be published") })
  }

  @Test(
    "G2: below the gate, what the destination has is held, disabled or kept", arguments: PublicationGate.Below.allCases)
  func below(policy: PublicationGate.Below) async throws {
    let bench = try Self.bench(PublicationGate(below: policy, [.value("web_slug", is: ["larchlight-2"])]))
    _ = try await bench.engine.sync(Self.scope)
    #expect(await bench.destination.records[Self.tent]?.fields["slug"] == "larchlight-2")
    bench.sandbox.advanceClock(by: .seconds(60))
    let values = try #require(bench.sandbox.json(of: MappingBench.larch2, in: .products)?["values"])
      .setting("web_slug", to: [["locale": .null, "scope": .null, "data": "other"]])
    try bench.sandbox.change(MappingBench.larch2, in: .products, #"{"values":\#(values.text)}"#)
    for extent in SyncExtent.allCases {
      let action = try await bench.engine.plan(Self.scope, extent).all().first { $0.key == Self.tent }
      switch policy {
      case .hold: #expect(action?.kind == .skip)
      case .disable: #expect(action?.kind == .disable)
      case .keep:
        #expect(action?.kind == .update)
        #expect(action?.changedFields == ["slug"])
      }
    }
    _ = try await bench.engine.sync(Self.scope)
    let tent = await bench.destination.records[Self.tent]
    #expect(tent?.fields["slug"] == (policy == .keep ? "other" : "larchlight-2"))
    #expect(await bench.destination.disabled.contains(Self.tent) == (policy == .disable))

    // Once it is ready again, it is back.
    bench.sandbox.advanceClock(by: .seconds(60))
    let ready = values.setting("web_slug", to: [["locale": .null, "scope": .null, "data": "larchlight-2"]])
    try bench.sandbox.change(MappingBench.larch2, in: .products, #"{"values":\#(ready.text)}"#)
    _ = try await bench.engine.sync(Self.scope)
    #expect(await bench.destination.records[Self.tent]?.fields["slug"] == "larchlight-2")
    #expect(await bench.destination.disabled.isEmpty)
  }

  @Test("G2: what does not come along counts as below, and says what is missing")
  func unknown() async throws {
    var bench = try Self.bench(PublicationGate(below: .hold, [.completeness(1, locales: ["en_US"])]))
    bench.source.includesScores = false
    let actions = try await bench.engine.plan(Self.scope).all().filter { $0.key == Self.tent }
    #expect(actions.first?.kind == .skip)
    #expect(actions.first?.reason.contains("not known") == true)
  }

  @Test("G2: readiness is read where a source adds it")
  func readiness() throws {
    let product = try Product(
      parsing:
        #"{"uuid":"\#(MappingBench.larch2)","readiness":[{"code":"shop","scope":"web","locale":"en_US","data":90}]}"#
        .utf8)
    let item = SourceItem(RecordKey(.products, "p"), product.raw)
    let context = CatalogContext(schema: .init())
    func standing(_ percent: Int) -> SyncRecord.Standing {
      PublicationGate(below: .hold, [.readiness("shop", percent, channel: "web", locales: ["en_US"])])
        .standing(of: item, in: context)
    }
    #expect(standing(90) == .wanted)
    #expect(standing(91) != .wanted)
  }

  @Test("G1: a held field is neither sent nor cleared, and goes on once it fits")
  func heldField() async throws {
    var bench = try Self.bench(nil)
    bench.mapping = DestinationMapping(
      name: "held", sites: [MappingBench.us],
      fields: [.init("slug", attribute: "web_slug", as: .integer), .init("title", attribute: "name")])
    func change(_ slug: String, _ name: String) throws {
      bench.sandbox.advanceClock(by: .seconds(60))
      let values = try #require(bench.sandbox.json(of: MappingBench.larch2, in: .products)?["values"])
        .setting("web_slug", to: [["locale": .null, "scope": .null, "data": .string(slug)]])
        .setting("name", to: [["locale": "en_US", "scope": .null, "data": .string(name)]])
      try bench.sandbox.change(MappingBench.larch2, in: .products, #"{"values":\#(values.text)}"#)
    }
    try change("7", "one")
    _ = try await bench.engine.sync(Self.scope)
    #expect(await bench.destination.records[Self.tent]?.fields["slug"] == 7)
    try change("seven", "one")
    let held = try await bench.engine.plan(Self.scope)
    #expect(try await held.all().first { $0.key == Self.tent } == nil)
    #expect(held.collection?.diagnostics.contains { $0.key == Self.tent && $0.message.contains("`slug`") } == true)
    try change("seven", "two")
    let named = try await bench.engine.plan(Self.scope).all().first { $0.key == Self.tent }
    #expect(named?.changedFields == ["title"])
    #expect(named?.clearedFields == [])
    _ = try await bench.engine.sync(Self.scope)
    #expect(await bench.destination.records[Self.tent]?.fields["slug"] == 7)

    // Emptied for good, it is cleared: the ledger never forgot it.
    bench.sandbox.advanceClock(by: .seconds(60))
    let values = try #require(bench.sandbox.json(of: MappingBench.larch2, in: .products)?["values"]).setting(
      "web_slug", to: nil)
    try bench.sandbox.change(MappingBench.larch2, in: .products, #"{"values":\#(values.text)}"#)
    let cleared = try await bench.engine.plan(Self.scope).all().first { $0.key == Self.tent }
    #expect(cleared?.clearedFields == ["slug"])
  }

  @Test("G1: what a mapping leaves unmapped, and what is wrong with it, is named before anything runs")
  func check() async throws {
    let mapping = try DestinationMapping(parsing: MappingBench.guide())
    let (_, context) = try await MappingBench.records(mapping)
    let found = mapping.check(context)
    #expect(found.filter { $0.kind == .mapping }.isEmpty, "\(found.filter { $0.kind == .mapping })")
    let unmapped = found.filter { $0.kind == .unmapped }.compactMap(\.key)
    #expect(unmapped.contains(RecordKey(.attributes, "gtin")))
    #expect(unmapped.contains(RecordKey(.associationTypes, "UPGRADE")))
    #expect(!unmapped.contains(RecordKey(.attributes, "name")))

    var wrong = mapping
    wrong.sites[0].locales.append("it_IT")
    wrong.sites[1].currency = "GBP"
    wrong.fields += [
      .init("a", attribute: "nothing"), .init("b", attribute: "name", as: .boolean),
      .init("c", attribute: "weight", as: .decimal, unit: "METER"), .init("d", attribute: "components", column: "no"),
      .init("e", attribute: "certifications", as: .code),
    ]
    wrong.attributeSets?["shoes"] = "Shoes"
    wrong.attributeSets?["tents"] = nil
    wrong.links.append(.init("NONE", as: "none"))
    wrong.categories?.append(.init("nowhere"))
    wrong.images.append(.init("x", attribute: "nothing"))
    wrong.prices.append(.init("y", attribute: "name"))
    wrong.gate?.rules.append(.completeness(channel: "print_catalog", locales: ["en_US"]))
    let problems = wrong.check(context)
    let text = problems.filter { $0.kind == .mapping }.map(\.message).joined(separator: "\n")
    for place in [
      "sites[0].locales", "sites[1].currency", "fields[16].attribute", "fields[17].type", "fields[18].unit",
      "fields[19].column", "fields[20].type", "attributeSets.shoes", "links[3].association", "categories[2].root",
      "images[2]", "prices[1]", "gate.rules[2].locales",
    ] { #expect(text.contains(place), "\(place)") }
    #expect(problems.contains { $0.key == RecordKey(.families, "tents") && $0.kind == .unmapped })
  }
}
