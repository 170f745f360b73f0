/// An open journal: its file, and where in it the newest value of each row lies.
///
/// In memory are keys, places and revisions; values stay in the file.
struct Journal: Sendable {
  typealias Index = KeyIndex<Place>

  /// Where a row's value lies.
  struct Place: Sendable {
    var offset: Int
    var revision: Int
    var length: Int32
  }

  let files: any FileSystem
  let folder: String
  var file: any OpenFile
  var salt: UInt64
  /// The end of the last good frame. What lies behind it does not count.
  var end: Int
  /// The number of the last commit, which is the revision of the rows that it wrote. It never goes back.
  var sequence: Int
  var tables: [StoreTable: Index] = [:]
  /// How many bytes a snapshot of all rows would take, more or less.
  var liveBytes = 0
  /// Something may lie behind the end, from a commit that failed.
  var hasRest = false
  /// The file took another's place, and that is not yet durable: no commit may count before it is.
  var needsFolder = false
  /// How long the file must be before it is compacted.
  var compactionLength: Int

  static let fileName = "sync.journal"
  static let draftName = "sync.journal.new"

  /// What a row takes beside its key and value: two lengths and a revision.
  static let rowOverhead = 8

  /// Writes a commit and makes it durable.
  ///
  /// - Throws: ``SyncError``. The commit did not take effect then, and what was kept before stands.
  mutating func commit(_ changes: [StoreChange]) throws(SyncError) {
    try clearRest()
    if needsFolder {
      try files.synchronizeFolder(folder)
      needsFolder = false
    }
    let next = sequence + 1
    let payload = JournalPayload.commit(changes, sequence: next)
    guard payload.bytes.count <= JournalFormat.longestPayload else {
      throw SyncError(.store, "A commit of \(payload.bytes.count) bytes is too large.", advice: "Commit in parts.")
    }
    let frame = JournalFormat.frame(payload.bytes, salt: salt, place: end)
    do throws(SyncError) {
      try file.write(frame, at: end)
      try file.synchronize()
    } catch {
      hasRest = true
      try? clearRest()
      throw error
    }
    let start = end + JournalFormat.frameOverhead
    for (change, value) in zip(changes, payload.values) {
      put(
        change.table, Array(change.key.utf8),
        change.value.map { Place(offset: start + value, revision: next, length: Int32($0.count)) })
    }
    end += frame.count
    sequence = next
  }

  /// The values of some rows.
  func values(at places: [Place]) throws(SyncError) -> [ArraySlice<UInt8>] {
    try file.read(places.map { $0.offset..<($0.offset + Int($0.length)) })
  }

  /// Sets or removes where a row's value lies.
  mutating func put(_ table: StoreTable, _ key: [UInt8], _ place: Place?) {
    let old: Place?
    if let place {
      old = tables[table, default: Index()].set(place, for: key)
      liveBytes += key.count + Int(place.length) + Self.rowOverhead
    } else {
      old = tables[table]?.remove(key)
    }
    if let old { liveBytes -= key.count + Int(old.length) + Self.rowOverhead }
  }

  private mutating func clearRest() throws(SyncError) {
    guard hasRest else { return }
    try file.truncate(to: end)
    hasRest = false
    // Only so that the failed commit does not turn up after a power cut; the next commit makes it durable anyway.
    try? file.synchronize()
  }
}
