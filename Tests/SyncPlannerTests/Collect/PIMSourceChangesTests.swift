import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

struct PIMSourceChangesTests {
  /// A scope whose watermarks an earlier run left.
  private func begun(_ scope: SyncScope, _ dialect: ServerDialect = .strict) async throws -> (Bench, Delivered) {
    let bench = try Bench(dialect)
    let first = try await bench.collect(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    bench.sandbox.forgetCalls()
    return (bench, first)
  }

  /// The call that asks for changed products.
  private static func search(_ bench: Bench) -> SandboxPIM.Call? {
    bench.sandbox.calls(to: "/api/rest/v1/products-uuid").first { $0.query["search"]?.contains(#""updated""#) == true }
  }

  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"

  @Test("A run of changes asks for what changed since the start of the last run by the server's clock, with overlap")
  func asksFromWindowStart() async throws {
    let (bench, first) = try await begun(SyncScope())
    let found = try await bench.collect(SyncScope(), since: first.watermarks)
    let call = try #require(Self.search(bench))
    // 2 February 2026, 9:00, less 600 seconds of overlap, less the second that `>` leaves out.
    #expect(call.query["search"]?.contains(#""updated":[{"operator":">","value":"2026-02-02 08:49:59"}]"#) == true)
    #expect(found.end(.products) == "changes")
    #expect(found.keys(.products).isEmpty)
    #expect(first.watermarks[.products] != found.watermarks[.products])
  }

  @Test("G7: a run of changes asks without filters that decide membership, so that what left is seen")
  func seesWhatLeft() async throws {
    let scope = SyncScope(channel: "webshop", families: ["tents", "accessories"], enabled: true)
    let (bench, first) = try await begun(scope)
    try bench.sandbox.change(Self.tent, in: .products, #"{"enabled":false}"#)
    let moved = "4d24a08f-0faf-4483-a934-01c04a7ba40a"
    try bench.sandbox.change(moved, in: .products, #"{"categories":["trade"]}"#)
    let other = "c6978e2b-70a2-4dbf-ad77-ddbb509e7534"
    try bench.sandbox.change(other, in: .products, #"{"family":"cookware"}"#)
    let found = try await bench.collect(scope, since: first.watermarks)
    let call = try #require(Self.search(bench))
    #expect(call.query["scope"] == nil)
    #expect(call.query["search"]?.contains("enabled") == false)
    #expect(call.query["search"]?.contains("family") == false)
    #expect(found.item(.products, Self.tent)?.membership == .outside(reason: "it is disabled"))
    #expect(found.item(.products, moved)?.membership == .outside(reason: "it is not in the category tree `shop`"))
    #expect(found.item(.products, other)?.membership == .outside(reason: "its family `cookware` is not wanted"))
    #expect(found.keys(.products).count == 3)
  }

  @Test("N14: a changed record that the destination has comes although no product changed")
  func seesChangedRecords() async throws {
    let (bench, first) = try await begun(SyncScope())
    try bench.sandbox.change(
      "tin_7", in: .referenceEntityRecords, of: ["material"],
      #"{"values":{"density":[{"locale":null,"channel":null,"data":"9"}],"developed_by":[{"locale":null,"channel":null,"data":"mathis_vey"}]}}"#
    )
    try bench.sandbox.change(
      "ash_wood", in: .referenceEntityRecords, of: ["material"], #"{"values":{}}"#)
    let found = try await bench.collect(
      SyncScope(), since: first.watermarks, known: Set(first.items.map(\.key)))
    // Nobody names the wood, so that its change matters to nobody. What the changed record names is followed.
    let records = found.keys(.referenceEntityRecords)
    #expect(records.contains("material/tin_7"))
    #expect(records.contains("designer/mathis_vey"))
    #expect(!records.contains("material/ash_wood"))
    #expect(Set(records).count == records.count)
    #expect(found.end(.referenceEntityRecords) == "changes")
  }

  @Test("A changed asset that the destination has comes by itself")
  func seesChangedAssets() async throws {
    let (bench, first) = try await begun(SyncScope())
    try bench.sandbox.change("care_guide", in: .assets, of: ["guides"], #"{"values":{}}"#)
    let found = try await bench.collect(
      SyncScope(), since: first.watermarks, known: Set(first.items.map(\.key)))
    #expect(found.keys(.assets) == ["guides/care_guide"])
  }

  @Test("N14: a variant whose parent changed comes again, with its parent before it")
  func seesVariantsOfChangedParents() async throws {
    let (bench, first) = try await begun(SyncScope())
    try bench.sandbox.change("PM_BROOK", in: .productModels, #"{"categories":["day_packs","packs"]}"#)
    let found = try await bench.collect(SyncScope(), since: first.watermarks)
    #expect(found.keys(.productModels) == ["PM_BROOK"])
    #expect(found.keys(.products).count == 2)
  }

  @Test("A model that is not in the tree itself stays as long as the destination has it")
  func keepsModelsOutsideTree() async throws {
    let scope = SyncScope(channel: "webshop")
    let (bench, first) = try await begun(scope)
    try bench.sandbox.change("ridge 40+10 #trek", in: .productModels, #"{"categories":[]}"#)
    let known = try await bench.collect(scope, since: first.watermarks, known: Set(first.items.map(\.key)))
    #expect(known.keys(.productModels).contains("ridge 40+10 #trek"))
    let unknown = try await bench.collect(scope, since: first.watermarks)
    // It comes with the model below it, which is in the tree.
    #expect(unknown.keys(.productModels) == ["ridge 40+10 #trek", "ridge 40+10 #trek/slate"])
  }

  @Test("Watermarks of another channel configuration do not hold: everything is read")
  func basisChanges() async throws {
    let scope = SyncScope(channel: "webshop")
    let (bench, first) = try await begun(scope)
    try bench.sandbox.change("webshop", in: .channels, #"{"locales":["de_DE","en_US"]}"#)
    let found = try await bench.collect(scope, since: first.watermarks)
    #expect(found.end(.products) == "complete")
    #expect(found.end(.referenceEntityRecords) == "complete")
  }

  @Test("Feeds that hang together are read alike: one without a watermark makes all of them full")
  func readsTogether() async throws {
    let (bench, first) = try await begun(SyncScope())
    var since = first.watermarks
    since[.assets] = nil
    let found = try await bench.collect(SyncScope(), since: since)
    #expect(found.end(.products) == "complete")
    #expect(found.keys(.products).count == 24)
  }

  @Test("Filters that only the server can decide are swept in full every time")
  func sweepsUndecidable() async throws {
    var scope = SyncScope(feeds: [.products])
    scope.productFilters = [.attribute("sku", .starts(with: "WH-TNT"))]
    let (bench, first) = try await begun(scope)
    #expect(first.keys(.products).count == 2)
    #expect(first.watermarks.isEmpty)
    let found = try await bench.collect(scope, since: first.watermarks)
    #expect(found.end(.products) == "complete")
  }

  @Test("N24: the window is written in the server's time zone where the server reads it so, and an hour earlier")
  func writesServerTime() async throws {
    var dialect = ServerDialect.strict
    dialect.secondsFromGMT = 7_200
    let (bench, first) = try await begun(SyncScope(), dialect)
    try bench.sandbox.change(Self.tent, in: .products, #"{"enabled":false}"#)
    let found = try await bench.collect(SyncScope(), since: first.watermarks, known: Set(first.items.map(\.key)))
    #expect(found.keys(.products) == [Self.tent])
    let call = try #require(Self.search(bench))
    #expect(call.query["search"]?.contains("2026-02-02 09:49:59") == true)
  }

  @Test("A watermark that is none is no watermark", arguments: ["", "x", "1 y z", "2 0 basis", "1 99999999999999 b"])
  func refusesOddWatermarks(text: String) async throws {
    let bench = try Bench()
    let since = Dictionary(
      uniqueKeysWithValues: ReadingWindow.feedsWithChanges.map { ($0, SourceWatermark(rawValue: text)) })
    let found = try await bench.collect(SyncScope(feeds: [.products]), since: since)
    #expect(found.end(.products) == "complete")
  }

  @Test("N24: a time zone that was set wrongly is found out", arguments: [0, 3_600, -7_200])
  func findsTimeZone(configured: Int) async throws {
    var dialect = ServerDialect.strict
    dialect.secondsFromGMT = 7_200
    let bench = try Bench(dialect, serverSeconds: configured)
    let first = try await bench.collect()
    bench.sandbox.advanceClock(by: .seconds(3_600))
    try bench.sandbox.change(Self.tent, in: .products, #"{"enabled":false}"#)
    let found = try await bench.collect(SyncScope(), since: first.watermarks, known: Set(first.items.map(\.key)))
    #expect(found.keys(.products) == [Self.tent])
    #expect(Self.search(bench)?.query["search"]?.contains("2026-02-02 09:49:59") == true)
  }

  @Test("N24: where the time zone cannot be tried out, more than a zone's width is looked back, and that is told")
  func unknownTimeZone() async throws {
    let (bench, first) = try await begun(SyncScope())
    bench.sandbox.addFault(
      FaultRule(.refusal(422, "no"), "/api/rest/v1/products-uuid", times: 10) { $0.query["with_count"] == "true" })
    let found = try await bench.collect(SyncScope(), since: first.watermarks)
    #expect(found.end(.products) == "changes")
    #expect(Self.search(bench)?.query["search"]?.contains("2026-02-01 18:49:59") == true)
    #expect(found.diagnostics.contains { $0.message.contains("time zone") })
  }

  @Test("F4: what the index showed too late comes with the next run's overlap")
  func lateIndex() async throws {
    let (bench, first) = try await begun(SyncScope())
    try bench.sandbox.change(Self.tent, in: .products, #"{"enabled":false}"#)
    // The index does not have the change yet.
    bench.sandbox.addFault(
      FaultRule(.holes([0]), "/api/rest/v1/products-uuid") { $0.query["search"]?.contains(#""updated""#) == true })
    let known = Set(first.items.map(\.key))
    let second = try await bench.collect(SyncScope(), since: first.watermarks, known: known)
    #expect(second.keys(.products).isEmpty)
    bench.sandbox.advanceClock(by: .seconds(500))
    let third = try await bench.collect(SyncScope(), since: second.watermarks, known: known)
    #expect(third.keys(.products) == [Self.tent])
  }

  @Test("F4: a changed definition of an attribute or of a unit makes a run read everything")
  func changedDefinitions() async throws {
    let (bench, first) = try await begun(SyncScope())
    try bench.sandbox.change("web_slug", in: .attributes, #"{"sort_order":99}"#)
    #expect(try await bench.collect(SyncScope(), since: first.watermarks).end(.products) == "changes")
    try bench.sandbox.change("web_slug", in: .attributes, #"{"scopable":true}"#)
    #expect(try await bench.collect(SyncScope(), since: first.watermarks).end(.products) == "complete")
  }
}
