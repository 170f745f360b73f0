import Foundation
import Testing

@testable import SyncPostgres

/// The PostgreSQL server that `test.sh` started.
enum Database {
  /// How to reach it: `PIM_TEST_POSTGRES`.
  static let parameters = ProcessInfo.processInfo.environment["PIM_TEST_POSTGRES"]

  static var isThere: Bool { parameters != nil }

  /// Why tests are skipped where there is none.
  static let advice: Comment = "needs a PostgreSQL server that PIM_TEST_POSTGRES names; test.sh starts one"

  /// A name that no other test uses.
  static func newSchema() -> String {
    "t_" + UUID().uuidString.lowercased().replacing("-", with: "")
  }

  /// A database of its own on the server, for programs.
  static func newDatabase() async throws -> String {
    let name = newSchema()
    let connection = PostgresConnection(parameters ?? "")
    try await connection.query("CREATE DATABASE \(name)")
    return (parameters ?? "").replacing("dbname=postgres", with: "dbname=\(name)")
  }

  static func newStore() async throws -> PostgresSyncStore {
    try await PostgresSyncStore(parameters ?? "", schema: newSchema())
  }
}
