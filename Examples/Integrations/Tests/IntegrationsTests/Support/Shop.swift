import Foundation
import GRDB

/// What a SQLite destination's file holds, read as any other program would.
struct Shop {
  private let database: DatabaseQueue

  init(_ file: URL) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    database = try DatabaseQueue(path: file.path(), configuration: configuration)
  }

  func count(_ feed: String) throws -> Int {
    try database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM record WHERE feed = ?", arguments: [feed]) ?? 0
    }
  }

  /// How many records there are, of whatever feed.
  func count() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record") ?? 0 }
  }

  /// What a mapping that the test wrote calls products.
  func titles() throws -> [String] {
    try database.read {
      try String.fetchAll($0, sql: "SELECT content ->> '$.\"title.us\"' FROM record WHERE content LIKE '%title.us%'")
    }
  }

  /// Records that were changed more than once.
  func changedTwice() throws -> [String] {
    try database.read { try String.fetchAll($0, sql: "SELECT feed || ':' || id FROM record WHERE changes > 1") }
  }
}
