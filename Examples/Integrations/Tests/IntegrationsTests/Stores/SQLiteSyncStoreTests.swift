import Foundation
import GRDB
import PIMTesting
import SyncPlanner
import SyncSQLite
import Testing

struct SQLiteSyncStoreTests {
  private let table = StoreTable(rawValue: "t")

  @Test("SQLiteSyncStore keeps the rules of every store", arguments: StoreRule.allCases)
  func conformance(rule: StoreRule) async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "state.sqlite")
      try await StoreConformance {
        try await SQLiteSyncStore(file)
      } reopening: { store in
        try store.close()
        return try await SQLiteSyncStore(file)
      }.check(rule)
    }
  }

  @Test("Two processes may have the file open, and see each other's commits")
  func sharing() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "state.sqlite")
      let (first, second) = (try await SQLiteSyncStore(file), try await SQLiteSyncStore(file))
      try await first.commit([.put("k", [1], in: table, expecting: .absent)])
      #expect(try await second.rows(in: table, keys: ["k"]).first?.value == [1])
      let error = try await #require(throws: SyncError.self) {
        try await second.commit([.put("k", [2], in: table, expecting: .absent)])
      }
      #expect(error.code == .conflict)
    }
  }

  @Test("A file that another process is writing to is waited for, and then reported as locked")
  func locked() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "state.sqlite")
      let store = try await SQLiteSyncStore(file, patience: 0.05)
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      let other = try DatabaseQueue(path: file.path(), configuration: configuration)
      try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
      let error = try await #require(throws: SyncError.self) { try await store.commit([.put("k", [1], in: table)]) }
      #expect(error.code == .locked)
      #expect("\(error)".contains("state.sqlite"))
      try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
      try await store.commit([.put("k", [1], in: table)])
    }
  }

  @Test("A file of a newer version is refused and left as it is")
  func newerVersion() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "state.sqlite")
      try await SQLiteSyncStore(file).close()
      try await DatabaseQueue(path: file.path()).write { database in
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')")
      }
      let error = try await #require(throws: SyncError.self) { _ = try await SQLiteSyncStore(file) }
      #expect(error.code == .newerVersion)
    }
  }

  @Test("A database of another program, and a file that is none, are refused and left as they are")
  func foreignFiles() async throws {
    try await withTemporaryFolder { folder in
      let foreign = folder.appending(path: "foreign.sqlite")
      try await DatabaseQueue(path: foreign.path()).write { try $0.execute(sql: "CREATE TABLE mine (x)") }
      let text = folder.appending(path: "text.sqlite")
      try Data(repeating: 0x61, count: 4096).write(to: text)
      for file in [foreign, text] {
        let before = try Data(contentsOf: file)
        let error = try await #require(throws: SyncError.self) { _ = try await SQLiteSyncStore(file) }
        #expect(error.code == .corrupted)
        #expect("\(error)".contains(file.lastPathComponent))
        if file == text { #expect(try Data(contentsOf: file) == before) }
      }
      let tables = try await DatabaseQueue(path: foreign.path()).read {
        try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
      }
      #expect(tables == ["mine"])
    }
  }

  @Test("A file that is deleted or replaced while it is in use is noticed before anything is written")
  func gone() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "state.sqlite")
      let store = try await SQLiteSyncStore(file)
      try await store.commit([.put("k", [1], in: table)])
      try FileManager.default.removeItem(at: file)
      let error = try await #require(throws: SyncError.self) { try await store.commit([.put("k", [2], in: table)]) }
      #expect(error.code == .fileSystem)
      #expect("\(error)".contains("moved or deleted"))
    }
  }

  @Test("A folder that is not there is named")
  func missingFolder() async throws {
    let file = URL(filePath: "/nowhere/at/all/state.sqlite")
    let error = try await #require(throws: SyncError.self) { _ = try await SQLiteSyncStore(file) }
    #expect(error.code == .fileSystem)
    #expect("\(error)".contains("/nowhere/at/all/state.sqlite"))
  }

  @Test("A bad table, key or double change is refused as a whole")
  func badCommits() async throws {
    try await withTemporaryFolder { folder in
      let store = try await SQLiteSyncStore(folder.appending(path: "state.sqlite"))
      for changes in [
        [StoreChange.put("k", [], in: StoreTable(rawValue: "No"))], [.put("", [], in: table)],
        [.put("k", [], in: table), .delete("k", in: table)],
      ] {
        let error = try await #require(throws: SyncError.self) { try await store.commit(changes) }
        #expect(error.code == .store)
      }
      #expect(try await store.rows(in: table, after: nil, limit: 1).isEmpty)
    }
  }
}
