internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A folder of JSON lines: one file for each feed, one line for each record, in the order of the keys' bytes.
///
/// A line is `{"key":"…","record":{…}}`, with `"disabled":true` before `record` where the record is disabled. While a
/// run goes on, changes are appended: a later line then counts in place of an earlier one with the same key, and
/// `{"key":"…","deleted":true}` says that a record is gone. At the end of the run each file that changed is written anew
/// and put in its place in one step.
///
/// What `apply` answers is durable. In memory are keys and where their lines lie. The folder's identity stands in
/// `destination.json`; who removes that file, or the folder, gets all records anew with the next run.
public actor FolderDestination: Destination {
  /// One process at a time; `nil` after ``close()``.
  private var lock: (any OpenFile)?
  private let identity: String
  private let folder: String
  private let files: any FileSystem
  private var feeds: [SyncFeed: FolderFeed]

  /// Opens a folder, which is made where it is absent.
  ///
  /// - Throws: ``SyncError`` with `locked` where another process works on it, `newerVersion`, `corrupted`, `diskFull` or
  ///   `fileSystem`.
  public init(_ folder: URL) async throws(SyncError) {
    try await self.init(folder.path, files: POSIXFileSystem(isForOthers: true))
  }

  init(_ folder: String, files: any FileSystem) async throws(SyncError) {
    let opened = try await Self.open(folder, files)
    self.folder = folder
    self.files = files
    lock = opened.lock
    identity = opened.identity
    feeds = opened.feeds
  }

  /// Reads and repeats; batches of 500, one at a time.
  public var capabilities: DestinationCapabilities {
    DestinationCapabilities(identity: identity, batchSize: 500, isIdempotent: true, canRead: true)
  }

  /// Writes a batch and makes it durable.
  ///
  /// - Returns: `failed` for the actions whose file could not be written; the others are applied.
  /// - Throws: ``SyncError`` after ``close()``.
  public func apply(_ batch: [SyncAction]) throws(SyncError) -> [ActionOutcome] {
    try checkOpen()
    var outcomes = [ActionOutcome](repeating: .applied(), count: batch.count)
    let places = Dictionary(grouping: batch.indices) { batch[$0].key.feed }
    for (feed, places) in places {
      do throws(SyncError) {
        var file: FolderFeed
        if let known = feeds[feed] { file = known } else { file = try .open(feed, in: folder, files: files) }
        feeds[feed] = nil
        defer { feeds[feed] = file }
        try file.append(places.map { batch[$0] })
      } catch {
        for place in places { outcomes[place] = .failed(reason: error.description) }
      }
    }
    return outcomes
  }

  /// The records as their newest lines say.
  public func read(_ keys: [RecordKey]) throws(SyncError) -> [SyncRecord] {
    try checkOpen()
    var records: [SyncRecord] = []
    for (feed, keys) in Dictionary(grouping: keys, by: \.feed) {
      guard let file = feeds[feed] else { continue }
      records += try file.records(of: keys.map(\.id))
    }
    return records
  }

  /// Puts every file that changed in order.
  public func finish() async throws(SyncError) {
    try checkOpen()
    for feed in feeds.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard var file = feeds.removeValue(forKey: feed) else { continue }
      defer { feeds[feed] = file }
      try file.compact()
    }
  }

  /// How many records of a feed there are.
  public func count(of feed: SyncFeed) -> Int { feeds[feed]?.count ?? 0 }

  /// Gives the folder back. Calls after that fail. A destination that is let go without it closes itself.
  public func close() {
    lock = nil
    feeds = [:]
  }

  private func checkOpen() throws(SyncError) {
    guard lock != nil else { throw SyncError(.destination, "The destination \(folder) is closed.") }
  }
}

// MARK: Opening

extension FolderDestination {
  static let identityName = "destination.json"
  static let lockName = ".lock"
  private static let format = "catalog-sync-folder"
  private static let version = 1

  @concurrent
  private static func open(
    _ folder: String, _ files: any FileSystem
  ) async throws(SyncError) -> (lock: any OpenFile, identity: String, feeds: [SyncFeed: FolderFeed]) {
    try files.createFolder(folder)
    // A folder of a newer version, or of something else, is left alone to the last byte, so the lock comes after.
    _ = try identity(in: folder, files)
    let lock = try files.open(folder + "/" + lockName, .updating)
    guard try lock.lock() else {
      throw SyncError(
        .locked, "Another process writes to \(folder).", advice: "Wait for it to end, or choose another folder.")
    }
    let identity: String
    if let found = try Self.identity(in: folder, files) {
      identity = found
    } else {
      identity = "folder-" + Hexadecimal.text((0..<16).map { _ in UInt8.random(in: .min ... .max) })
      try write(identity, to: folder, files)
    }
    var feeds: [SyncFeed: FolderFeed] = [:]
    for name in try files.names(in: folder) {
      if name.hasSuffix(FolderFeed.draftSuffix) {
        try files.remove(folder + "/" + name)
      } else if let feed = FolderFeed.feed(ofFile: name) {
        feeds[feed] = try FolderFeed.open(feed, in: folder, files: files)
      }
    }
    return (lock, identity, feeds)
  }

  private static func write(_ identity: String, to folder: String, _ files: any FileSystem) throws(SyncError) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("format")
    writer.string(format)
    writer.key("version")
    writer.number(version)
    writer.key("identity")
    writer.string(identity)
    writer.endObject()
    writer.endLine()
    let path = folder + "/" + identityName
    let draft = try files.open(path + FolderFeed.draftSuffix, .replacing)
    try draft.write(writer.bytes, at: 0)
    try draft.synchronize()
    try files.rename(path + FolderFeed.draftSuffix, to: path)
    try files.synchronizeFolder(folder)
  }

  /// The folder's identity; `nil` where it has none yet.
  private static func identity(in folder: String, _ files: any FileSystem) throws(SyncError) -> String? {
    guard try files.names(in: folder).contains(identityName) else { return nil }
    let path = folder + "/" + identityName
    let bytes = try files.open(path, .reading).read(at: 0, count: 4096)
    guard let json = try? JSONSlice(parsing: bytes), json["format"]?.string == format,
      let found = json["version"]?.int
    else {
      throw SyncError(
        .corrupted, "\(path) is not the identity of a destination.", advice: "Choose an empty folder.")
    }
    guard found <= version else {
      throw SyncError(
        .newerVersion, "\(path) has version \(found); this is version \(version).",
        advice: "Use a newer version of this package for this folder. Nothing was changed.")
    }
    guard let identity = json["identity"]?.string, !identity.isEmpty else {
      throw SyncError(.corrupted, "\(path) names no identity.", advice: "Choose an empty folder.")
    }
    return identity
  }
}
