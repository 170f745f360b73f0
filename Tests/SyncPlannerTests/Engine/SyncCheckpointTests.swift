import CatalogModels
import Testing

@testable import SyncPlanner

struct SyncCheckpointTests {
  @Test("A checkpoint is read as it was written")
  func roundTrip() throws {
    var checkpoint = SyncCheckpoint(scope: "s", mapping: "m", destination: "d \"quoted\"")
    checkpoint.watermarks = [
      .products: SourceWatermark(rawValue: "1 2 3"), SyncFeed(rawValue: "own"): SourceWatermark(rawValue: ""),
    ]
    #expect(try SyncCheckpoint(RawJSON(parsing: checkpoint.json.text.utf8)) == checkpoint)
  }

  @Test("It holds for a run whose scope, mapping and destination are the same")
  func continues() {
    let base = SyncCheckpoint(scope: "s", mapping: "m", destination: "d")
    #expect(base.continues(SyncCheckpoint(scope: "s", mapping: "m", destination: "d")))
    #expect(!base.continues(SyncCheckpoint(scope: "x", mapping: "m", destination: "d")))
    #expect(!base.continues(SyncCheckpoint(scope: "s", mapping: "x", destination: "d")))
    #expect(!base.continues(SyncCheckpoint(scope: "s", mapping: "m", destination: "x")))
  }

  static let damaged: [(RawJSON, SyncError.Code)] = [
    ([:], .corrupted), ("text", .corrupted), (["version": 1, "scope": "s", "mapping": "m"], .corrupted),
    (["version": "1", "scope": "s", "mapping": "m", "destination": "d"], .corrupted),
    (["version": 2, "scope": "s", "mapping": "m", "destination": "d"], .newerVersion),
  ]

  @Test("What is no checkpoint, or one of a newer version, is refused", arguments: damaged)
  func refuses(json: RawJSON, code: SyncError.Code) {
    let error = #expect(throws: SyncError.self) { try SyncCheckpoint(json) }
    #expect(error?.code == code)
  }
}
