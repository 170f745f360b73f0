public import SyncPlanner

/// A store in PostgreSQL, by way of libpq: for several workers on one catalog.
///
/// - A commit is one transaction: ledger, journal, checkpoint and fence move together or not at all.
/// - Commits of all workers follow one another, so that each sees what the one before it did.
/// - Each store holds one connection. One that is lost is made anew by the next call.
///
/// ```swift
/// let store = try await PostgresSyncStore("host=/run/postgresql dbname=catalog")
/// let claims = PostgresClaims(in: store)
/// ```
public struct PostgresSyncStore: SyncStore {
  let connection: PostgresConnection

  /// Opens the store, and makes its tables where they are absent.
  ///
  /// - Parameters:
  ///   - parameters: A connection string or a `postgres://` address, as libpq takes them; what it leaves out comes from
  ///     `PGHOST`, `PGPASSWORD` and the like, or from `~/.pgpass`. It is never shown.
  ///   - schema: The schema that holds the tables: lower-case letters, digits and `_`.
  /// - Throws: ``SyncError`` with `store` where the server cannot be reached or refuses, `newerVersion`, `fileSystem`
  ///   where it can only be read.
  public init(_ parameters: String, schema: String = "catalog_sync") async throws(SyncError) {
    connection = try PostgresSchema.connection(parameters, schema: schema)
    try await PostgresSchema.migrate(connection, schema: schema)
  }

  /// Rows of a table in the order of their keys.
  public func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
    try table.check()
    return try await connection.query(
      "SELECT key, value, revision FROM entry WHERE tablename = $1 AND key > $2 ORDER BY key LIMIT $3",
      [table.rawValue, PostgresText.bytes((after ?? "").utf8), String(max(1, limit))]
    ).compactMap(StoreRow.init)
  }

  /// The rows of some keys. Keys without a row are left out.
  public func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
    try table.check()
    guard !keys.isEmpty else { return [] }
    return try await connection.query(
      "SELECT key, value, revision FROM entry WHERE tablename = $1 AND key = ANY ($2::bytea[])",
      [table.rawValue, PostgresText.array(keys.map { PostgresText.bytes($0.utf8) })]
    ).compactMap(StoreRow.init)
  }

  /// Carries out all changes, or none; they are durable when this returns.
  ///
  /// - Throws: ``SyncError`` with `conflict` where a row moved on. Nothing took effect then.
  public func commit(_ changes: [StoreChange]) async throws {
    try StoreChange.check(changes)
    guard !changes.isEmpty else { return }
    try await connection.transaction { connection throws(SyncError) in
      try PostgresCommit(changes).run(on: connection)
    }
  }
}

extension StoreRow {
  fileprivate init?(_ row: PostgresConnection.Row) {
    guard row.count == 3, let key = row[0], let value = row[1], let revision = row[2].flatMap({ Int($0) }) else {
      return nil
    }
    self.init(
      key: String(decoding: PostgresText.bytes(key), as: UTF8.self), value: PostgresText.bytes(value),
      revision: revision)
  }
}
