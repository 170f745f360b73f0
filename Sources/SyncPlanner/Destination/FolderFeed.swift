internal import CatalogJSON
internal import CatalogModels

/// One file of a ``FolderDestination``: where the newest line of each record lies.
struct FolderFeed: Sendable {
  struct Place: Sendable {
    var offset: Int
    var length: Int32
    var isDisabled: Bool
  }

  let feed: SyncFeed
  let path: String
  let folder: String
  let files: any FileSystem
  var file: any OpenFile
  var index = KeyIndex<Place>()
  /// The end of the last good line. What lies behind it does not count.
  var end = 0
  /// Something may lie behind the end, from a write that failed.
  var hasRest = false
  /// The file was just made or put in another's place, and that is not yet durable.
  var needsFolder = false
  /// Lines are out of order, or there are some that no longer count.
  var isUntidy = false

  var count: Int { index.count }

  /// Appends a line for each action, and makes them durable.
  ///
  /// - Throws: ``SyncError``. None of them took effect then.
  mutating func append(_ actions: [SyncAction]) throws(SyncError) {
    if hasRest {
      try file.truncate(to: end)
      hasRest = false
    }
    var lines: [UInt8] = []
    var changes: [(key: [UInt8], place: Place?)] = []
    for action in actions {
      let isDisabled = action.kind == .disable
      var fields: JSONSlice? = action.kind == .delete ? nil : RawJSON.object(action.fields).slice
      if isDisabled {
        fields = try records(of: [action.key.id]).first.map { RawJSON.object($0.fields).slice }
        // What is not there needs no disabling.
        if fields == nil { continue }
      }
      let line = FolderLine(key: action.key.id, isDisabled: isDisabled, record: fields).bytes
      let place = Place(offset: end + lines.count, length: Int32(line.count - 1), isDisabled: isDisabled)
      changes.append((Array(action.key.id.utf8), fields == nil ? nil : place))
      lines += line
      if let old = action.replacing, old.feed == feed, index[Array(old.id.utf8)] != nil {
        changes.append((Array(old.id.utf8), nil))
        lines += FolderLine(key: old.id, isDisabled: false, record: nil).bytes
      }
    }
    guard !lines.isEmpty else { return }
    do throws(SyncError) {
      try file.write(lines, at: end)
      try file.synchronize()
      if needsFolder { try files.synchronizeFolder(folder) }
      needsFolder = false
    } catch {
      hasRest = true
      if (try? file.truncate(to: end)) != nil { hasRest = false }
      throw error
    }
    end += lines.count
    isUntidy = true
    for (key, place) in changes {
      if let place { index.set(place, for: key) } else { index.remove(key) }
    }
  }

  /// The records of some keys, from their newest lines.
  func records(of ids: [String]) throws(SyncError) -> [SyncRecord] {
    let found = ids.compactMap { id in index[Array(id.utf8)].map { (id: id, place: $0) } }
    let lines = try file.read(found.map { $0.place.offset..<($0.place.offset + Int($0.place.length)) })
    var records: [SyncRecord] = []
    records.reserveCapacity(found.count)
    for (found, line) in zip(found, lines) {
      guard let line = FolderLine(line), let record = line.record else {
        throw SyncError(.corrupted, "\(path) was changed by somebody else at byte \(found.place.offset).")
      }
      var fields: [String: RawJSON] = [:]
      for (name, value) in record.members { fields[name] = RawJSON(value) }
      records.append(SyncRecord(RecordKey(feed, found.id), fields: fields))
    }
    return records
  }

  /// Writes the lines that count, in order, into a new file that takes the place of this one.
  mutating func compact() throws(SyncError) {
    guard isUntidy else { return }
    let draft = path + Self.draftSuffix
    do throws(SyncError) {
      let new = try files.open(draft, .replacing)
      var newIndex = KeyIndex<Place>()
      var newEnd = 0
      var after: [UInt8]?
      while true {
        let page = index.page(after: after, limit: 1024)
        guard let last = page.last else { break }
        after = last.key
        let lines = try file.read(page.map { $0.payload.offset..<($0.payload.offset + Int($0.payload.length)) })
        var block: [UInt8] = []
        for (row, line) in zip(page, lines) {
          newIndex.set(
            Place(offset: newEnd + block.count, length: row.payload.length, isDisabled: row.payload.isDisabled),
            for: row.key)
          block += line
          block.append(UInt8(ascii: "\n"))
        }
        try new.write(block, at: newEnd)
        newEnd += block.count
      }
      try new.synchronize()
      try files.rename(draft, to: path)
      // From here on the new file is the feed's, whatever comes.
      (file, index, end, hasRest, isUntidy, needsFolder) = (new, newIndex, newEnd, false, false, true)
    } catch {
      try? files.remove(draft)
      throw error
    }
    try files.synchronizeFolder(folder)
    needsFolder = false
  }
}
