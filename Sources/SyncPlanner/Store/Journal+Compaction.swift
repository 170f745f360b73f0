extension Journal {
  /// Begins a journal without rows.
  static func begin(
    in folder: String, files: any FileSystem, compactionLength: Int
  ) throws(SyncError) -> Journal {
    let salt = UInt64.random(in: .min ... .max)
    let file = try files.open(folder + "/" + draftName, .replacing)
    let header = JournalFormat.header(salt: salt)
    try file.write(header, at: 0)
    try file.synchronize()
    try files.rename(folder + "/" + draftName, to: folder + "/" + fileName)
    try files.synchronizeFolder(folder)
    return Journal(
      files: files, folder: folder, file: file, salt: salt, end: header.count, sequence: 0,
      compactionLength: compactionLength)
  }

  /// Whether more than half of a file that is long enough is of no use any more.
  var isWorthCompacting: Bool { end > compactionLength && end > 2 * liveBytes }

  /// Writes all rows into a new journal and puts it in the place of this one. So the file is never longer than twice
  /// what its rows take, and a change costs, over time, no more than twice its own bytes.
  ///
  /// - Throws: ``SyncError``. The journal goes on as it was then.
  mutating func compact() throws(SyncError) {
    let draft = folder + "/" + Self.draftName
    do throws(SyncError) {
      let newSalt = UInt64.random(in: .min ... .max)
      let new = try files.open(draft, .replacing)
      var newEnd = 0
      func append(_ bytes: [UInt8]) throws(SyncError) {
        try new.write(bytes, at: newEnd)
        newEnd += bytes.count
      }
      try append(JournalFormat.header(salt: newSalt))
      // The number of the last commit must live on although its rows may be gone.
      try append(
        JournalFormat.frame(JournalPayload.commit([], sequence: sequence).bytes, salt: newSalt, place: newEnd))
      // Where each value comes to lie, in the order of the index: it is taken over only once all is in place.
      var offsets: [StoreTable: [Int]] = [:]
      for (table, index) in tables {
        var after: [UInt8]?
        while true {
          let page = index.page(after: after, limit: 2048)
          guard let last = page.last else { break }
          after = last.key
          let values = try values(at: page.map(\.payload))
          let rows = zip(page, values).map { (key: $0.key, value: $1, revision: $0.payload.revision) }
          let payload = JournalPayload.snapshot(of: table, rows: rows, sequence: sequence)
          let start = newEnd + JournalFormat.frameOverhead
          offsets[table, default: []].append(contentsOf: payload.values.map { start + $0 })
          try append(JournalFormat.frame(payload.bytes, salt: newSalt, place: newEnd))
        }
      }
      try new.synchronize()
      try files.rename(draft, to: folder + "/" + Self.fileName)
      // From here on the new file is the journal, whatever comes.
      for (table, offsets) in offsets {
        tables[table]?.updateAll { $0.offset = offsets[$1] }
      }
      file = new
      salt = newSalt
      end = newEnd
      hasRest = false
      needsFolder = true
    } catch {
      try? files.remove(draft)
      throw error
    }
    try files.synchronizeFolder(folder)
    needsFolder = false
  }
}
