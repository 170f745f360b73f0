import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// A product stays one record at the destination, whatever becomes of its UUID, its SKU and its place.
struct IdentityTests {
  private static let tarp = RecordKey(.products, "2ab815d9-acce-4029-b1d6-0d4d0ae48d2e")
  private static let tent = RecordKey(.products, "1b3ff3e7-fdcf-4f45-b4b3-e2f1be20b73a")
  private static let anew = RecordKey(.products, "0e5a6d0c-7a55-4f5c-9f0e-0c8d8f2b6a11")
  private static let scope = SyncScope(feeds: [.products, .productModels])

  private static func delete(_ key: RecordKey, in bench: Bench) { bench.sandbox.delete(key.id, from: .products) }

  /// Deletes a product and makes it anew under another UUID.
  private static func remake(_ key: RecordKey, as new: RecordKey, in bench: Bench) throws {
    let row = try #require(bench.sandbox.row(key.id, in: .products))
    delete(key, in: bench)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    try bench.sandbox.upsert(row.replacing(key.id, with: new.id), in: .products)
    try bench.sandbox.change(new.id, in: .products, "{}")
  }

  private static func identifier(_ text: String) -> String {
    #"{"identifier":"\#(text)","values":{"sku":[{"locale":null,"scope":null,"data":"\#(text)"}]}}"#
  }

  @Test(
    "G9: a product made anew under its SKU is updated, and neither deleted nor created", arguments: SyncExtent.allCases)
  func madeAnew(extent: SyncExtent) async throws {
    var bench = try Bench()
    bench.policy.whenGone = .delete
    _ = try await bench.engine.sync(Self.scope)
    let count = await bench.destination.records.count
    let id = try #require(await bench.destination.ids[Self.tarp])
    try Self.remake(Self.tarp, as: Self.anew, in: bench)

    let plan = try await bench.engine.plan(Self.scope, extent)
    let action = try #require(try await plan.all().first { $0.key == Self.anew })
    #expect(plan.summary.sent == 1)
    #expect(action.kind == .update)
    #expect(action.replacing == Self.tarp)
    #expect(action.destinationID == id)
    #expect(action.reason.contains("made anew under the identifier WH-TRP-HEM"))
    let report = try await bench.engine.apply(plan)
    #expect(report.isSuccess)
    #expect(await bench.destination.records.count == count)
    #expect(await bench.destination.ids[Self.anew] == id)
    #expect(await bench.destination.records[Self.tarp] == nil)
    #expect(try await Ledger(in: bench.store).entry(for: Self.tarp) == nil)
    #expect(try await bench.engine.plan(Self.scope, .complete).isEmpty)
  }

  @Test("G9: a new product takes over nothing while not everything could be read")
  func takesOverNothingUnread() async throws {
    let bench = try Bench(pageSize: 5)
    _ = try await bench.engine.sync(Self.scope)
    try Self.remake(Self.tarp, as: Self.anew, in: bench)
    bench.sandbox.addFault(FaultRule(.refusal(422, "no"), "/api/rest/v1/products-uuid", nth: 2, times: 100))
    let plan = try await bench.engine.plan(Self.scope, .complete)
    let action = try #require(try await plan.all().first)
    #expect(try await plan.all().count == 1)
    #expect(action.kind == .blocked)
    #expect(action.key == Self.anew)
    #expect(action.reason.contains(Self.tarp.description))
  }

  @Test("G9: products that swap their SKUs stay the records that they are", arguments: SyncExtent.allCases)
  func swapped(extent: SyncExtent) async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync(Self.scope)
    let before = await bench.destination.ids
    bench.sandbox.advanceClock(by: .seconds(3_600))
    try bench.sandbox.change(Self.tarp.id, in: .products, Self.identifier("between"))
    try bench.sandbox.change(Self.tent.id, in: .products, Self.identifier("WH-TRP-HEM"))
    try bench.sandbox.change(Self.tarp.id, in: .products, Self.identifier("WH-TNT-LARCH3"))
    let plan = try await bench.engine.plan(Self.scope, extent)
    #expect(Set(try await plan.all().map(\.key)) == [Self.tarp, Self.tent])
    #expect(try await plan.all().allSatisfy { $0.kind == .update && $0.replacing == nil })
    _ = try await bench.engine.apply(plan)
    #expect(await bench.destination.ids == before)
    let keys = try await IdentityMap(in: bench.store).keys(of: ["WH-TRP-HEM", "WH-TNT-LARCH3"], in: .products)
    #expect(keys == ["WH-TRP-HEM": Self.tent, "WH-TNT-LARCH3": Self.tarp])
    #expect(try await bench.engine.plan(Self.scope, .complete).isEmpty)
  }

  @Test("G9: a SKU that another product gave up brings a new record, and not that product's")
  func givenUp() async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync(Self.scope)
    let id = try #require(await bench.destination.ids[Self.tarp])
    let row = try #require(bench.sandbox.row(Self.tarp.id, in: .products))
    bench.sandbox.advanceClock(by: .seconds(3_600))
    try bench.sandbox.change(Self.tarp.id, in: .products, Self.identifier("WH-TNT-OLD"))
    try bench.sandbox.upsert(row.replacing(Self.tarp.id, with: Self.anew.id), in: .products)
    try bench.sandbox.change(Self.anew.id, in: .products, "{}")
    let report = try await bench.engine.sync(Self.scope)
    #expect(report[.products].created == 1)
    #expect(report[.products].updated == 1)
    #expect(await bench.destination.ids[Self.tarp] == id)
    #expect(await bench.destination.ids[Self.anew] != id)
  }

  @Test("G9: a product that becomes a variant, changes its parent and becomes simple again stays one record")
  func changesItsPlace() async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync(Self.scope)
    let key = RecordKey(.products, "e1db5034-428f-4ecb-a266-de492586f3f5")
    let before = await bench.destination.ids
    for parent in [#"null"#, #""PM_DRIFT""#, #""PM_NIMBUS""#, #"null"#, #""PM_BROOK""#] {
      bench.sandbox.advanceClock(by: .seconds(3_600))
      try bench.sandbox.change(key.id, in: .products, #"{"parent":\#(parent)}"#)
      let plan = try await bench.engine.plan(Self.scope)
      let action = try #require(try await plan.all().first { $0.key == key })
      #expect(action.kind == .update)
      #expect(try await plan.all().allSatisfy { $0.kind == .update })
      #expect((action.changedFields + action.clearedFields).contains("parent"))
      #expect(try await bench.engine.apply(plan).isSuccess)
      #expect(await bench.destination.ids == before)
    }
  }

  @Test("B13: a state by identifier becomes one by UUID, once and piece by piece, and nothing is sent because of it")
  func migrates() async throws {
    let bench = try Bench(pageSize: 5)
    _ = try await bench.engine.sync(Self.scope)
    let sent = await bench.destination.batches.count
    let ids = await bench.destination.ids
    // The state as a version would have left it that knew products by their identifiers.
    let ledger = Ledger(in: bench.store)
    var old: [RecordKey: LedgerEntry?] = [:]
    var identifiers: [RecordKey: String] = [:]
    for (key, entry) in try await ledger.page(of: .products) {
      guard let identifier = entry.identifier else { continue }
      var moved = entry
      moved.identifier = nil
      moved.fields = LedgerFields(entries: entry.fields.entries.filter { $0.name != "uuid" })
      moved.fingerprint = Fingerprint(of: .string(identifier))
      old.updateValue(nil, forKey: key)
      old.updateValue(moved, forKey: RecordKey(.products, identifier))
      identifiers[key] = identifier
    }
    #expect(identifiers.count == 23)
    try await ledger.write(old)

    // Cut short after two pages.
    bench.sandbox.addFault(FaultRule(.refusal(401, "no"), "/api/rest/v1/products-uuid", nth: 3, times: 1))
    _ = try? await bench.engine.plan(Self.scope, .complete)
    let halfway = try await ledger.entries(for: identifiers.values.map { RecordKey(.products, $0) }).count
    #expect(halfway > 0)
    #expect(halfway < 23)

    let plan = try await bench.engine.plan(Self.scope, .complete)
    #expect(plan.isEmpty)
    #expect(plan.summary[.products].unchanged == 24)
    _ = try await bench.engine.apply(plan)
    #expect(await bench.destination.batches.count == sent)
    #expect(try await ledger.entries(for: identifiers.values.map { RecordKey(.products, $0) }).isEmpty)
    for (key, entry) in try await ledger.entries(for: identifiers.keys) {
      #expect(entry.destinationID == ids[key])
      #expect(entry.identifier == identifiers[key])
    }
    let position = try await ledger.position().sequence
    _ = try await bench.engine.plan(Self.scope, .complete)
    #expect(try await ledger.position().sequence == position)
  }

  @Test("B13: what really changed since is sent, to the record that the old state knew")
  func migratesChanges() async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync(Self.scope)
    let ledger = Ledger(in: bench.store)
    var entry = try #require(try await ledger.entry(for: Self.tarp))
    entry.destinationID = nil
    entry.identifier = nil
    try await ledger.write([Self.tarp: nil, RecordKey(.products, "WH-TRP-HEM"): entry])
    try bench.sandbox.change(Self.tarp.id, in: .products, #"{"categories":["tents"]}"#)
    let action = try #require(try await bench.engine.plan(Self.scope, .complete).all().first)
    #expect(action.kind == .update)
    #expect(action.key == Self.tarp)
    #expect(action.changedFields == ["categories"])
    #expect(action.destinationID == "WH-TRP-HEM")
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
