import Foundation
import GRDB
import SyncPlanner

/// An open database file of a schema of ours, and what its errors mean.
struct SQLiteFile: Sendable {
  let path: String
  private let database: any DatabaseWriter
  /// The file's number on its disk. SQLite goes on writing to a file that was deleted or replaced, where nobody finds
  /// what was written.
  private let number: Int

  /// Opens a file, or makes one.
  ///
  /// - Parameter patience: How many seconds a write waits for another process's.
  init(_ url: URL, _ schema: SQLiteSchema, patience: Double) async throws(SyncError) {
    path = url.path(percentEncoded: false)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(patience)
      configuration.prepareDatabase { database in
        // With a write-ahead log, less than this may lose the last commits when the power goes.
        try database.execute(sql: "PRAGMA synchronous = FULL")
      }
      try await schema.check(path)
      let database = try DatabasePool(path: path, configuration: configuration)
      try schema.migrate(database)
      guard let number = Self.number(of: path) else { throw Self.gone(path) }
      self.database = database
      self.number = number
    } catch {
      throw SyncError(sqlite: error, path)
    }
  }

  func read<R: Sendable>(_ fetch: @escaping @Sendable (Database) throws -> R) async throws(SyncError) -> R {
    do {
      return try await database.read(fetch)
    } catch {
      throw SyncError(sqlite: error, path)
    }
  }

  /// Writes within one transaction, which an error rolls back.
  func write<R: Sendable>(_ change: @escaping @Sendable (Database) throws -> R) async throws(SyncError) -> R {
    do {
      return try await database.write { database in
        guard Self.number(of: path) == number else { throw Self.gone(path) }
        return try change(database)
      }
    } catch {
      throw SyncError(sqlite: error, path)
    }
  }

  func close() throws(SyncError) {
    do {
      try database.close()
    } catch {
      throw SyncError(sqlite: error, path)
    }
  }

  private static func number(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber] as? Int
  }

  private static func gone(_ path: String) -> SyncError {
    SyncError(
      .fileSystem, "\(path) was moved or deleted while it was in use.",
      advice: "Put it back and run again; what was kept before stands.")
  }
}
