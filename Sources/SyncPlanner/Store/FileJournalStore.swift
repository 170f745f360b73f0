#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A store in a folder: one journal to which each commit is appended and made durable before it counts.
///
/// - A commit is on the disk when ``commit(_:)`` returns, and takes effect as a whole or not at all, wherever power or
///   process is cut. What a cut left of the last commit is removed at the next opening; ``discardedTailBytes`` tells.
/// - Damage anywhere else is refused as `corrupted`, a folder of a newer version as `newerVersion`; nothing is changed
///   then.
/// - One process at a time: the folder is locked while the store is open, and another opening fails with `locked`.
/// - A full disk, or another failure, throws; what was kept before stands and can be read on.
/// - In memory are keys and where their values lie, not the values: about 100 bytes for a key of 36.
/// - When more than half of a journal of 4 MB or more is of no use any more, its rows are written to a new one, which
///   then takes its place. When that fails, the old one stays in use.
public actor FileJournalStore: SyncStore {
  /// How many bytes of a commit that had not come to its end were cut off at opening. They were never confirmed.
  public nonisolated let discardedTailBytes: Int
  /// What kept the last compaction from coming to its end; the store does not need it to go on.
  public private(set) var compactionFailure: SyncError?

  private var journal: Journal?
  /// Holds the lock; gone when closed.
  private var lock: (any OpenFile)?
  private let folder: String
  private let compactionFloor: Int

  static let lockName = "lock"
  package static let defaultFloor = 4 << 20

  /// Opens a folder's store, or begins one; the folder is made where it is absent.
  ///
  /// - Throws: ``SyncError`` with `locked`, `newerVersion`, `corrupted`, `diskFull` or `fileSystem`.
  public init(in folder: URL) async throws(SyncError) {
    try await self.init(in: folder.path, files: POSIXFileSystem())
  }

  package init(
    in folder: String, files: any FileSystem, compactionFloor: Int = FileJournalStore.defaultFloor
  ) async throws(SyncError) {
    let opened = try await Self.open(folder, files, compactionFloor)
    self.folder = folder
    self.compactionFloor = compactionFloor
    lock = opened.lock
    journal = opened.journal
    discardedTailBytes = opened.cut
  }

  /// Rows of a table in the order of their keys.
  public func rows(in table: StoreTable, after: String?, limit: Int) throws(SyncError) -> [StoreRow] {
    try table.check()
    let journal = try open()
    guard let index = journal.tables[table] else { return [] }
    let page = index.page(after: after.map { Array($0.utf8) }, limit: max(1, limit))
    let values = try journal.values(at: page.map(\.payload))
    return zip(page, values).map { row, value in
      StoreRow(key: String(decoding: row.key, as: UTF8.self), value: Array(value), revision: row.payload.revision)
    }
  }

  /// The rows of some keys. Keys without a row are left out.
  public func rows(in table: StoreTable, keys: [String]) throws(SyncError) -> [StoreRow] {
    try table.check()
    let journal = try open()
    guard let index = journal.tables[table] else { return [] }
    var (found, places): ([String], [Journal.Place]) = ([], [])
    found.reserveCapacity(keys.count)
    places.reserveCapacity(keys.count)
    var (bytes, cursor): ([UInt8], Journal.Index.Cursor) = ([], .init())
    for key in keys {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: key.utf8)
      guard let place = index.payload(of: bytes, &cursor) else { continue }
      found.append(key)
      places.append(place)
    }
    let values = try journal.values(at: places)
    return found.indices.map { StoreRow(key: found[$0], value: Array(values[$0]), revision: places[$0].revision) }
  }

  /// The keys of a table in order, from memory.
  public func keys(in table: StoreTable, after: String?, limit: Int) throws(SyncError) -> [String] {
    try table.check()
    return try open().tables[table]?.keys(after: after.map { Array($0.utf8) }, limit: max(1, limit)) ?? []
  }

  /// Carries out all changes, or none; they are durable when this returns.
  ///
  /// - Throws: ``SyncError`` with `conflict` where a row moved on, `diskFull` or `fileSystem` where the file could not
  ///   be written. Nothing took effect then.
  public func commit(_ changes: [StoreChange]) throws(SyncError) {
    try check(changes)
    guard !changes.isEmpty else { return }
    try withJournal { (journal) throws(SyncError) in
      try journal.commit(changes)
      compactIfWorthIt(&journal)
    }
  }

  /// Writes all rows into a new journal now, whether that is worth it or not.
  public func compact() throws(SyncError) {
    try withJournal { (journal) throws(SyncError) in try journal.compact() }
  }

  /// Closes the store and gives back the folder's lock. Calls after that fail. Closing twice does no harm.
  ///
  /// A store that is let go without it closes itself.
  public func close() {
    journal = nil
    lock = nil
  }

  /// Apart from the commit itself, so that no copy of the index is alive when that is changed.
  private func check(_ changes: [StoreChange]) throws(SyncError) {
    let tables = try open().tables
    try StoreRules.check(changes) { table, key in tables[table]?[key]?.revision }
  }

  private func open() throws(SyncError) -> Journal {
    guard let journal else { throw SyncError(.store, "The store in \(folder) is closed.") }
    return journal
  }

  /// Takes the journal out while it is changed. (A throwing call through `journal?` leaves the access to the property
  /// open in debug builds of Swift 6.3, and a later one then traps.)
  private func withJournal(_ body: (inout Journal) throws(SyncError) -> Void) throws(SyncError) {
    var taken = try open()
    journal = nil
    defer { journal = taken }
    try body(&taken)
  }

  /// The commit before it stands, so a failure is no failure of the commit. It is tried again when the file has grown.
  private func compactIfWorthIt(_ journal: inout Journal) {
    guard journal.isWorthCompacting else { return }
    do throws(SyncError) {
      try journal.compact()
      compactionFailure = nil
      journal.compactionLength = compactionFloor
    } catch {
      compactionFailure = error
      journal.compactionLength = journal.end + compactionFloor
    }
  }

  @concurrent
  private static func open(
    _ folder: String, _ files: any FileSystem, _ floor: Int
  ) async throws(SyncError) -> (lock: any OpenFile, journal: Journal, cut: Int) {
    try files.createFolder(folder)
    // A folder of a newer version is left alone to the last byte, so the lock comes after.
    try Journal.checkVersion(in: folder, files: files)
    let lock = try files.open(folder + "/" + lockName, .updating)
    guard try lock.lock() else {
      throw SyncError(
        .locked, "Another process works on the state in \(folder).",
        advice: "Wait for it to end, or give this run a folder of its own.")
    }
    let opened = try Journal.open(in: folder, files: files, compactionLength: floor)
    return (lock, opened.journal, opened.cut)
  }
}
