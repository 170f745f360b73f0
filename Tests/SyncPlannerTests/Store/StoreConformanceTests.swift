import PIMTesting
import Testing

@testable import SyncPlanner

/// Our own stores hold to the rules that they set to others.
struct StoreConformanceTests {
  @Test("The store in memory is a store", arguments: StoreRule.allCases)
  func memoryStoreConforms(rule: StoreRule) async throws {
    try await StoreConformance { MemorySyncStore() }.check(rule)
  }

  @Test("The file journal is a store", arguments: StoreRule.allCases)
  func fileJournalConforms(rule: StoreRule) async throws {
    let files = FaultyFileSystem()
    try await StoreConformance {
      try await FileJournalStore(in: "state", files: files)
    } reopening: { store in
      await store.close()
      return try await FileJournalStore(in: "state", files: files.afterPowerCut(keepingRest: false))
    }.check(rule)
  }

  @Test("The file journal is a store on this machine's disk, and while it compacts", arguments: StoreRule.allCases)
  func fileJournalConformsOnDisk(rule: StoreRule) async throws {
    try await withTemporaryFolder { folder in
      try await StoreConformance {
        try await FileJournalStore(in: folder, files: POSIXFileSystem(), compactionFloor: 100)
      } reopening: { store in
        try await store.compact()
        await store.close()
        return try await FileJournalStore(in: folder, files: POSIXFileSystem(), compactionFloor: 100)
      }.check(rule)
    }
  }
}
