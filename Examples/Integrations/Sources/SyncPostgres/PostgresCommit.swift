import SyncPlanner

/// One commit within a transaction, in four statements however many changes it has.
struct PostgresCommit {
  private let changes: [StoreChange]

  init(_ changes: [StoreChange]) { self.changes = changes }

  func run(on connection: isolated PostgresConnection) throws(SyncError) {
    // Whoever has the counter commits; the others wait here, and then see what was done.
    let first = try connection.query(
      "UPDATE counter SET revision = revision + $1 RETURNING revision - $1", [String(changes.count)])
    guard let before = first.first?.first?.flatMap({ Int($0) }) else {
      throw SyncError(.corrupted, "The store's counter of changes is missing.")
    }
    try check(on: connection)
    try delete(on: connection)
    try write(on: connection, from: before + 1)
  }

  private func check(on connection: isolated PostgresConnection) throws(SyncError) {
    let expecting = changes.filter { $0.expected != .anything }
    guard !expecting.isEmpty else { return }
    let rows = try connection.query(
      """
      SELECT place, revision FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS wanted (tablename, key, place)
      JOIN entry USING (tablename, key)
      """, Self.keys(expecting))
    var revisions: [Int: Int] = [:]
    for row in rows {
      if let place = row[0].flatMap({ Int($0) }) { revisions[place] = row[1].flatMap { Int($0) } }
    }
    for (place, change) in expecting.enumerated() { try change.check(against: revisions[place + 1]) }
  }

  private func delete(on connection: isolated PostgresConnection) throws(SyncError) {
    let deleted = changes.filter { $0.value == nil }
    guard !deleted.isEmpty else { return }
    try connection.query(
      """
      DELETE FROM entry USING unnest($1::text[], $2::bytea[]) AS gone (tablename, key)
      WHERE entry.tablename = gone.tablename AND entry.key = gone.key
      """, Self.keys(deleted))
  }

  private func write(on connection: isolated PostgresConnection, from revision: Int) throws(SyncError) {
    let written = changes.filter { $0.value != nil }
    guard !written.isEmpty else { return }
    try connection.query(
      """
      INSERT INTO entry (tablename, key, value, revision)
      SELECT tablename, key, value, $4::bigint + place - 1
      FROM unnest($1::text[], $2::bytea[], $3::bytea[]) WITH ORDINALITY AS new (tablename, key, value, place)
      ON CONFLICT (tablename, key) DO UPDATE SET value = excluded.value, revision = excluded.revision
      """,
      Self.keys(written) + [
        PostgresText.array(written.map { PostgresText.bytes($0.value ?? []) }), String(revision),
      ])
  }

  private static func keys(_ changes: [StoreChange]) -> [String?] {
    [
      PostgresText.array(changes.map(\.table.rawValue)),
      PostgresText.array(changes.map { PostgresText.bytes($0.key.utf8) }),
    ]
  }
}
