import CPostgres
import SyncPlanner

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#elseif canImport(Darwin)
  import Darwin
#endif

/// One connection to PostgreSQL, by way of libpq. It is made when it is first needed, and anew when it was lost.
///
/// `unsafe`: libpq's calls take and give C pointers; none of them leaves this file.
actor PostgresConnection {
  /// The session that libpq keeps.
  @safe private final class Session {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }
    deinit { unsafe PQfinish(pointer) }
  }

  private let parameters: String
  private let setUp: [String]
  private var session: Session?
  private let executor = QueueExecutor(label: "SyncPostgres")

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  /// Prepares a connection.
  ///
  /// - Parameters:
  ///   - parameters: A connection string or `postgres://` address. It may hold a password and is never shown.
  ///   - setUp: What to say to the server once it is connected.
  init(_ parameters: String, setUp: [String] = []) {
    self.parameters = parameters
    self.setUp = setUp
  }

  /// A row of a result: each column as text, `nil` for NULL.
  typealias Row = [String?]

  /// Sends one statement and takes its result.
  ///
  /// - Parameter values: What stands for `$1`, `$2` …, as text.
  /// - Throws: ``SyncError`` that says what happened in words for people.
  @discardableResult
  func query(_ sql: String, _ values: [String?] = []) throws(SyncError) -> [Row] {
    let session = try open()
    do throws(SyncError) {
      return try Self.query(session, sql, values)
    } catch {
      // What was lost is opened anew by the next statement.
      if unsafe PQstatus(session.pointer) != CONNECTION_OK { self.session = nil }
      throw error
    }
  }

  /// Runs statements as one transaction: all of them take effect, or none.
  func transaction<R: Sendable>(
    _ body: @Sendable (isolated PostgresConnection) throws(SyncError) -> R
  ) throws(SyncError) -> R {
    try query("BEGIN")
    do throws(SyncError) {
      let result = try body(self)
      try query("COMMIT")
      return result
    } catch {
      if session != nil { _ = try? query("ROLLBACK") }
      throw error
    }
  }

  private func open() throws(SyncError) -> Session {
    if let session { return session }
    let names = ["connect_timeout", "application_name", "dbname"]
    // A later name overrules an earlier one, so that the caller's own timeout holds.
    let connection = unsafe Self.withCStrings(names) { names in
      unsafe Self.withCStrings(["10", "catalog-sync", parameters]) { values in
        unsafe PQconnectdbParams(names, values, 1)
      }
    }
    guard let connection = unsafe connection else {
      throw SyncError(.store, "There is no memory for a connection to PostgreSQL.")
    }
    let new = unsafe Session(connection)
    guard unsafe PQstatus(connection) == CONNECTION_OK else {
      throw SyncError(
        .store, "PostgreSQL cannot be reached: \(unsafe Self.text(PQerrorMessage(connection)))",
        advice: "Check that the server runs, and the database's name, user and password.")
    }
    for sql in setUp { _ = try Self.query(new, sql, []) }
    session = new
    return new
  }

  private static func query(_ session: Session, _ sql: String, _ values: [String?]) throws(SyncError) -> [Row] {
    let result = unsafe withCStrings(values) { values in
      unsafe PQexecParams(session.pointer, sql, Int32(values.count), nil, values.baseAddress, nil, nil, 0)
    }
    defer { unsafe PQclear(result) }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: break
    default:
      let state = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { unsafe text($0) }
      throw SyncError(postgres: unsafe text(PQerrorMessage(session.pointer)), state: state ?? "")
    }
    let columns = unsafe PQnfields(result)
    return unsafe (0..<PQntuples(result)).map { row in
      (0..<columns).map { column in
        unsafe PQgetisnull(result, row, column) == 1 ? nil : unsafe String(cString: PQgetvalue(result, row, column))
      }
    }
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "no reason is given" }
    return unsafe String(cString: pointer).split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    unsafe text(UnsafePointer(pointer))
  }

  /// Texts as an array of C strings with a null behind the last.
  private static func withCStrings<R>(
    _ texts: [String?], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> R
  ) -> R {
    let copies = unsafe texts.map { text in unsafe text.map { unsafe strdup($0) } ?? nil }
    defer { unsafe copies.forEach { unsafe free($0) } }
    let pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
    return unsafe pointers.withUnsafeBufferPointer { buffer in
      unsafe body(UnsafeBufferPointer(rebasing: buffer.dropLast()))
    }
  }

  private static func withCStrings<R>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R
  ) -> R {
    unsafe withCStrings(texts.map(Optional.some)) { unsafe body($0.baseAddress) }
  }
}
