import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

extension StubMapping {
  /// A record with the fields of its item.
  static let fields = StubMapping(map: { item in
    let fields = item.raw.fields.filter { $0 != "code" }.compactMap { name in item.raw[name].map { (name, $0) } }
    return [SyncRecord(item.key, fields: Dictionary(uniqueKeysWithValues: fields), dependencies: item.dependencies)]
  })
}

/// Records are linked with what a shop has already, by SKU or by the numbers under which a marketplace knows them.
struct MatchingTests {
  private let shop = MemoryDestination()
  private let store = MemorySyncStore()

  /// A product as a test writes it: its key, its SKU, and its model where it is a variant.
  private typealias Row = (id: String, sku: String?, model: String?)

  private func source(_ rows: [Row], isWhole: Bool = true) -> StubSource {
    let models = Set(rows.compactMap(\.model)).sorted().map { StubSource.item(.productModels, $0) }
    let products = rows.map { row in
      StubSource.item(
        .products, row.id, row.sku.map { ["sku": .string($0), "name": .string(row.id)] } ?? [:],
        above: row.model.map { [RecordKey(.productModels, $0)] } ?? [])
    }
    return StubSource(
      .items(models), .finished(.productModels, isWhole ? .complete : .changes), .items(products),
      .finished(.products, isWhole ? .complete : .changes))
  }

  private func engine(_ source: StubSource, _ matching: SyncPolicy.Matching) -> SyncEngine {
    SyncEngine(
      from: source, by: StubMapping.fields, to: shop, remembering: store, policy: SyncPolicy(matching: matching),
      clock: ImmediateClock())
  }

  private func actions(
    _ rows: [Row], _ matching: SyncPolicy.Matching = .map(by: "sku", at: "shop_sku")
  ) async throws -> [String: SyncAction] {
    let actions = try await engine(source(rows), matching).plan(SyncScope(), .complete).all()
    return Dictionary(uniqueKeysWithValues: actions.map { ($0.key.id, $0) })
  }

  /// Puts a product into the shop, under a key of the shop's own.
  private func stock(_ id: String, sku: String?, variantOf parent: String? = nil, in feed: SyncFeed = .products) async {
    await shop.put(
      SyncRecord(
        RecordKey(feed, id), fields: sku.map { ["shop_sku": .string($0), "own": "x"] } ?? [:],
        dependencies: parent.map { [RecordKey(.productModels, $0)] } ?? []))
  }

  private static let here: [Row] = [("a", "A-1", nil), ("b", "B-1", nil)]

  @Test("D1: sync creates what is new and links what exists, by SKU")
  func syncCreatesAndLinks() async throws {
    await stock("900", sku: "A-1")
    let engine = engine(source(Self.here), .sync(by: "sku", at: "shop_sku"))
    let report = try await engine.sync(SyncScope(), .complete)
    #expect(report[.products].linked == 1)
    #expect(report[.products].created == 1)
    let records = await shop.records
    #expect(records.count == 2)
    #expect(records[RecordKey(.products, "a")]?.fields["own"] == "x")
    #expect(await shop.ids[RecordKey(.products, "a")] == "memory-products:900")
    #expect(try await engine.plan(SyncScope(), .complete).isEmpty)
  }

  @Test("D1: map links what exists and creates nothing")
  func mapCreatesNothing() async throws {
    await stock("900", sku: "A-1")
    let actions = try await actions(Self.here)
    #expect(actions["a"]?.kind == .link)
    #expect(actions["a"]?.destinationID == "memory-products:900")
    #expect(actions["a"]?.reason == "The destination has it as memory-products:900: sku is A-1.")
    #expect(actions["b"]?.kind == .skip)
  }

  @Test("D2: a SKU that two records have blocks both, for map and for sync, and names them", arguments: [true, false])
  func duplicates(mapping: Bool) async throws {
    await stock("900", sku: "A-1")
    let actions = try await actions(
      [("a", "A-1", nil), ("b", "A-1", nil), ("c", "C-1", nil)],
      mapping ? .map(by: "sku", at: "shop_sku") : .sync(by: "sku", at: "shop_sku"))
    for id in ["a", "b"] {
      #expect(actions[id]?.kind == .blocked)
      #expect(actions[id]?.reason == "products:a and products:b have the same sku: A-1.")
    }
    #expect(actions["c"]?.kind == (mapping ? .skip : .create))
  }

  @Test("D2: a variant with a missing or doubled SKU blocks itself and its product, and each is named")
  func flawedVariants() async throws {
    let actions = try await actions(
      [("a", "A-1", "m"), ("b", nil, "m"), ("c", "C-1", "m"), ("d", "C-1", "n"), ("e", "E-1", "o")],
      .sync(by: "sku", at: "shop_sku"))
    #expect(actions["b"]?.kind == .blocked)
    #expect(actions["b"]?.reason == "products:b has no sku.")
    #expect(actions["m"]?.kind == .blocked)
    #expect(actions["m"]?.reason.contains("products:b has no sku.") == true)
    #expect(actions["m"]?.reason.contains("products:c and products:d have the same sku: C-1.") == true)
    #expect(actions["n"]?.kind == .blocked)
    #expect(["a", "b", "c", "d"].allSatisfy { actions[$0]?.kind == .blocked })
    #expect(actions["o"]?.kind == .create)
    #expect(actions["e"]?.kind == .create)
  }

  @Test("D2: a SKU that two records of the destination have blocks, and both are named")
  func duplicatesThere() async throws {
    await stock("900", sku: "A-1")
    await stock("901", sku: "A-1")
    let actions = try await actions([("a", "A-1", nil)])
    #expect(actions["a"]?.kind == .blocked)
    #expect(actions["a"]?.reason.contains("memory-products:900, memory-products:901") == true)
  }

  @Test("D3: a product is linked through its variants, when both sides have as many", arguments: [2, 3])
  func countsVariants(count: Int) async throws {
    await stock("P", sku: nil, in: .productModels)
    for number in 1...count { await stock("90\(number)", sku: "A-\(number)", variantOf: "P") }
    let actions = try await actions([("a", "A-1", "m"), ("b", "A-2", "m")])
    if count == 2 {
      #expect(["m", "a", "b"].allSatisfy { actions[$0]?.kind == .link })
      #expect(actions["m"]?.destinationID == "memory-productModels:P")
    } else {
      #expect(actions["m"]?.kind == .blocked)
      #expect(
        actions["m"]?.reason == "It has 2 variants, and what matches it, memory-productModels:P, has 3.")
      #expect(actions["a"]?.kind == .blocked)
    }
  }

  @Test("D3: variants that belong to several products there are not linked, and those products are named")
  func scatteredVariants() async throws {
    await stock("P", sku: nil, in: .productModels)
    await stock("Q", sku: nil, in: .productModels)
    await stock("901", sku: "A-1", variantOf: "P")
    await stock("902", sku: "A-2", variantOf: "Q")
    let actions = try await actions([("a", "A-1", "m"), ("b", "A-2", "m")])
    #expect(actions["m"]?.kind == .blocked)
    #expect(actions["m"]?.reason.contains("memory-productModels:P, memory-productModels:Q") == true)
  }

  @Test("D3: a run of changes links no product with variants, since it cannot count them")
  func countsInCompleteRuns() async throws {
    await stock("P", sku: nil, in: .productModels)
    await stock("901", sku: "A-1", variantOf: "P")
    let source = source([("a", "A-1", "m")], isWhole: false)
    let actions = try await engine(source, .map(by: "sku", at: "shop_sku")).plan().all()
    #expect(actions.map(\.kind) == [.blocked, .blocked])
    #expect(actions.first?.reason == "Its variants can be counted in a complete run only.")
  }

  @Test("D4: mapping in bulk scans the whole destination, page by page")
  func scansAll() async throws {
    for number in 0..<35 { await stock("9\(number)", sku: "A-\(number)") }
    let rows: [Row] = (0..<40).map { ("r\($0)", "A-\($0)", nil) }
    let report = try await engine(source(rows), .map(by: "sku", at: "shop_sku")).sync(SyncScope(), .complete)
    #expect(report[.products].linked == 35)
    #expect(report[.products].skipped == 5)
    #expect(await shop.records.count == 35)
    #expect(await shop.scans.count == 5)
    let again = try await engine(source(rows), .create).plan(SyncScope(), .complete)
    #expect(await shop.scans.count == 5)
    #expect(again.summary[.products].unchanged == 35)
  }

  @Test("D4: a scan that breaks off links nothing")
  func brokenScan() async throws {
    await shop.fail(.throwsBeforeEffect)
    let error = await #expect(throws: SyncError.self) {
      try await engine(source(Self.here), .map(by: "sku")).plan(SyncScope(), .complete)
    }
    #expect(error?.code == .destination)
    await shop.become(DestinationCapabilities(identity: "memory"))
    await #expect(throws: SyncError.self) {
      try await engine(source(Self.here), .map(by: "sku")).plan(SyncScope(), .complete)
    }
  }

  @Test("D7: what is linked already is not linked again")
  func alreadyMapped() async throws {
    await stock("900", sku: "A-1")
    _ = try await engine(source([("a", "A-1", nil)]), .map(by: "sku", at: "shop_sku")).sync(SyncScope(), .complete)
    // Our record has got another SKU since, and another record has this one.
    let actions = try await actions([("a", "A-2", nil), ("b", "A-1", nil)])
    #expect(actions["a"]?.kind == .update)
    #expect(actions["b"]?.kind == .blocked)
    #expect(actions["b"]?.reason == "alreadyMapped: what matches it, memory-products:900, is linked to products:a.")
  }

  @Test("D7: to link by hand what is linked already is refused, and says with what")
  func alreadyMappedByHand() async throws {
    let engine = engine(source(Self.here), .create)
    let a = RecordKey(.products, "a")
    try await engine.adopt([a: "900"])
    try await engine.adopt([a: "900"])
    for ids in [[a: "901"], [RecordKey(.products, "b"): "900"]] {
      let error = await #expect(throws: SyncError.self) { try await engine.adopt(ids) }
      #expect(error?.code == .alreadyMapped)
      #expect(error?.message.contains("900") == true)
    }
  }

  @Test("B13: what an earlier connector had put there is taken over, and sent only where that is wanted")
  func adopts() async throws {
    let engine = engine(source(Self.here), .create)
    try await engine.adopt([RecordKey(.products, "a"): "900"])
    try await engine.adopt([RecordKey(.products, "b"): "901"], isCurrent: false)
    let plan = try await engine.plan(SyncScope(), .complete)
    let action = try #require(try await plan.all().first)
    #expect(plan.summary.sent == 1)
    #expect(action.kind == .update)
    #expect(action.key.id == "b")
    #expect(action.destinationID == "901")
    #expect(action.changedFields == ["name", "sku"])
  }

  @Test("D5: what is taken out stays or goes, and no later run touches it", arguments: SyncEngine.Unsync.allCases)
  func unsync(fate: SyncEngine.Unsync) async throws {
    let engine = engine(source(Self.here), .create)
    _ = try await engine.sync(SyncScope(), .complete)
    let key = RecordKey(.products, "a")
    let report = try await engine.unsync([key, RecordKey(.products, "unknown")], fate)
    #expect(report[.products].deleted == (fate == .delete ? 1 : 0))
    #expect(report[.products].skipped == (fate == .delete ? 1 : 2))
    #expect((await shop.records[key] == nil) == (fate == .delete))
    let sent = await shop.batches.count
    for source in [source(Self.here), source([("a", "changed", nil), ("b", "B-1", nil)]), source([("b", "B-1", nil)])] {
      let later = try await self.engine(source, .create).sync(SyncScope(), .complete)
      #expect(later.isSuccess)
    }
    #expect(await shop.batches.count == sent)
    let plan = try await engine.plan(SyncScope(), .complete)
    #expect(try await plan.all().map(\.kind) == [.skip])
  }

  @Test("D5: at most 25 records are taken out at once, unless more are allowed")
  func unsyncIsCapped() async throws {
    let rows: [Row] = (0..<26).map { ("r\($0)", "A-\($0)", nil) }
    let engine = engine(source(rows), .create)
    _ = try await engine.sync(SyncScope(), .complete)
    let keys = Set(rows.map { RecordKey(.products, $0.id) })
    let error = await #expect(throws: SyncError.self) { try await engine.unsync(keys, .delete) }
    #expect(error?.code == .tooMany)
    #expect(await shop.records.count == 27 - 1)
    _ = try await engine.unsync(keys, .delete, atMost: 26)
    #expect(await shop.records.isEmpty)
  }

  @Test("E3: offers mode links by SKU what exists, sends the chosen fields only, and never creates")
  func offersOnly() async throws {
    await stock("900", sku: "A-1")
    let policy = SyncPolicy(matching: .offers(by: "sku", at: "shop_sku"), fields: .only("sku", "price", "quantity"))
    let source = StubSource(
      .items([
        StubSource.item(.products, "a", ["sku": "A-1", "price": "9.90", "quantity": 4, "title": "Long"]),
        StubSource.item(.products, "b", ["sku": "B-1", "price": "1.00"]),
      ]), .finished(.products, .complete))
    let engine = SyncEngine(
      from: source, by: StubMapping.fields, to: shop, remembering: store, policy: policy, clock: ImmediateClock())
    let plan = try await engine.plan(SyncScope(), .complete)
    let actions = try await plan.all()
    #expect(actions.map(\.kind) == [.link, .skip])
    #expect(actions.first?.fields.keys.sorted() == ["price", "quantity", "sku"])
    #expect(try await engine.apply(plan).isSuccess)
  }

  @Test("E4: a field that is no longer opted for is neither sent nor emptied, and sent once it is chosen again")
  func optInFields() async throws {
    func engine(_ fields: SyncPolicy.Fields) -> SyncEngine {
      SyncEngine(
        from: StubSource(
          .items([StubSource.item(.products, "a", ["price": "9.90", "title": "Long"])]),
          .finished(.products, .complete)), by: StubMapping.fields, to: shop, remembering: store,
        policy: SyncPolicy(fields: fields), clock: ImmediateClock())
    }
    _ = try await engine(.all).sync()
    #expect(try await engine(.only("price")).plan(SyncScope(), .complete).isEmpty)
    #expect(await shop.records[RecordKey(.products, "a")]?.fields["title"] == "Long")
    let again = try await engine(.all).plan(SyncScope(), .complete).all()
    #expect(again.map(\.changedFields) == [["title"]])
  }

  @Test("E6: what the marketplace knows by EAN, UPC or ASIN becomes an offer, and the rest is named")
  func matchesByNumbers() async throws {
    await shop.put(SyncRecord(RecordKey(.products, "900"), fields: ["gtin": "4099000000509"]))
    let source = StubSource(
      .items([
        StubSource.item(.products, "a", ["ean": "4099000000509"]),
        StubSource.item(.products, "b", ["upc": "036000291452"]),
        StubSource.item(.products, "c", ["asin": "B000000001"]), StubSource.item(.products, "d", ["name": "x"]),
      ]), .finished(.products, .complete))
    let matching = SyncPolicy.Matching.match(by: [.init("ean", at: "gtin"), .init("upc"), .init("asin")])
    let actions = try await engine(source, matching).plan(SyncScope(), .complete).all()
    let kinds = Dictionary(uniqueKeysWithValues: actions.map { ($0.key.id, $0.kind) })
    #expect(kinds == ["a": .link, "b": .create, "c": .create, "d": .skip])
    let reason = actions.first { $0.key.id == "d" }?.reason
    #expect(reason?.contains("it has none of: ean, upc, asin") == true)
  }

  @Test("E6: into an empty inventory everything with a number is sent first, and from then on offers only")
  func emptyInventory() async throws {
    let rows: [String: RawJSON] = ["sku": "A-1", "ean": "4099000000509"]
    func source(_ more: SourceItem...) -> StubSource {
      StubSource(
        .items([StubSource.item(.products, "a", rows), StubSource.item(.products, "b", ["sku": "B-1"])] + more),
        .finished(.products, .complete))
    }
    let matching = SyncPolicy.Matching.offers(by: "sku", at: "sku", numbers: ["ean"])
    let first = try await engine(source(), matching).sync(SyncScope(), .complete)
    #expect(first[.products].created == 1)
    #expect(first[.products].skipped == 1)
    let later = source(StubSource.item(.products, "c", ["sku": "C-1", "ean": "4099000000516"]))
    let actions = try await engine(later, matching).plan(SyncScope(), .complete).all()
    #expect(actions.allSatisfy { $0.kind == .skip })
    #expect(Set(actions.map(\.key.id)) == ["b", "c"])
  }
}
