import Testing

@testable import SyncPlanner

struct FileJournalStoreTests {
  static let table = StoreTable(rawValue: "t")
  static let journal = "state/" + Journal.fileName

  static func put(_ key: String, _ value: String) -> StoreChange { .put(key, Array(value.utf8), in: table) }

  static func content(_ store: FileJournalStore) async throws -> [String: String] {
    var content: [String: String] = [:]
    for row in try await store.rows(in: table, after: nil, limit: 10_000) {
      content[row.key] = String(decoding: row.value, as: UTF8.self)
    }
    return content
  }

  @Test("A commit is there after opening anew, and revisions go on where they were")
  func reopens() async throws {
    let files = FaultyFileSystem()
    var store: FileJournalStore? = try await FileJournalStore(in: "state", files: files)
    try await store?.commit([Self.put("a", "1"), Self.put("b", "2")])
    try await store?.commit([Self.put("a", "3"), .delete("b", in: Self.table)])
    store = nil
    let again = try await FileJournalStore(in: "state", files: files)
    #expect(try await Self.content(again) == ["a": "3"])
    #expect(try await again.rows(in: Self.table, keys: ["a"]).first?.revision == 2)
    try await again.commit([Self.put("b", "4")])
    #expect(try await again.rows(in: Self.table, keys: ["b"]).first?.revision == 3)
    #expect(again.discardedTailBytes == 0)
  }

  @Test("A last commit torn at any byte is cut off, reported, and everything before it stands")
  func cutsTornTail() async throws {
    let files = FaultyFileSystem()
    var store: FileJournalStore? = try await FileJournalStore(in: "state", files: files)
    try await store?.commit([Self.put("a", "1")])
    let before = try #require(files.bytes(of: Self.journal)).count
    try await store?.commit([Self.put("a", "2"), Self.put("b", String(repeating: "x", count: 40))])
    store = nil
    let whole = try #require(files.bytes(of: Self.journal))
    for length in before..<whole.count {
      // Cut short, and at full length with the rest not written.
      for torn in [Array(whole[..<length]), whole[..<length] + [UInt8](repeating: 0, count: whole.count - length)] {
        let files = FaultyFileSystem()
        files.set(torn, of: Self.journal)
        let store = try await FileJournalStore(in: "state", files: files)
        #expect(try await Self.content(store) == ["a": "1"], "torn at \(length)")
        #expect(store.discardedTailBytes == torn.count - before)
        try await store.commit([Self.put("c", "3")])
        await store.close()
        let again = try await FileJournalStore(in: "state", files: files)
        #expect(try await Self.content(again) == ["a": "1", "c": "3"])
        #expect(again.discardedTailBytes == 0)
      }
    }
  }

  @Test("Damage at any byte before the last commit is refused and nothing is changed")
  func refusesDamage() async throws {
    let files = FaultyFileSystem()
    var store: FileJournalStore? = try await FileJournalStore(in: "state", files: files)
    try await store?.commit([Self.put("a", "1")])
    try await store?.commit([Self.put("b", "2")])
    let boundary = try #require(files.bytes(of: Self.journal)).count
    try await store?.commit([Self.put("c", "3")])
    store = nil
    let whole = try #require(files.bytes(of: Self.journal))
    for place in 0..<boundary {
      var damaged = whole
      damaged[place] ^= 0x10
      let files = FaultyFileSystem()
      files.set(damaged, of: Self.journal)
      let error = try await #require(throws: SyncError.self) {
        try await FileJournalStore(in: "state", files: files)
      }
      // A damaged number of the version may look like a newer one; that is refused as well.
      #expect(error.code == ((8..<12).contains(place) ? .newerVersion : .corrupted), "damaged at \(place)")
      #expect(files.bytes(of: Self.journal) == damaged)
    }
  }

  @Test("A row that holds a copy of a frame is never taken for one")
  func valuesAreNoFrames() async throws {
    let files = FaultyFileSystem()
    var store: FileJournalStore? = try await FileJournalStore(in: "state", files: files)
    try await store?.commit([Self.put("a", "1")])
    let frame = Array(try #require(files.bytes(of: Self.journal))[JournalFormat.headerLength...])
    let before = try #require(files.bytes(of: Self.journal)).count
    try await store?.commit([.put("b", frame + frame, in: Self.table)])
    store = nil
    let whole = try #require(files.bytes(of: Self.journal))
    var torn = whole
    torn[before + JournalFormat.frameOverhead] ^= 1
    files.set(torn, of: Self.journal)
    let again = try await FileJournalStore(in: "state", files: files)
    #expect(again.discardedTailBytes == whole.count - before)
    #expect(try await Self.content(again) == ["a": "1"])
  }

  @Test("A folder of a newer version is refused and left alone to the last byte")
  func refusesNewerVersion() async throws {
    let files = FaultyFileSystem()
    let newer = Array("SYNCJRNL".utf8) + [2, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 5)
    files.set(newer, of: Self.journal)
    let error = try await #require(throws: SyncError.self) {
      try await FileJournalStore(in: "state", files: files)
    }
    #expect(error.code == .newerVersion)
    #expect(error.advice?.contains("newer version") == true)
    #expect(files.bytes(of: Self.journal) == newer)
    #expect(files.names(in: "state") == [Journal.fileName])
    #expect(files.calls.isEmpty)
  }

  @Test("A file that is no journal is refused", arguments: [[], Array("{}".utf8), [UInt8](repeating: 0, count: 100)])
  func refusesForeignFile(bytes: [UInt8]) async throws {
    let files = FaultyFileSystem()
    files.set(bytes, of: Self.journal)
    let error = try await #require(throws: SyncError.self) {
      try await FileJournalStore(in: "state", files: files)
    }
    #expect(error.code == .corrupted)
    #expect(files.bytes(of: Self.journal) == bytes)
  }

  @Test("Who comes second finds the folder locked until the first closes or is let go")
  func locks() async throws {
    let files = FaultyFileSystem()
    var first: FileJournalStore? = try await FileJournalStore(in: "state", files: files)
    let error = try await #require(throws: SyncError.self) { try await FileJournalStore(in: "state", files: files) }
    #expect(error.code == .locked)
    await first?.close()
    let second = try await FileJournalStore(in: "state", files: files)
    await second.close()
    first = nil
    var third: FileJournalStore? = try await FileJournalStore(in: "state", files: files)
    #expect(third != nil)
    third = nil
    let fourth = try await FileJournalStore(in: "state", files: files)
    #expect(fourth.discardedTailBytes == 0)
  }

  @Test("After closing every call fails and says why")
  func failsAfterClosing() async throws {
    let store = try await FileJournalStore(in: "state", files: FaultyFileSystem())
    await store.close()
    await store.close()
    for call in [
      { _ = try await store.rows(in: Self.table, after: nil, limit: 1) },
      { _ = try await store.rows(in: Self.table, keys: ["a"]) }, { try await store.commit([Self.put("a", "1")]) },
    ] {
      let error = try await #require(throws: SyncError.self) { try await call() }
      #expect(error.code == .store)
      #expect(error.message.contains("closed"))
    }
  }

  @Test("A full disk fails loudly at any byte, and the store goes on to serve what it had", arguments: 0..<60)
  func survivesFullDisk(room: Int) async throws {
    let files = FaultyFileSystem()
    let store = try await FileJournalStore(in: "state", files: files)
    try await store.commit([Self.put("a", "1")])
    let before = files.bytes(of: Self.journal)
    files.limit(room: room)
    let error = try await #require(throws: SyncError.self) {
      try await store.commit([Self.put("a", "2"), Self.put("b", String(repeating: "x", count: 60))])
    }
    #expect(error.code == .diskFull)
    #expect(files.bytes(of: Self.journal) == before)
    #expect(try await Self.content(store) == ["a": "1"])
    files.limit(room: nil)
    try await store.commit([Self.put("b", "2")])
    await store.close()
    let again = try await FileJournalStore(in: "state", files: files)
    #expect(try await Self.content(again) == ["a": "1", "b": "2"])
    #expect(try await again.rows(in: Self.table, keys: ["b"]).first?.revision == 2)
  }

  @Test("When making durable fails, the commit did not happen, even if cutting back fails as well")
  func survivesFailingSync() async throws {
    let files = FaultyFileSystem()
    let store = try await FileJournalStore(in: "state", files: files)
    try await store.commit([Self.put("a", "1")])
    files.failNext(.synchronize, .truncate)
    await #expect(throws: SyncError.self) {
      try await store.commit([Self.put("a", String(repeating: "2", count: 100))])
    }
    #expect(try await Self.content(store) == ["a": "1"])
    try await store.commit([Self.put("b", "3")])
    await store.close()
    let again = try await FileJournalStore(in: "state", files: files)
    #expect(try await Self.content(again) == ["a": "1", "b": "3"])
    #expect(again.discardedTailBytes == 0)
  }
}
