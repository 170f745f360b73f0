import Foundation
import GRDB
import SyncPlanner

/// One commit within a transaction, which an error rolls back.
struct Commit {
  private let database: Database
  private let find: Statement
  private let write: Statement
  private let delete: Statement

  init(_ database: Database) throws {
    self.database = database
    find = try database.cachedStatement(sql: "SELECT revision FROM entry WHERE tablename = ? AND key = ?")
    write = try database.cachedStatement(
      sql: """
        INSERT INTO entry (tablename, key, value, revision) VALUES (?, ?, ?, ?)
        ON CONFLICT (tablename, key) DO UPDATE SET value = excluded.value, revision = excluded.revision
        """)
    delete = try database.cachedStatement(sql: "DELETE FROM entry WHERE tablename = ? AND key = ?")
  }

  func run(_ changes: [StoreChange]) throws {
    var revision = try Int.fetchOne(database, sql: "SELECT revision FROM counter") ?? 0
    for change in changes {
      let key = Data(change.key.utf8)
      if change.expected != .anything {
        let found = try Int.fetchOne(find, arguments: [change.table.rawValue, key])
        try change.check(against: found)
      }
      if let value = change.value {
        revision += 1
        try write.execute(arguments: [change.table.rawValue, key, Data(value), revision])
      } else {
        try delete.execute(arguments: [change.table.rawValue, key])
      }
    }
    try database.execute(sql: "UPDATE counter SET revision = ?", arguments: [revision])
  }
}
