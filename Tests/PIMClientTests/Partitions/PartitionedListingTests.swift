import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

struct PartitionedListingTests {
  @Test("What is read in parts is what is read one page after the other", arguments: PartitionCatalog.Shape.allCases)
  func partsMakeTheWhole(_ shape: PartitionCatalog.Shape) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var catalog = PartitionCatalog(seed: seed)
    let sandbox = SandboxPIM(try catalog.folder(311, shape))
    let client = try sandbox.smallPageClient()
    let whole = try await client.products.list().all().map(\.uuid)
    sandbox.forgetCalls()
    let reading = try await PartitionReading(client.products.partitioned().pages)
    #expect(reading.keys.count == 311, "seed \(seed)")
    #expect(Set(reading.keys) == Set(whole), "seed \(seed)")
    #expect(sandbox.mostCallsAtOnce <= 4)
    #expect(sandbox.calls.allSatisfy { $0.status == 200 }, "\(sandbox.calls.filter { $0.status != 200 })")
    // Nothing divides products that are alike in everything.
    #expect(shape == .allTheSame ? reading.partitions == [0] : reading.partitions.count > 4, "seed \(seed)")
    let products = try await client.products.partitioned(into: 3).all()
    #expect(products.count == 311)
    #expect(Set(products.map(\.uuid)) == Set(whole))
  }

  @Test("Lists of every small size are read whole", arguments: [0, 1, 5, 39, 40, 41, 100])
  func smallLists(_ count: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var catalog = PartitionCatalog(seed: seed)
    let sandbox = SandboxPIM(try catalog.folder(count, .spread))
    let reading = try await PartitionReading(sandbox.smallPageClient().products.partitioned().pages)
    #expect(reading.keys.count == count, "seed \(seed)")
    #expect(Set(reading.keys).count == count, "seed \(seed)")
  }

  @Test("A query's own filters hold in every part")
  func filtered() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var catalog = PartitionCatalog(seed: seed)
    let sandbox = SandboxPIM(try catalog.folder(600, .spread))
    let client = try sandbox.smallPageClient()
    let middle = SandboxPIM.usualStart.addingTimeInterval(-45_000_000)
    let query = Query<Product>.where(.created(.after(middle)), .family(.any("family_0", "Family_1", "Family_2")))
      .paging(.page).withCount()
    let whole = try await client.products.list(query).all()
    let parts = try await PartitionReading(client.products.partitioned(query).pages)
    #expect(whole.count > 40, "seed \(seed)")
    #expect(parts.keys.count == whole.count, "seed \(seed)")
    #expect(Set(parts.keys) == Set(whole.map(\.uuid)), "seed \(seed)")
    #expect(parts.partitions.count > 1)
  }

  @Test("Product models are read in parts, too")
  func productModels() async throws {
    var folder = CatalogFolder()
    try folder.append(#"{"code":"f"}"#, to: .families)
    for number in 0..<200 {
      let day = 10 + number % 18
      try folder.append(
        #"{"code":"Model/\#(number)","family":"f","family_variant":"v","parent":null,"categories":[],"values":{},"#
          + #""created":"2025-03-\#(day)T10:00:00+00:00","updated":"2025-04-01T10:00:00+00:00"}"#,
        to: .productModels)
    }
    let sandbox = SandboxPIM(folder)
    var codes: [String] = []
    var parts: Set<Int> = []
    for try await page in try sandbox.smallPageClient().productModels.partitioned().pages {
      codes += page.items.map(\.code.rawValue)
      parts.insert(page.partition)
    }
    #expect(codes.sorted() == (0..<200).map { "Model/\($0)" }.sorted())
    #expect(parts.count > 4)
  }

  @Test("A part can be read on from any of its pages")
  func readingOn() async throws {
    var catalog = PartitionCatalog(seed: 7)
    let sandbox = SandboxPIM(try catalog.folder(200, .spread))
    let client = try sandbox.smallPageClient()
    var read: [Int: [UUID]] = [:]
    var rest: [(partition: Int, query: Query<Product>, next: PageToken, before: Int)] = []
    for try await page in client.products.partitioned().pages {
      read[page.partition, default: []] += page.items.map(\.uuid)
      if let next = page.next, page.number == 0 {
        rest.append((page.partition, page.query, next, read[page.partition]?.count ?? 0))
      }
    }
    #expect(rest.count > 3)
    for part in rest {
      let further = try await client.products.list(part.query).resuming(at: part.next).all().map(\.uuid)
      #expect(Array(read[part.partition]?.dropFirst(part.before) ?? []) == further)
    }
  }

  // MARK: At once

  @Test("N26: four pages are asked for at once, and never five")
  func fourAtOnce() async throws {
    var catalog = PartitionCatalog(seed: 1)
    let gate = FaultGate()
    let sandbox = SandboxPIM(
      try catalog.folder(300, .spread),
      faults: [FaultRule(.hold(gate), times: 1_000, where: \.isReading)])
    let client = try sandbox.smallPageClient()
    let reader = Task { try await client.products.partitioned(into: 9).all().count }
    await gate.held(4)
    for _ in 0..<200 { await Task.yield() }
    #expect(sandbox.calls.filter(\.isReading).count == 4)
    gate.open()
    #expect(try await reader.value == 300)
    #expect(sandbox.mostCallsAtOnce == 4)
  }

  @Test("A slow reader stops the parts: a page at hand and one ahead for each")
  func backPressure() async throws {
    var catalog = PartitionCatalog(seed: 2)
    let sandbox = SandboxPIM(try catalog.folder(500, .spread))
    var pages = try sandbox.smallPageClient().products.partitioned().pages.makeAsyncIterator()
    #expect(try await pages.next() != nil)
    try await until { sandbox.calls.filter(\.isReading).count >= 8 }
    for _ in 0..<500 { await Task.yield() }
    // Four parts with two pages each, and what took the place of the page that was taken.
    #expect(sandbox.calls.filter(\.isReading).count <= 9)
    var count = 0
    while let page = try await pages.next() { count += page.items.count }
    #expect(count == 495)
  }

  @Test("Cancelling the reader ends within the pages under way", arguments: [true, false])
  func cancelling(_ whilePlanning: Bool) async throws {
    var catalog = PartitionCatalog(seed: 3)
    let gate = FaultGate()
    let sandbox = SandboxPIM(
      try catalog.folder(300, .spread),
      faults: [
        FaultRule(.hold(gate), nth: whilePlanning ? 3 : 6, times: 1_000) {
          $0.path.contains("products") && (whilePlanning || $0.isReading)
        }
      ])
    let client = try sandbox.smallPageClient()
    let reader = Task {
      try await failure { () async throws(CatalogError) in try await client.products.partitioned().all() }
    }
    await gate.held(1)
    reader.cancel()
    #expect(try await reader.value.code == .cancelled)
    let calls = sandbox.calls.count
    for _ in 0..<200 { await Task.yield() }
    #expect(sandbox.calls.count <= calls)
  }

  @Test("Leaving the loop cancels what is under way")
  func leaving() async throws {
    var catalog = PartitionCatalog(seed: 4)
    let cancelled = Gate()
    let folder = try catalog.folder(300, .spread)
    let inner = SandboxPIM(folder) { request in
      guard request.url.absoluteString.contains("search_after=") else { return }
      do { try await Gate().wait() } catch {
        cancelled.open()
        throw error
      }
    }
    for try await _ in try inner.smallPageClient().products.partitioned() {
      // Pages further on are asked for ahead, and held.
      try await until { inner.calls.contains { $0.query["search_after"] != nil } }
      break
    }
    try await cancelled.wait()
  }

  // MARK: Failing

  @Test("A part that fails ends all with its error, and nothing comes after it", arguments: [422, 403, 404])
  func failingPart(_ status: Int) async throws {
    var catalog = PartitionCatalog(seed: 5)
    let sandbox = SandboxPIM(
      try catalog.folder(300, .spread),
      faults: [FaultRule(.refusal(status, "Attribute \"gone\" does not exist"), nth: 20, where: \.isReading)])
    var pages = try sandbox.smallPageClient().products.partitioned().pages.makeAsyncIterator()
    var failure: CatalogError?
    do throws(CatalogError) {
      while try await pages.next() != nil {}
    } catch {
      failure = error
    }
    #expect(failure?.status == status)
    #expect(failure?.request == "GET /api/rest/v1/products-uuid")
    #expect(try await pages.next() == nil)
    #expect(sandbox.faultsAreSpent)
  }

  @Test(
    "A server that does not count, or does not know a filter, is read another way",
    arguments: [
      ("422 for counts", FaultRule(.refusal(422, "no"), times: 1_000, where: \.isCounting), false),
      ("400 for counts", FaultRule(.refusal(400, "no"), times: 1_000, where: \.isCounting), false),
      ("no count", FaultRule(.body(PageText.of([])), times: 1_000, where: \.isCounting), false),
      (
        "422 for created",
        FaultRule(.refusal(422, "no"), times: 1_000) { $0.query["search"]?.contains("NOT BETWEEN") == true }, true
      ),
      (
        "a wrong count",
        FaultRule(.body(PageText.of([], count: 7)), times: 1_000) {
          $0.isCounting && $0.query["search"]?.contains("NOT BETWEEN") == true
        }, true
      ),
    ])
  func fallingBack(_ name: String, _ rule: FaultRule, _ divides: Bool) async throws {
    var catalog = PartitionCatalog(seed: 6)
    let sandbox = SandboxPIM(try catalog.folder(300, .spread), faults: [rule])
    let reading = try await PartitionReading(sandbox.smallPageClient().products.partitioned().pages)
    #expect(reading.keys.count == 300)
    #expect(Set(reading.keys).count == 300)
    #expect((reading.partitions.count > 1) == divides)
    let searches = sandbox.calls.filter(\.isReading).compactMap { $0.query["search"] }
    #expect(searches.contains { $0.contains("family") } == divides)
    #expect(!searches.contains { $0.contains("NOT BETWEEN") })
  }

  @Test("What keeps the client from asking at all is no reason to fall back")
  func noAccess() async throws {
    var catalog = PartitionCatalog(seed: 8)
    let sandbox = SandboxPIM(try catalog.folder(100, .spread))
    sandbox.setReadable(.products, false)
    let client = try sandbox.smallPageClient()
    let error = try await failure { () async throws(CatalogError) in try await client.products.partitioned().all() }
    #expect(error.code == .forbidden)
    #expect(sandbox.calls(to: "/api/rest/v1/products").count == 1)
  }
}
