import Testing

@testable import SyncPlanner

struct StoreRulesTests {
  @Test(
    "A table's name is checked",
    arguments: [
      ("a", true), ("ledger.product-models", true), (String(repeating: "a", count: 64), true), ("", false),
      ("A", false),
      ("a b", false), ("a/b", false), ("é", false), (String(repeating: "a", count: 65), false),
    ])
  func checksTables(name: String, isGood: Bool) async throws {
    let table = StoreTable(rawValue: name)
    let files = FaultyFileSystem()
    let stores: [any SyncStore] = [MemorySyncStore(), try await FileJournalStore(in: "s", files: files)]
    for store in stores {
      for call in [
        { try await store.commit([.put("k", [], in: table)]) },
        { _ = try await store.rows(in: table, keys: ["k"]) },
        { _ = try await store.rows(in: table, after: nil, limit: 1) },
      ] {
        do {
          try await call()
          #expect(isGood)
        } catch let error as SyncError {
          #expect(!isGood && error.code == .store)
        }
      }
    }
  }

  @Test(
    "A key is checked",
    arguments: [
      ("k", true), (String(repeating: "k", count: 1024), true), ("", false), ("a\u{0}", false),
      (String(repeating: "k", count: 1025), false),
    ])
  func checksKeys(key: String, isGood: Bool) async throws {
    let store = MemorySyncStore()
    let table = StoreTable(rawValue: "t")
    do {
      try await store.commit([.put("other", [], in: table), .put(key, [], in: table)])
      #expect(isGood)
    } catch let error as SyncError {
      #expect(!isGood && error.code == .store)
      #expect(try await store.rows(in: table, after: nil, limit: 9).isEmpty, "nothing took effect")
    }
  }

  @Test("One commit changes a row once")
  func refusesChangingTwice() async throws {
    let store = MemorySyncStore()
    let table = StoreTable(rawValue: "t")
    let error = try await #require(throws: SyncError.self) {
      try await store.commit([.put("k", [1], in: table), .delete("k", in: table)])
    }
    #expect(error.code == .store)
    try await store.commit([.put("é", [1], in: table), .put("e\u{301}", [2], in: table)])
    #expect(try await store.rows(in: table, after: nil, limit: 9).count == 2)
  }
}
