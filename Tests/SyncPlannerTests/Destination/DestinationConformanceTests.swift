import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// Our own destinations hold to the rules that they set to others.
struct DestinationConformanceTests {
  @Test("The folder is a destination", arguments: DestinationRule.allCases)
  func folderConforms(rule: DestinationRule) async throws {
    let files = FaultyFileSystem()
    try await DestinationConformance {
      try await FolderDestination("out", files: files)
    } reopening: { destination in
      await destination.close()
      return try await FolderDestination("out", files: files.afterPowerCut(keepingRest: false))
    }.check(rule)
  }

  @Test("The folder is a destination on this machine's disk", arguments: DestinationRule.allCases)
  func folderConformsOnDisk(rule: DestinationRule) async throws {
    try await withTemporaryFolder { folder in
      try await DestinationConformance {
        try await FolderDestination(folder, files: POSIXFileSystem())
      } reopening: { destination in
        await destination.close()
        return try await FolderDestination(folder, files: POSIXFileSystem())
      }.check(rule)
    }
  }

  @Test("The destination in memory is one, whatever it promises", arguments: DestinationRule.allCases, [true, false])
  func memoryDestinationConforms(rule: DestinationRule, isCapable: Bool) async throws {
    var samples = DestinationSamples()
    let bad = RecordKey(.products, "bad")
    samples.rejectedAction = SyncAction(.create, bad, fields: ["name": "x"], reason: "bad")
    try await DestinationConformance(samples: samples) {
      let destination = MemoryDestination(
        DestinationCapabilities(
          identity: "m", batchSize: 10, concurrency: 3, isIdempotent: isCapable, canRead: isCapable, canScan: isCapable)
      )
      await destination.answer(bad, .rejected(reason: "it is bad"))
      return destination
    } reopening: {
      $0
    }.check(rule)
  }
}
