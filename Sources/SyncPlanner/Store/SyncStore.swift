/// Keeps what a synchronisation must remember: rows of bytes by table and key.
///
/// Three methods carry the ledger, the journal of effects, checkpoints and leases alike; a fourth has a default. A store
/// need not know what rows mean. What it must hold to is checked by the suite `StoreConformance` in PIMTesting:
///
/// - A row's revision is a number that grows with each change of that row and is never used again for it, not even
///   after the row was deleted and made anew.
/// - ``commit(_:)`` takes effect as a whole or not at all, and is durable when it returns.
/// - A change that names another revision than the row's own fails the whole commit with ``SyncError`` `conflict`.
/// - Rows come in the order of their keys' UTF-8 bytes.
public protocol SyncStore: Sendable {
  /// Rows of a table in the order of their keys.
  ///
  /// - Parameters:
  ///   - table: The table; one that was never written to has no rows.
  ///   - after: The key behind which to begin; `nil` for the start.
  ///   - limit: The largest number of rows, at least 1. Fewer rows than this say that there are no more.
  func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow]

  /// The rows of some keys, in any order. Keys without a row are left out.
  func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow]

  /// The keys of a table in order, where what the rows hold does not matter. The default reads the rows; a store that
  /// finds keys without them saves a run most of the reading that shows what is gone.
  ///
  /// - Parameters:
  ///   - table: The table; one that was never written to has no keys.
  ///   - after: The key behind which to begin; `nil` for the start.
  ///   - limit: The largest number of keys, at least 1. Fewer keys than this say that there are no more.
  func keys(in table: StoreTable, after: String?, limit: Int) async throws -> [String]

  /// Carries out all changes, or none.
  ///
  /// - Parameter changes: At most one for each row.
  /// - Throws: ``SyncError`` with the code `conflict` where a row's revision is not the one that the change names.
  func commit(_ changes: [StoreChange]) async throws
}

extension SyncStore {
  /// The keys of ``rows(in:after:limit:)``.
  public func keys(in table: StoreTable, after: String?, limit: Int) async throws -> [String] {
    try await rows(in: table, after: after, limit: limit).map(\.key)
  }
}

/// A table of a store: a name of lower-case letters, digits, `-` and `.`, at most 64 bytes.
public struct StoreTable: RawRepresentable, Hashable, Sendable {
  /// The name.
  public let rawValue: String

  /// Creates a table's name.
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A row of a store.
public struct StoreRow: Sendable, Hashable {
  /// The key, unique within its table: 1 to 1,024 bytes of UTF-8, none of them zero, told apart byte for byte.
  public let key: String
  /// The content.
  public let value: [UInt8]
  /// The revision, at least 1.
  public let revision: Int

  /// Creates a row.
  public init(key: String, value: [UInt8], revision: Int) {
    self.key = key
    self.value = value
    self.revision = revision
  }
}

/// A change of one row.
public struct StoreChange: Sendable, Hashable {
  /// The table.
  public let table: StoreTable
  /// The row's key.
  public let key: String
  /// The new content; `nil` deletes the row.
  public let value: [UInt8]?
  /// What the row must be for the change to hold.
  public let expected: Expectation

  /// What a change expects of the row before it. No more cases will come.
  public enum Expectation: Sendable, Hashable {
    /// Whatever it is, even absent.
    case anything
    /// There is no such row.
    case absent
    /// The row has this revision.
    case revision(Int)
  }

  /// Writes a row.
  public static func put(
    _ key: String, _ value: [UInt8], in table: StoreTable, expecting expected: Expectation = .anything
  ) -> StoreChange {
    StoreChange(table: table, key: key, value: value, expected: expected)
  }

  /// Deletes a row. To delete one that is absent changes nothing.
  public static func delete(
    _ key: String, in table: StoreTable, expecting expected: Expectation = .anything
  ) -> StoreChange {
    StoreChange(table: table, key: key, value: nil, expected: expected)
  }
}
