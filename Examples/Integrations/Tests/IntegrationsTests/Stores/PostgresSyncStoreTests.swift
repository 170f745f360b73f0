import PIMTesting
import SyncPlanner
import Testing

@testable import SyncPostgres

@Suite(.enabled(if: Database.isThere, Database.advice))
struct PostgresSyncStoreTests {
  private let table = StoreTable(rawValue: "t")

  @Test("PostgresSyncStore keeps the rules of every store", arguments: StoreRule.allCases)
  func conformance(rule: StoreRule) async throws {
    let schema = Database.newSchema()
    try await StoreConformance {
      try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
    } reopening: { _ in
      try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
    }.check(rule)
  }

  @Test("Twenty workers who open an empty database at once make its tables once, and commit beside each other")
  func manyOpen() async throws {
    let schema = Database.newSchema()
    try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask {
          let store = try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
          try await store.commit([.put("k\(number)", [1], in: table)])
        }
      }
      try await group.waitForAll()
    }
    let store = try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
    let rows = try await store.rows(in: table, after: nil, limit: 100)
    #expect(rows.count == 20)
    #expect(Set(rows.map(\.revision)).count == 20)
  }

  @Test("A connection that the server ends is an error that says so, and the next call makes another")
  func lostConnection() async throws {
    let store = try await Database.newStore()
    try await store.commit([.put("k", [1], in: table)])
    let own = try await store.connection.query("SELECT pg_backend_pid()").first?.first ?? nil
    let other = try await Database.newStore()
    try await other.connection.query("SELECT pg_terminate_backend($1::int)", [own])
    var seen: SyncError?
    // The end of the connection is noticed by the first call that meets it.
    for _ in 0..<100 where seen == nil {
      do { try await store.commit([.put("k", [2], in: table)]) } catch let error as SyncError { seen = error }
    }
    #expect(seen?.code == .store)
    #expect(seen?.message.contains("lost") == true)
    try await store.commit([.put("k", [3], in: table)])
    #expect(try await store.rows(in: table, keys: ["k"]).first?.value == [3])
  }

  @Test("A schema of a newer version is refused and left as it is")
  func newerVersion() async throws {
    let schema = Database.newSchema()
    let store = try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
    try await store.connection.query("UPDATE version SET number = 99")
    let error = try await #require(throws: SyncError.self) {
      _ = try await PostgresSyncStore(Database.parameters ?? "", schema: schema)
    }
    #expect(error.code == .newerVersion)
  }

  @Test("A database that can only be read says so, and nothing is written")
  func readOnly() async throws {
    let store = try await Database.newStore()
    try await store.connection.query("SET default_transaction_read_only = on")
    let error = try await #require(throws: SyncError.self) { try await store.commit([.put("k", [1], in: table)]) }
    #expect(error.code == .fileSystem)
    #expect(try await store.rows(in: table, keys: ["k"]).isEmpty)
  }

  @Test("Nobody at the address: the error tells how to go on, and no password")
  func unreachable() async throws {
    let error = try await #require(throws: SyncError.self) {
      _ = try await PostgresSyncStore("host=127.0.0.1 port=1 dbname=x user=u password=geheim")
    }
    #expect(error.code == .store)
    #expect("\(error)".contains("cannot be reached"))
    #expect(!"\(error)".contains("geheim"))
    let schema = try await #require(throws: SyncError.self) {
      _ = try await PostgresSyncStore(Database.parameters ?? "", schema: "no\"; DROP")
    }
    #expect(schema.message.contains("no name"))
  }
}
