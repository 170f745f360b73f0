import Foundation
import GRDB
import SyncPlanner

/// What a kind of file looks like, and how older files become newer ones.
struct SQLiteSchema: Sendable {
  /// What the file is, for people.
  let name: String
  /// Tells our files from those of other programs.
  let applicationID: Int32
  /// The steps that lead to the schema of today. A step stays as it is once it was released.
  let steps: [String]

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (number, sql) in steps.enumerated() {
      migrator.registerMigration("\(number + 1)") { database in
        if number == 0 { try database.execute(sql: "PRAGMA application_id = \(applicationID)") }
        try database.execute(sql: sql)
      }
    }
    return migrator
  }

  /// Refuses what is not ours or newer than we are, before a byte of it is changed.
  func check(_ path: String) async throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    try await DatabaseQueue(path: path, configuration: configuration).read { database in
      guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") != 0 else { return }
      guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
        throw SyncError(
          .corrupted, "\(path) is not \(name).", advice: "Choose another file. Nothing was changed.")
      }
      guard try !migrator.hasBeenSuperseded(database) else {
        throw SyncError(
          .newerVersion, "\(path) was written by a newer version of this package.",
          advice: "Use a newer version of this package for it. Nothing was changed.")
      }
    }
  }

  /// Brings what is older up to date.
  func migrate(_ database: any DatabaseWriter) throws {
    guard try !database.read(migrator.hasCompletedMigrations) else { return }
    try migrator.migrate(database)
  }
}
