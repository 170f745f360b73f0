import PIMTesting
import Testing

@testable import SyncPlanner

/// Our own stores hold to the rules that they set to others.
struct StoreConformanceTests {
  @Test("The store in memory is a store", arguments: StoreRule.allCases)
  func memoryStoreConforms(rule: StoreRule) async throws {
    try await StoreConformance { MemorySyncStore() }.check(rule)
  }

  @Test("A store whose keys are not those of its rows is none")
  func findsOtherKeys() async throws {
    struct Forgetful: SyncStore {
      let store = MemorySyncStore()
      func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
        try await store.rows(in: table, after: after, limit: limit)
      }
      func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
        try await store.rows(in: table, keys: keys)
      }
      func keys(in table: StoreTable, after: String?, limit: Int) async throws -> [String] {
        try await store.keys(in: table, after: after, limit: limit + 1)
      }
      func commit(_ changes: [StoreChange]) async throws { try await store.commit(changes) }
    }
    let suite = StoreConformance { Forgetful() }
    for rule in [StoreRule.order, .paging] {
      await #expect(throws: ConformanceFailure.self) { try await suite.check(rule) }
    }
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
