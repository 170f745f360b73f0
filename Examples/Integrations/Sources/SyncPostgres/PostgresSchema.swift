import SyncPlanner

/// What the database holds, and how an older one becomes a newer one.
enum PostgresSchema {
  /// The steps that lead to the schema of today. A step stays as it is once it was released.
  private static let steps: [[String]] = [
    [
      """
      CREATE TABLE entry (
        tablename text COLLATE "C" NOT NULL,
        key bytea NOT NULL,
        value bytea NOT NULL,
        revision bigint NOT NULL,
        PRIMARY KEY (tablename, key)
      )
      """,
      // Counts the changes of all rows, so that no row meets a revision twice. Who commits holds it, so that commits
      // follow one another.
      "CREATE TABLE counter (revision bigint NOT NULL)",
      "INSERT INTO counter VALUES (0)",
      """
      CREATE TABLE claim (
        work text COLLATE "C" PRIMARY KEY,
        note text NOT NULL,
        worker text,
        token bigint NOT NULL DEFAULT 0,
        attempt bigint NOT NULL DEFAULT 0,
        free_from timestamptz NOT NULL DEFAULT clock_timestamp()
      )
      """,
      // Tokens outlive the claims, so that work that is offered anew gets a greater one.
      "CREATE SEQUENCE token",
      "CREATE TABLE budget (name text COLLATE \"C\" PRIMARY KEY, next timestamptz NOT NULL)",
    ]
  ]

  /// A connection to the tables of a schema.
  static func connection(_ parameters: String, schema: String) throws(SyncError) -> PostgresConnection {
    let isName =
      !schema.isEmpty && schema.utf8.count <= 63
      && schema.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    guard isName else {
      throw SyncError(
        .store, "“\(schema)” is no name of a schema.", advice: "Use up to 63 lower-case letters, digits and “_”.")
    }
    return PostgresConnection(
      parameters,
      setUp: [
        "SET client_min_messages = warning", "SET client_encoding = 'UTF8'", "SET lock_timeout = '30s'",
        "SET search_path = \"\(schema)\"",
      ])
  }

  /// Makes the schema, or brings it up to date. Of several workers one does it, and the others wait.
  static func migrate(_ connection: PostgresConnection, schema: String) async throws(SyncError) {
    try await connection.transaction { connection throws(SyncError) in
      try connection.query("SELECT pg_advisory_xact_lock(hashtext('catalog-sync ' || $1))", [schema])
      let found = try connection.query("SELECT to_regclass($1) IS NOT NULL", ["\(schema).version"]).first?.first
      if found != "t" {
        try connection.query("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"")
        try connection.query("CREATE TABLE version (number int NOT NULL)")
        try connection.query("INSERT INTO version VALUES (0)")
      }
      let version = try connection.query("SELECT number FROM version").first?.first?.flatMap { Int($0) } ?? 0
      guard version <= steps.count else {
        throw SyncError(
          .newerVersion, "The schema \(schema) has version \(version); this is version \(steps.count).",
          advice: "Use a newer version of this package for it. Nothing was changed.")
      }
      guard version < steps.count else { return }
      for step in steps[version...] { for sql in step { try connection.query(sql) } }
      try connection.query("UPDATE version SET number = $1", [String(steps.count)])
    }
  }
}
