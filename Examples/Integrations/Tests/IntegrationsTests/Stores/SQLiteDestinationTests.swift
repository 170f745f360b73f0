import Foundation
import PIMTesting
import SyncPlanner
import SyncSQLite
import Testing

struct SQLiteDestinationTests {
  @Test("SQLiteDestination keeps the rules of every destination", arguments: DestinationRule.allCases)
  func conformance(rule: DestinationRule) async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "shop.sqlite")
      try await DestinationConformance {
        try await SQLiteDestination(file)
      } reopening: { _ in
        try await SQLiteDestination(file)
      }.check(rule)
    }
  }

  @Test("A store's file is no destination, and the other way round")
  func kinds() async throws {
    try await withTemporaryFolder { folder in
      let (state, shop) = (folder.appending(path: "state.sqlite"), folder.appending(path: "shop.sqlite"))
      try await SQLiteSyncStore(state).close()
      _ = try await SQLiteDestination(shop)
      let first = try await #require(throws: SyncError.self) { _ = try await SQLiteDestination(state) }
      let second = try await #require(throws: SyncError.self) { _ = try await SQLiteSyncStore(shop) }
      #expect("\(first)".contains("is not a destination"))
      #expect("\(second)".contains("is not a synchronisation's state"))
    }
  }
}
