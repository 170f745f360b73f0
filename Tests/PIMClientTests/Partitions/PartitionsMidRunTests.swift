import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import Synchronization
import TestSupport
import Testing

/// Parts of a list that changes while it is read.
struct PartitionsMidRunTests {
  private static let seeds: [UInt64] = (0..<3).map { _ in UInt64.random(in: 0...UInt64.max) }

  @Test(
    "What is there from beginning to end comes once, whatever is created, updated, moved and deleted meanwhile",
    arguments: [PartitionCatalog.Shape.spread, .sameSecond, .lump, .someWithoutFamily, .sameSecondNoFamily], seeds)
  func changing(_ shape: PartitionCatalog.Shape, _ seed: UInt64) async throws {
    var catalog = PartitionCatalog(seed: seed)
    let folder = try catalog.folder(280, shape)
    let before = Set(folder[.products].compactMap { try? Product(parsing: $0.utf8).uuid })
    let state = Mutex((random: SeededRandom(seed: seed), catalog: catalog, deleted: Set<UUID>(), created: Set<UUID>()))
    let sandbox = SandboxPIM(
      folder,
      faults: [
        FaultRule(
          .perform { sandbox in
            try state.withLock { state in
              sandbox.advanceClock(by: .seconds(Int.random(in: 0...2, using: &state.random)))
              for _ in 0..<6 {
                let uuid = before.randomElement(using: &state.random) ?? UUID()
                let code = uuid.uuidString.lowercased()
                switch Int.random(in: 0..<6, using: &state.random) {
                case 0:
                  let new = state.catalog.uuid()
                  let row = state.catalog.row(new, shape)
                  try sandbox.upsert(row, in: .products)
                  if let new = UUID(uuidString: new) { state.created.insert(new) }
                case 1:
                  sandbox.delete(code, from: .products)
                  state.deleted.insert(uuid)
                case 2: try sandbox.change(code, in: .products, #"{"enabled":false}"#)
                case 3: try sandbox.change(code, in: .products, #"{"family":null}"#)
                default:
                  let family = Int.random(in: 0..<12, using: &state.random)
                  try sandbox.change(code, in: .products, #"{"family":"Family_\#(family)"}"#)
                }
              }
            }
          }, times: 100_000, where: \.isReading)
      ])
    let reading = try await PartitionReading(sandbox.smallPageClient().products.partitioned().pages)
    let came = Set(reading.keys)
    let (deleted, created) = state.withLock { ($0.deleted, $0.created) }
    #expect(reading.keys.count == came.count, "seed \(seed)")
    #expect(before.subtracting(deleted).subtracting(came).isEmpty, "seed \(seed)")
    #expect(came.isSubset(of: before.union(created)), "seed \(seed)")
    #expect(reading.partitions.count > 1, "seed \(seed)")
  }

  /// Moves all products, late in the run, to the family whose part is the largest and was read first.
  private static func movingAll(of folder: CatalogFolder) -> FaultRule {
    FaultRule(
      .perform { sandbox in
        for row in folder[.products] {
          let product = try Product(parsing: row.utf8)
          let family = product.family == "Family_0" ? "Family_1" : "Family_0"
          try sandbox.change(product.uuid.uuidString.lowercased(), in: .products, #"{"family":"\#(family)"}"#)
        }
      }, nth: 45, where: \.isReading)
  }

  @Test("Products that move to a family which was read already come at the end")
  func moving() async throws {
    var catalog = PartitionCatalog(seed: 11)
    let folder = try catalog.folder(300, .sameSecond)
    let sandbox = SandboxPIM(folder, faults: [Self.movingAll(of: folder)])
    let pages = try sandbox.smallPageClient().products.partitioned().pages
    let reading = try await PartitionReading(pages)
    #expect(sandbox.faultsAreSpent)
    #expect(reading.keys.count == 300)
    #expect(Set(reading.keys).count == 300)
    let late = sandbox.calls.filter { $0.isReading && $0.query["search"]?.contains("updated") == true }
    #expect(!late.isEmpty)
  }

  @Test("Windows of creation need no second look: nothing is read twice")
  func windowsStay() async throws {
    var catalog = PartitionCatalog(seed: 12)
    let sandbox = SandboxPIM(try catalog.folder(300, .spread))
    _ = try await PartitionReading(sandbox.smallPageClient().products.partitioned().pages)
    let searches = sandbox.calls.filter(\.isReading).compactMap { $0.query["search"] }
    #expect(searches.allSatisfy { !$0.contains("updated") && !$0.contains("family") })
    // The last window is open: what is created meanwhile is in it.
    #expect(searches.contains { $0.contains("BETWEEN") && !$0.contains("NOT BETWEEN") })
  }

  @Test(
    "N24: in whichever time zone the server reads dates, and whatever the client believes",
    arguments: [(3_600, true, 3_600), (3_600, true, 0), (3_600, false, 0), (3_600, false, 3_600), (0, true, -18_000)],
    [PartitionCatalog.Shape.spread, .sameSecond])
  func timeZones(_ zone: (clock: Int, readsOwn: Bool, configured: Int), _ shape: PartitionCatalog.Shape) async throws {
    var catalog = PartitionCatalog(seed: 13)
    if zone.clock != 0 { catalog.offset = "+01:00" }
    var dialect = ServerDialect.strict
    dialect.secondsFromGMT = zone.clock
    dialect.readsFilterDatesOnServerClock = zone.readsOwn
    let folder = try catalog.folder(300, shape)
    let sandbox = SandboxPIM(folder, dialect: dialect, faults: [Self.movingAll(of: folder)])
    let client = try sandbox.smallPageClient { $0.serverSecondsFromGMT = zone.configured }
    let reading = try await PartitionReading(client.products.partitioned().pages)
    #expect(reading.keys.count == 300)
    #expect(Set(reading.keys).count == 300)
    #expect(reading.partitions.count > 4)
  }

  @Test("Where most was updated just now, families would be read twice, so the list is read in one piece")
  func justImported() async throws {
    var catalog = PartitionCatalog(seed: 14)
    let folder = try catalog.folder(200, .sameSecond)
    let sandbox = SandboxPIM(folder)
    for row in folder[.products] {
      let product = try Product(parsing: row.utf8)
      try sandbox.change(product.uuid.uuidString.lowercased(), in: .products, #"{"enabled":false}"#)
    }
    let reading = try await PartitionReading(sandbox.smallPageClient().products.partitioned().pages)
    #expect(Set(reading.keys).count == 200)
    #expect(reading.partitions == [0])
  }
}
