internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension SyncPlan {
  /// Reads a plan's file and checks all of it.
  ///
  /// The actions are not held in memory: the file stays open, and is read again when they are asked for. It is checked once
  /// more before anything of it is sent, and must not be written to until the plan was applied.
  ///
  /// - Throws: ``SyncError`` with `invalidPlan` where it is no plan, was cut short or altered; `newerVersion` where a
  ///   newer version of this package wrote it; `fileSystem` where it cannot be read.
  public init(reading url: URL) throws(SyncError) {
    let file = try POSIXFileSystem().open(url.path, .reading)
    try self.init(reading: file, named: url.lastPathComponent)
  }

  init(reading file: any OpenFile, named name: String) throws(SyncError) {
    var lines = PlanStorage.Lines(PlanStorage([.file(file, 0..<(try file.length))]))
    func invalid(_ why: String) -> SyncError {
      SyncError(.invalidPlan, "\(name) is no plan that can be applied: \(why).", advice: "Plan again.")
    }
    guard let first = try lines.next(), let header = try? JSONSlice(parsing: Array(first)),
      header["format"]?.string == PlanFile.format, let version = header["version"]?.int
    else { throw invalid("its first line is not a plan's") }
    guard version <= PlanFile.version else {
      throw SyncError(
        .newerVersion, "\(name) is a plan of version \(version); this is version \(PlanFile.version).",
        advice: "Use a newer version of this package for it.")
    }
    guard let basis = Basis(header: header), let summary = Summary(header: header) else {
      throw invalid("its first line is incomplete")
    }
    var hash = SHA256()
    hash.combine(first)
    hash.combine(CollectionOfOne(UInt8(ascii: "\n")))
    var counted = Summary()
    var length = first.count + 1
    var stage = Int.min
    while let line = try lines.next() {
      guard let json = try? JSONSlice(parsing: Array(line)) else { throw invalid("a line is not JSON") }
      guard let text = json["digest"]?.string, json["action"] == nil else {
        guard let action = SyncAction(line: json) else { throw invalid("a line is no action") }
        guard action.stage >= stage else { throw invalid("its actions are out of order") }
        stage = action.stage
        counted.feeds[action.key.feed, default: .init()][action.kind] += 1
        hash.combine(line)
        hash.combine(CollectionOfOne(UInt8(ascii: "\n")))
        length += line.count + 1
        continue
      }
      guard try lines.next() == nil else { throw invalid("it goes on behind its end") }
      let digest = Digest(hash)
      guard text == digest.description, json["actions"]?.int == counted.actions else {
        throw invalid("it was altered")
      }
      guard counted.sameActions(as: summary) else { throw invalid("its summary does not fit its actions") }
      let storage = PlanStorage([.file(file, (first.count + 1)..<length)], header: Array(first))
      self.init(basis: basis, summary: summary, digest: digest, actions: PlanActions(storage))
      return
    }
    throw invalid("it was cut short")
  }

  /// Refuses a plan whose file was written to since it was read: between a person's look and the deed hours may lie.
  ///
  /// - Throws: ``SyncError`` with `invalidPlan`.
  @concurrent
  func checkAgain() async throws(SyncError) {
    let storage = actions.storage
    guard let header = storage.header else { return }
    var hash = SHA256()
    hash.combine(header)
    hash.combine(CollectionOfOne(UInt8(ascii: "\n")))
    var lines = PlanStorage.Lines(storage)
    while let line = try lines.next() {
      hash.combine(line)
      hash.combine(CollectionOfOne(UInt8(ascii: "\n")))
      if Task.isCancelled { throw .cancelled }
    }
    guard Digest(hash) == digest else {
      throw SyncError(
        .invalidPlan, "The file of the plan \(id) was written to since it was read.",
        advice: "Nothing was sent. Read it again, or plan again.")
    }
  }

  /// Writes the plan as JSON lines, in place of whatever was there, once all of it is written. Only the process's own user
  /// may read the file.
  ///
  /// - Throws: ``SyncError`` with `diskFull` or `fileSystem`; the file that was there before then stands.
  @concurrent
  public func write(to url: URL) async throws(SyncError) {
    try write(to: url.path, files: POSIXFileSystem())
  }

  func write(to path: String, files: any FileSystem) throws(SyncError) {
    let draft = path + ".\(id).part"
    do throws(SyncError) {
      let file = try files.open(draft, .replacing)
      var buffer = PlanFile.header(basis, summary) + [UInt8(ascii: "\n")]
      var length = 0
      var lines = PlanStorage.Lines(actions.storage)
      while let line = try lines.next() {
        buffer.append(contentsOf: line)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 1 << 20 {
          try file.write(buffer, at: length)
          length += buffer.count
          buffer.removeAll(keepingCapacity: true)
        }
      }
      buffer.append(contentsOf: PlanFile.footer(self) + [UInt8(ascii: "\n")])
      try file.write(buffer, at: length)
      try file.synchronize()
      try files.rename(draft, to: path)
    } catch {
      try? files.remove(draft)
      throw error
    }
    try files.synchronizeFolder(Self.folder(of: path))
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension SyncPlan.Summary {
  /// Whether both count the same actions, whatever was collected.
  fileprivate func sameActions(as other: SyncPlan.Summary) -> Bool {
    Set(feeds.keys).union(other.feeds.keys).allSatisfy { feed in
      SyncAction.Kind.allCases.allSatisfy { self[feed][$0] == other[feed][$0] }
    }
  }
}
