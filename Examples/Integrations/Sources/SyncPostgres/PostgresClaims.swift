public import CatalogModels
import Foundation
public import SyncPlanner

/// Work claims in PostgreSQL: workers take different pieces at once without waiting for each other
/// (`FOR UPDATE SKIP LOCKED`), and leases are counted on the server's clock, so that machines need not agree on the time.
public struct PostgresClaims: WorkClaims {
  let connection: PostgresConnection

  /// The claims beside a store's rows, over the same connection.
  public init(in store: PostgresSyncStore) { connection = store.connection }

  /// Puts work up.
  public func offer(_ work: [String: RawJSON]) async throws {
    for (name, note) in work {
      guard (1...256).contains(name.utf8.count), !name.utf8.contains(0) else {
        throw SyncError(
          .store, "The name of the work “\(name.prefix(40))” cannot be kept.",
          advice: "Names have 1 to 256 bytes of UTF-8, none of them zero.")
      }
      try await connection.query(
        "INSERT INTO claim (work, note) VALUES ($1, $2) ON CONFLICT DO NOTHING", [name, note.text])
    }
  }

  /// Takes a piece of work that is free, the first by its name.
  public func claim(as worker: String, for lease: Duration) async throws -> WorkClaim? {
    let rows = try await connection.query(
      """
      UPDATE claim SET worker = $1, token = nextval('token'), attempt = attempt + 1, free_from = \(Self.end("$2"))
      WHERE work = (
        SELECT work FROM claim WHERE free_from <= clock_timestamp() ORDER BY work LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING work, note, token, attempt, \(Self.milliseconds)
      """, [worker, Self.text(lease)])
    guard let row = rows.first else { return nil }
    guard let work = row[0], let note = try row[1].map({ try RawJSON(parsing: $0.utf8) }),
      let token = row[2].flatMap({ Int($0) }), let attempt = row[3].flatMap({ Int($0) })
    else { throw SyncError(.corrupted, "A claim cannot be read.") }
    return WorkClaim(
      work: work, note: note, worker: worker, token: token, attempt: attempt, until: Self.date(row[4]))
  }

  /// Holds a claim for longer.
  public func renew(_ claim: WorkClaim, for lease: Duration) async throws -> WorkClaim {
    let row = try await change(
      claim, "UPDATE claim SET free_from = \(Self.end("$3"))", [Self.text(lease)], returning: Self.milliseconds)
    var renewed = claim
    renewed.until = Self.date(row.first ?? nil)
    return renewed
  }

  /// Gives work back undone.
  public func release(_ claim: WorkClaim, after delay: Duration) async throws {
    _ = try await change(
      claim, "UPDATE claim SET worker = NULL, token = 0, free_from = \(Self.end("$3"))",
      [Self.text(max(.zero, delay))])
  }

  /// Says that work is done.
  public func finish(_ claim: WorkClaim) async throws {
    _ = try await change(claim, "DELETE FROM claim", [])
  }

  /// How many pieces of work are not done yet, those included that somebody holds.
  public func remaining() async throws -> Int {
    try await connection.query("SELECT count(*) FROM claim").first?.first?.flatMap { Int($0) } ?? 0
  }

  /// Changes a claim's row as long as the claim holds.
  private func change(
    _ claim: WorkClaim, _ sql: String, _ values: [String], returning column: String = "1"
  ) async throws -> PostgresConnection.Row {
    let rows = try await connection.query(
      "\(sql) WHERE work = $1 AND token = $2 RETURNING \(column)", [claim.work, String(claim.token)] + values)
    guard let row = rows.first else {
      throw SyncError(
        .leaseLost, "The work “\(claim.work)” is no longer in this worker's hands.",
        advice: "Do nothing more for it. Whoever holds it now carries on from what was committed.")
    }
    return row
  }

  private static func end(_ value: String) -> String {
    "clock_timestamp() + \(value)::bigint * interval '1 microsecond'"
  }
  private static let milliseconds = "(extract(epoch FROM free_from) * 1000)::bigint"

  private static func text(_ duration: Duration) -> String {
    String(Int((duration / .microseconds(1)).rounded()))
  }

  private static func date(_ text: String?) -> Date {
    Date(timeIntervalSince1970: Double(text.flatMap { Int($0) } ?? 0) / 1000)
  }
}
