public import Foundation
import GRDB
public import SyncPlanner

/// A store in one SQLite file, by way of GRDB.
///
/// - A commit is on the disk when ``commit(_:)`` returns, and takes effect as a whole or not at all.
/// - Several processes may open the file at once: readers never wait, writers wait for each other for a few seconds.
/// - A file of a newer version, or of another program, is refused and left as it is.
/// - A file that was moved or deleted while it is open is noticed: nothing is written to what nobody will find.
///
/// ```swift
/// let store = try await SQLiteSyncStore(URL(filePath: "state.sqlite"))
/// let engine = SyncEngine(from: source, to: destination, remembering: store)
/// ```
public struct SQLiteSyncStore: SyncStore {
  private let file: SQLiteFile

  /// Opens a file, which is made where it is absent.
  ///
  /// - Parameters:
  ///   - url: The file. SQLite keeps two others beside it, whose names end in `-wal` and `-shm`.
  ///   - patience: How long a commit waits for another process's, in seconds.
  /// - Throws: ``SyncError`` with `newerVersion`, `corrupted`, `locked`, `diskFull` or `fileSystem`.
  public init(_ url: URL, patience: Double = 5) async throws(SyncError) {
    file = try await SQLiteFile(url, Self.schema, patience: patience)
  }

  /// Rows of a table in the order of their keys.
  public func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
    try table.check()
    return try await file.read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: "SELECT key, value, revision FROM entry WHERE tablename = ? AND key > ? ORDER BY key LIMIT ?"),
        arguments: [table.rawValue, Data((after ?? "").utf8), max(1, limit)]
      ).map(StoreRow.init)
    }
  }

  /// The rows of some keys. Keys without a row are left out.
  public func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
    try table.check()
    return try await file.read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT key, value, revision FROM entry WHERE tablename = ? AND key = ?")
      return try keys.compactMap { key in
        try Row.fetchOne(statement, arguments: [table.rawValue, Data(key.utf8)]).map(StoreRow.init)
      }
    }
  }

  /// Carries out all changes, or none; they are durable when this returns.
  ///
  /// - Throws: ``SyncError`` with `conflict` where a row moved on; `locked`, `diskFull` or `fileSystem` where the file
  ///   could not be written. Nothing took effect then.
  public func commit(_ changes: [StoreChange]) async throws {
    try StoreChange.check(changes)
    guard !changes.isEmpty else { return }
    try await file.write { database in try Commit(database).run(changes) }
  }

  /// Closes the file. Calls after that fail. A store that is let go without it closes itself.
  public func close() throws(SyncError) { try file.close() }

  private static let schema = SQLiteSchema(
    name: "a synchronisation's state", applicationID: 0x4353_5953,
    steps: [
      // A key is a blob, so that SQLite orders it by its bytes. The counter counts the changes of all rows, so that no
      // row meets a revision twice.
      """
      CREATE TABLE entry (
        tablename TEXT NOT NULL,
        key BLOB NOT NULL,
        value BLOB NOT NULL,
        revision INTEGER NOT NULL,
        PRIMARY KEY (tablename, key)
      );
      CREATE TABLE counter (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL);
      INSERT INTO counter VALUES (1, 0);
      """
    ])
}

extension StoreRow {
  fileprivate init(_ row: Row) {
    let key: Data = row[0]
    let value: Data = row[1]
    self.init(key: String(decoding: key, as: UTF8.self), value: Array(value), revision: row[2])
  }
}
