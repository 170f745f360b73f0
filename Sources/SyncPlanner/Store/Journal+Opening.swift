extension Journal {
  /// Opens the journal of a folder, or begins one.
  ///
  /// - Returns: The journal, and how many bytes of a commit that had not come to its end were cut off.
  /// - Throws: ``SyncError`` with `newerVersion` or `corrupted`, and nothing is changed then; or what the file system
  ///   said.
  static func open(
    in folder: String, files: any FileSystem, compactionLength: Int
  ) throws(SyncError) -> (journal: Journal, cut: Int) {
    let path = folder + "/" + fileName
    guard try files.names(in: folder).contains(fileName) else {
      let journal = try Journal.begin(in: folder, files: files, compactionLength: compactionLength)
      return (journal, 0)
    }
    let file = try files.open(path, .updating)
    let header = try file.read(at: 0, count: JournalFormat.headerLength)
    var journal = Journal(
      files: files, folder: folder, file: file, salt: try JournalFormat.salt(header: header, of: path),
      end: JournalFormat.headerLength, sequence: 0, compactionLength: compactionLength)
    let cut = try journal.replay(path)
    // A snapshot that did not come to its end.
    try files.remove(folder + "/" + draftName)
    return (journal, cut)
  }

  /// Says whether a folder's journal is one that this version can read, without touching anything.
  static func checkVersion(in folder: String, files: any FileSystem) throws(SyncError) {
    let path = folder + "/" + fileName
    guard try files.names(in: folder).contains(fileName) else { return }
    let header = try files.open(path, .reading).read(at: 0, count: JournalFormat.headerLength)
    _ = try JournalFormat.salt(header: header, of: path)
  }

  /// Takes in all frames, and cuts off the last one where it is not whole.
  private mutating func replay(_ path: String) throws(SyncError) -> Int {
    let length = try file.length
    var reader = BlockReader(file: file, length: length)
    while end < length {
      guard let payload = try frame(at: end, &reader) else {
        // Only the last commit can have been cut short. When a whole frame follows, this one was damaged later.
        guard try !hasFrame(behind: end, length) else {
          throw SyncError(
            .corrupted, "\(path) is damaged at byte \(end), and whole commits follow.",
            advice: "Restore it from a copy. Nothing was changed.")
        }
        try file.truncate(to: end)
        try file.synchronize()
        return length - end
      }
      try take(payload, path)
    }
    return 0
  }

  private mutating func take(_ payload: [UInt8], _ path: String) throws(SyncError) {
    let start = end + JournalFormat.frameOverhead
    let number: Int
    do throws(RowFault) {
      number = try JournalPayload.read(payload) { change in
        put(
          change.table, change.key,
          change.value.map {
            Place(offset: start + $0.lowerBound, revision: change.revision, length: Int32($0.count))
          })
      }
    } catch {
      throw SyncError(.corrupted, "\(path) holds a commit at byte \(end) that cannot be read.")
    }
    sequence = max(sequence, number)
    end = start + payload.count
  }

  private func frame(at place: Int, _ reader: inout BlockReader) throws(SyncError) -> [UInt8]? {
    let head = try reader.read(at: place, count: JournalFormat.frameOverhead)
    guard let length = JournalFormat.payloadLength(head) else { return nil }
    let payload = try reader.read(at: place + JournalFormat.frameOverhead, count: length)
    guard payload.count == length, JournalFormat.holds(head, payload, salt: salt, place: place) else { return nil }
    return Array(payload)
  }

  /// Whether a whole frame stands anywhere behind a place.
  private func hasFrame(behind place: Int, _ length: Int) throws(SyncError) -> Bool {
    var reader = BlockReader(file: file, length: length)
    var start = place + 1
    while start < length {
      let bytes = Array(try reader.read(at: start, count: min(1 << 20, length - start)))
      var index = 0
      while let mark = JournalFormat.nextMark(in: bytes, from: index) {
        if try frame(at: start + mark, &reader) != nil { return true }
        index = mark + 1
      }
      // A mark may lie across the boundary.
      start += max(1, bytes.count - 3)
    }
    return false
  }
}

/// Reads a file from front to back in large blocks.
struct BlockReader {
  private let file: any OpenFile
  private let length: Int
  private var block: [UInt8] = []
  private var start = 0

  init(file: any OpenFile, length: Int) {
    self.file = file
    self.length = length
  }

  /// Up to `count` bytes from a place: fewer only at the end of the file.
  mutating func read(at place: Int, count: Int) throws(SyncError) -> ArraySlice<UInt8> {
    let stop = min(place + count, length)
    guard place < stop else { return [] }
    if place < start || stop > start + block.count {
      block = try file.read(at: place, count: min(max(stop - place, 1 << 20), length - place))
      start = place
    }
    return block[(place - start)..<min(stop - start, block.count)]
  }
}
