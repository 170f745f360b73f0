import TestSupport
import Testing

@testable import SyncPlanner

/// Power cuts at every call of the file system, and random work against a dictionary.
struct FileJournalStorePowerTests {
  static let table = StoreTable(rawValue: "t")
  /// So small that a short test compacts many times.
  static let floor = 200

  /// What was committed when the machine went off: the store must come back with this, or with this and the commit
  /// that was under way.
  struct Truth {
    var content: [String: [UInt8]] = [:]
    var underWay: [String: [UInt8]]?
  }

  static func changes(_ step: Int) -> [StoreChange] {
    var changes: [StoreChange] = [
      .put("k\(step % 5)", [UInt8](repeating: UInt8(step), count: 10 + step * 7 % 40), in: table)
    ]
    if step % 3 == 2 { changes.append(.delete("k\((step + 1) % 5)", in: table)) }
    return changes
  }

  static func run(_ files: FaultyFileSystem, steps: Int) async -> Truth {
    var truth = Truth()
    guard let store = try? await FileJournalStore(in: "state", files: files, compactionFloor: floor) else {
      return truth
    }
    for step in 0..<steps {
      var next = truth.content
      for change in changes(step) { next[change.key] = change.value }
      truth.underWay = next
      do { try await store.commit(changes(step)) } catch { return truth }
      truth.content = next
      truth.underWay = nil
    }
    return truth
  }

  static func content(_ store: FileJournalStore) async throws -> [String: [UInt8]] {
    var content: [String: [UInt8]] = [:]
    for row in try await store.rows(in: table, after: nil, limit: 1000) { content[row.key] = row.value }
    return content
  }

  @Test("F5: a power cut at any call leaves all that was committed", arguments: [false, true])
  func survivesPowerCuts(keepingRest: Bool) async throws {
    let steps = 40
    let whole = FaultyFileSystem()
    _ = await Self.run(whole, steps: steps)
    let calls = whole.calls.count
    #expect(whole.calls.filter { $0 == .rename }.count > 3, "the work must be long enough to compact")
    for call in 0...calls {
      for lastWrite in [0, 5, 40] {
        let files = FaultyFileSystem()
        files.goOff(afterCalls: call, lastWrite: lastWrite)
        let truth = await Self.run(files, steps: steps)
        let after = files.afterPowerCut(keepingRest: keepingRest)
        let store = try await FileJournalStore(in: "state", files: after, compactionFloor: Self.floor)
        let content = try await Self.content(store)
        #expect(
          content == truth.content || content == truth.underWay, "off after call \(call), \(lastWrite) bytes written")
        // It works on.
        try await store.commit([.put("new", [1], in: Self.table)])
        #expect(try await store.rows(in: Self.table, keys: ["new"]).count == 1)
      }
    }
  }

  @Test("A compaction that fails does not matter to the commit, and is tried again")
  func survivesFailingCompaction() async throws {
    let files = FaultyFileSystem()
    let store = try await FileJournalStore(in: "state", files: files, compactionFloor: Self.floor)
    var truth: [String: [UInt8]] = [:]
    files.failNext(.rename, .rename)
    var sawFailure = false
    for step in 0..<60 {
      try await store.commit(Self.changes(step))
      for change in Self.changes(step) { truth[change.key] = change.value }
      if await store.compactionFailure != nil { sawFailure = true }
    }
    #expect(sawFailure)
    #expect(await store.compactionFailure == nil)
    #expect(try await Self.content(store) == truth)
    #expect(files.names(in: "state") == [FileJournalStore.lockName, Journal.fileName])
  }

  @Test("A journal stays within twice what its rows take, beyond the floor")
  func staysSmall() async throws {
    let files = FaultyFileSystem()
    let store = try await FileJournalStore(in: "state", files: files, compactionFloor: 2000)
    for step in 0..<2000 {
      try await store.commit([.put("k", [UInt8](repeating: 1, count: 50 + step % 7), in: Self.table)])
    }
    #expect(try #require(files.bytes(of: "state/" + Journal.fileName)).count < 2200)
    #expect(try await store.rows(in: Self.table, keys: ["k"]).first?.revision == 2000)
  }

  @Test("Revisions go on where they were although a compaction found no row")
  func remembersRevisionsOfNothing() async throws {
    let files = FaultyFileSystem()
    let store = try await FileJournalStore(in: "state", files: files)
    for step in 0..<3 { try await store.commit([.put("a", [UInt8(step)], in: Self.table)]) }
    try await store.commit([.delete("a", in: Self.table)])
    try await store.compact()
    await store.close()
    let again = try await FileJournalStore(in: "state", files: files)
    try await again.commit([.put("a", [9], in: Self.table)])
    #expect(try await again.rows(in: Self.table, keys: ["a"]).first?.revision == 5)
  }

  @Test("Where the folder could not be made durable after a compaction, no commit counts before it is")
  func waitsForFolder() async throws {
    let files = FaultyFileSystem()
    let store = try await FileJournalStore(in: "state", files: files)
    try await store.commit([.put("a", [1], in: Self.table)])
    files.failNext(.synchronizeFolder, .synchronizeFolder)
    await #expect(throws: SyncError.self) { try await store.compact() }
    await #expect(throws: SyncError.self) { try await store.commit([.put("a", [2], in: Self.table)]) }
    try await store.commit([.put("a", [3], in: Self.table)])
    let again = try await FileJournalStore(in: "state", files: files.afterPowerCut(keepingRest: false))
    #expect(try await Self.content(again) == ["a": [3]])
  }
}
