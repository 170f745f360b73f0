import CatalogModels
public import Foundation
import GRDB
public import SyncPlanner

/// A destination in one SQLite file: a table of records, their content as JSON, that anything can read.
///
/// ```
/// sqlite3 shop.sqlite "SELECT content ->> '$.identifier' FROM record WHERE feed = 'products' AND NOT disabled"
/// ```
///
/// It stands for a shop's database, and shows how small a destination is: what makes it one is checked by
/// `DestinationConformance`.
public struct SQLiteDestination: Destination {
  private let file: SQLiteFile
  private let identity: String

  /// Opens a file, which is made where it is absent.
  ///
  /// - Throws: ``SyncError`` with `newerVersion`, `corrupted`, `locked`, `diskFull` or `fileSystem`.
  public init(_ url: URL, patience: Double = 5) async throws(SyncError) {
    file = try await SQLiteFile(url, Self.schema, patience: patience)
    identity = try await file.read { try String.fetchOne($0, sql: "SELECT name FROM identity") ?? "" }
  }

  /// Reads, scans and repeats; batches of 500, one at a time.
  public var capabilities: DestinationCapabilities {
    DestinationCapabilities(identity: identity, batchSize: 500, isIdempotent: true, canRead: true, canScan: true)
  }

  /// Carries out a batch in one transaction.
  public func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    try await file.write { database in
      for action in batch { try Self.apply(action, to: database) }
    }
    return batch.map { .applied(destinationID: $0.key.id) }
  }

  /// The records as they are now.
  public func read(_ keys: [RecordKey]) async throws -> [SyncRecord] {
    try await file.read { database in
      try keys.compactMap { key in
        let content = try String.fetchOne(
          database, sql: "SELECT content FROM record WHERE feed = ? AND id = ?",
          arguments: [key.feed.rawValue, key.id])
        return try content.map { SyncRecord(key, fields: try Self.fields($0)) }
      }
    }
  }

  /// All records of a feed, page by page, so that they can be matched by a field such as a SKU.
  public func scan(_ feed: SyncFeed, after place: String?) async throws -> DestinationPage {
    try await file.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT id, content FROM record WHERE feed = ? AND id > ? ORDER BY id LIMIT 500",
        arguments: [feed.rawValue, place ?? ""])
      let records = try rows.map { row in
        let fields = try Self.fields(row[1])
        return DestinationPage.Record(id: row[0], fields: fields, parent: fields["parent"]?.string)
      }
      return DestinationPage(records, next: rows.count < 500 ? nil : records.last?.id)
    }
  }

  /// How many records of a feed there are, those included that are not shown.
  public func count(of feed: SyncFeed) async throws(SyncError) -> Int {
    try await file.read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM record WHERE feed = ?", arguments: [feed.rawValue]) ?? 0
    }
  }

  private static func apply(_ action: SyncAction, to database: Database) throws {
    let key: StatementArguments = [action.key.feed.rawValue, action.key.id]
    switch action.kind {
    case .create, .update, .link:
      // What is linked was here under a key of its own; what was made anew in the PIM under its SKU has a new one.
      let old = action.replacing?.id ?? (action.kind == .link ? action.destinationID : nil)
      if let old, old != action.key.id {
        try database.execute(
          sql: "UPDATE OR REPLACE record SET id = ? WHERE feed = ? AND id = ?",
          arguments: [action.key.id, action.key.feed.rawValue, old])
      }
      // The same once more is no change.
      try database.execute(
        sql: """
          INSERT INTO record (feed, id, content, disabled, changes) VALUES (?, ?, ?, FALSE, 1)
          ON CONFLICT (feed, id) DO UPDATE SET content = excluded.content, disabled = FALSE, changes = changes + 1
          WHERE content <> excluded.content OR disabled
          """,
        arguments: key + [RawJSON.object(action.fields).text])
    case .disable:
      try database.execute(sql: "UPDATE record SET disabled = TRUE WHERE feed = ? AND id = ?", arguments: key)
    case .delete:
      try database.execute(sql: "DELETE FROM record WHERE feed = ? AND id = ?", arguments: key)
    case .skip, .blocked: break
    }
  }

  private static func fields(_ content: String) throws -> [String: RawJSON] {
    Dictionary(try RawJSON(parsing: content.utf8).members.map { ($0.name, $0.value) }) { $1 }
  }

  private static let schema = SQLiteSchema(
    name: "a destination", applicationID: 0x4353_4453,
    steps: [
      """
      CREATE TABLE record (
        feed TEXT NOT NULL,
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        disabled BOOLEAN NOT NULL,
        changes INTEGER NOT NULL, -- how often it was changed
        PRIMARY KEY (feed, id)
      );
      CREATE TABLE identity (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL);
      INSERT INTO identity VALUES (1, 'sqlite-' || lower(hex(randomblob(16))));
      """
    ])
}
