import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

/// F3: what is emptied is cleared; what is only out of sight is not.
struct SightTests {
  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"
  private static let key = RecordKey(.products, tent)

  private static func scope(_ locales: Code<CatalogLocale>...) -> SyncScope {
    SyncScope(channel: "webshop", locales: locales.isEmpty ? nil : locales, feeds: [.products])
  }

  private func begun(_ scope: SyncScope) async throws -> Bench {
    let bench = try Bench()
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    return bench
  }

  /// The values of the tent without those that a test takes away.
  private func values(_ bench: Bench, without isGone: (String, RawJSON) -> Bool) throws -> String {
    let values = try #require(bench.sandbox.json(of: Self.tent, in: .products)?["values"])
    let kept = values.members.compactMap { name, rows -> (String, RawJSON)? in
      let rows = rows.list.filter { !isGone(name, $0) }
      return rows.isEmpty ? nil : (name, .array(rows))
    }
    return #"{"values":\#(RawJSON.object(kept).text)}"#
  }

  private func cleared(_ plan: SyncPlan) async throws -> Set<String> {
    Set(try await plan.all().flatMap(\.clearedFields))
  }

  @Test("F3: locales that the scope no longer asks for keep their values, and that is told")
  func narrowedLocales() async throws {
    let bench = try await begun(Self.scope("en_US", "de_DE"))
    let plan = try await bench.engine.plan(Self.scope("en_US"), .complete)
    #expect(try await cleared(plan).allSatisfy { !$0.contains("de_DE") })
    let kept = try #require(plan.collection?.kept[.products])
    #expect(kept.keys.contains("values.name-de_DE"))
    _ = try await bench.engine.apply(plan)
    let record = await bench.destination.records[Self.key]
    #expect(record?.fields["values.name-de_DE"] != nil)
    #expect(try await bench.engine.plan(Self.scope("en_US", "de_DE"), .complete).collection?.kept == [:])
  }

  @Test("F3: a value that was emptied while it was out of sight is cleared once it is in sight again")
  func emptiedOutOfSight() async throws {
    let bench = try await begun(Self.scope("en_US", "de_DE"))
    _ = try await bench.engine.sync(Self.scope("en_US"), .complete)
    // An edit in sight leaves what is out of sight where it is.
    try bench.sandbox.change(
      Self.tent, in: .products,
      values(bench) { name, row in name == "name" && row["locale"] == "de_DE" || name == "web_slug" })
    let narrow = try await bench.engine.plan(Self.scope("en_US"), .complete)
    let update = try #require(try await narrow.all().first { $0.key == Self.key })
    #expect(update.clearedFields == ["values.web_slug"])
    #expect(update.keptFields.contains("values.name-de_DE"))
    #expect(try SyncAction(planLine: update.line[...]) == update)
    _ = try await bench.engine.apply(narrow)
    #expect(await bench.destination.records[Self.key]?.fields["values.name-de_DE"] != nil)
    #expect(try await bench.engine.plan(Self.scope("en_US"), .complete).isEmpty)

    let wide = try await bench.engine.plan(Self.scope("en_US", "de_DE"), .complete)
    #expect(try await cleared(wide) == ["values.name-de_DE"])
    _ = try await bench.engine.apply(wide)
    #expect(await bench.destination.records[Self.key]?.fields["values.name-de_DE"] == nil)
    #expect(try await bench.engine.plan(Self.scope("en_US", "de_DE"), .complete).isEmpty)
  }

  @Test("F3: another channel's values are out of sight")
  func otherChannel() async throws {
    let all = SyncScope(feeds: [.products])
    let bench = try await begun(all)
    let plan = try await bench.engine.plan(Self.scope(), .complete)
    #expect(try await cleared(plan).allSatisfy { !$0.hasSuffix("-print_catalog") })
    #expect(plan.collection?.kept[.products]?.keys.contains { $0.hasSuffix("-print_catalog") } == true)
  }

  @Test("F3: a locale that the channel lost is a brake, not an edit", arguments: [SyncExtent.complete, .changes])
  func lostLocale(extent: SyncExtent) async throws {
    let bench = try await begun(Self.scope())
    let locales = try #require(bench.sandbox.json(of: "webshop", in: .channels)?["locales"]).list
    let left = locales.filter { $0 != "de_DE" }
    #expect(left.count < locales.count)
    try bench.sandbox.change("webshop", in: .channels, #"{"locales":\#(RawJSON.array(left).text)}"#)
    let plan = try await bench.engine.plan(Self.scope(), extent)
    // Labels of options that stand beside their codes are fewer, too; that is sent.
    #expect(try await plan.all().allSatisfy { $0.kind == .blocked || $0.clearedFields.isEmpty })
    let brakes = try #require(plan.collection?.brakes)
    #expect(brakes.contains { $0.field == "values.name-de_DE" })
    #expect(brakes.allSatisfy { $0.kind == .vanished && $0.field?.contains("de_DE") == true })
    _ = try await bench.engine.apply(plan)
    #expect(await bench.destination.records[Self.key]?.fields["values.name-de_DE"] != nil)
    let released = try await bench.engine.sync(Self.scope(), extent, releasing: brakes)
    #expect(released[.products].updated > 5)
    #expect(await bench.destination.records[Self.key]?.fields["values.name-de_DE"] == nil)
  }

  @Test("F3: an attribute that is gone from the list of attributes is a brake, though one record has it")
  func lostAttribute() async throws {
    let bench = try await begun(Self.scope())
    bench.sandbox.delete("web_slug", from: .attributes)
    try bench.sandbox.change(Self.tent, in: .products, values(bench) { name, _ in name == "web_slug" })
    let plan = try await bench.engine.plan(Self.scope(), .complete)
    let brakes = try #require(plan.collection?.brakes)
    #expect(brakes.map(\.kind) == [.vanished] && brakes.map(\.field) == ["values.web_slug"])
    #expect(plan.summary.sent == 0)
  }

  @Test("F3: an attribute made anew as localizable brings its values, and the old one waits to be cleared")
  func madeLocalizable() async throws {
    let bench = try await begun(Self.scope())
    var guards = SyncPolicy.Guards()
    guards.clears.above = 0
    var mine = bench
    mine.policy.guards = guards
    try bench.sandbox.change("web_slug", in: .attributes, #"{"localizable":true}"#)
    var count = 0
    for key in await bench.destination.records.keys where key.feed == .products {
      guard let values = bench.sandbox.json(of: key.id, in: .products)?["values"], let old = values["web_slug"] else {
        continue
      }
      count += 1
      let new = RawJSON.array(old.list.map { $0.setting("locale", to: "en_US") })
      try bench.sandbox.change(
        key.id, in: .products, #"{"values":\#(values.setting("web_slug", to: new).text)}"#)
    }
    let report = try await mine.engine.sync(Self.scope(), .complete)
    #expect(report[.products].updated == count && report[.products].blocked == 0)
    #expect(
      report.collection?.brakes == [
        SyncPolicy.Brake(.clears, .products, field: "values.web_slug", count: count, of: count)
      ])
    let record = await bench.destination.records[Self.key]
    #expect(record?.fields["values.web_slug-en_US"] != nil && record?.fields["values.web_slug"] != nil)
  }

  static let origins: [(String, SyncFeed, FieldOrigin?)] = [
    ("values.name", .products, FieldOrigin(attribute: "name")),
    ("values.name-en_US", .products, FieldOrigin(attribute: "name", locale: "en_US")),
    ("values.name-zh_Hant_TW", .productModels, FieldOrigin(attribute: "name", locale: "zh_Hant_TW")),
    ("values.tax-ecommerce", .products, FieldOrigin(attribute: "tax", channel: "ecommerce")),
    ("values.tax-shop_DE2", .products, FieldOrigin(attribute: "tax", channel: "shop_DE2")),
    ("values.text-de_DE-print", .products, FieldOrigin(attribute: "text", locale: "de_DE", channel: "print")),
    ("values.label-en_US", .referenceEntityRecords, FieldOrigin(locale: "en_US")),
    ("labels.en_US", .families, FieldOrigin(locale: "en_US")),
    ("associations.X_SELL", .products, nil), ("categories", .products, nil),
  ]

  @Test("The identity mapping tells which value a field holds", arguments: origins)
  func tellsOrigins(field: String, feed: SyncFeed, origin: FieldOrigin?) {
    #expect(IdentityMapping().origin(of: field, in: feed) == origin)
  }
}
