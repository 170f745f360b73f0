import Testing

@testable import SyncPlanner

/// Random work on stores beside a dictionary that cannot be wrong.
struct StoreModelTests {
  static let tables = [StoreTable(rawValue: "a"), StoreTable(rawValue: "b")]

  /// What the store should hold: key and content by table, and every revision that a row has had.
  struct Model {
    var rows: [StoreTable: [String: [UInt8]]] = [:]
    var revisions: [String: Int] = [:]
  }

  static func work(
    seed: UInt64, steps: Int, on first: any SyncStore, reopen: ((any SyncStore) async throws -> any SyncStore)?
  ) async throws {
    var random = SplitMix(seed: seed)
    var model = Model()
    var store = first
    for step in 0..<steps {
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<12:
        var changes: [StoreChange] = []
        var next = model
        var seen: Set<String> = []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let table = tables[Int.random(in: 0...1, using: &random)]
          let key = "k\(Int.random(in: 0..<30, using: &random))"
          guard seen.insert(table.rawValue + key).inserted else { continue }
          if Int.random(in: 0..<4, using: &random) == 0 {
            changes.append(.delete(key, in: table))
            next.rows[table, default: [:]][key] = nil
          } else {
            let value = [UInt8](repeating: UInt8(step & 0xff), count: Int.random(in: 0...80, using: &random))
            changes.append(.put(key, value, in: table))
            next.rows[table, default: [:]][key] = value
          }
        }
        if Int.random(in: 0..<5, using: &random) == 0 {
          changes.append(.put("never", [], in: tables[0], expecting: .revision(9_999_999)))
          await #expect(throws: SyncError.self, "seed \(seed), step \(step)") { try await store.commit(changes) }
        } else {
          try await store.commit(changes)
          model = next
          for change in changes where change.value != nil {
            let revision = try await store.rows(in: change.table, keys: [change.key]).first?.revision ?? 0
            let row = change.table.rawValue + change.key
            #expect(revision > model.revisions[row] ?? 0, "seed \(seed), step \(step)")
            model.revisions[row] = revision
          }
        }
      case 12..<18:
        let table = tables[Int.random(in: 0...1, using: &random)]
        let after = Bool.random(using: &random) ? nil : "k\(Int.random(in: 0..<30, using: &random))"
        let limit = Int.random(in: 1...40, using: &random)
        let found = try await store.rows(in: table, after: after, limit: limit)
        let wanted = (model.rows[table] ?? [:]).filter { after == nil || $0.key > after ?? "" }
          .sorted { $0.key < $1.key }.prefix(limit)
        #expect(found.map(\.key) == wanted.map(\.key), "seed \(seed), step \(step)")
        #expect(found.map(\.value) == wanted.map(\.value), "seed \(seed), step \(step)")
      default:
        if let reopen { store = try await reopen(store) }
      }
    }
  }

  @Test("Random work on the store in memory agrees with a dictionary")
  func memoryAgrees() async throws {
    try await Self.work(seed: .random(in: .min ... .max), steps: 1000, on: MemorySyncStore(), reopen: nil)
  }

  @Test("Random work on the file journal agrees with a dictionary, through openings and compactions", arguments: 0..<4)
  func fileJournalAgrees(round: Int) async throws {
    let seed = UInt64.random(in: .min ... .max)
    let files = FaultyFileSystem()
    let first = try await FileJournalStore(in: "state", files: files, compactionFloor: 500)
    try await Self.work(seed: seed, steps: 500, on: first) { store in
      await (store as? FileJournalStore)?.close()
      return try await FileJournalStore(in: "state", files: files, compactionFloor: 500)
    }
    #expect(files.calls.contains(.rename), "seed \(seed) compacted nothing")
  }

  @Test("The index of keys agrees with a dictionary through splits and removals", arguments: 0..<4)
  func indexAgrees(round: Int) {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(seed: seed)
    var index = KeyIndex<Int>()
    var model: [String: Int] = [:]
    for step in 0..<6000 {
      // In order, which fills chunks; or anywhere, which splits them.
      let key = round % 2 == 0 ? String(100_000 + step) : String(Int.random(in: 0..<3000, using: &random))
      if Int.random(in: 0..<3, using: &random) == 0 {
        let gone = String(Int.random(in: 0..<3000, using: &random) + (round % 2 == 0 ? 100_000 : 0))
        #expect(index.remove(Array(gone.utf8)) == model.removeValue(forKey: gone), "seed \(seed)")
      } else {
        #expect(index.set(step, for: Array(key.utf8)) == model.updateValue(step, forKey: key), "seed \(seed)")
      }
    }
    #expect(index.count == model.count)
    var found: [(key: [UInt8], payload: Int)] = []
    while true {
      let page = index.page(after: found.last?.key, limit: 333)
      found += page
      if page.count < 333 { break }
    }
    let wanted = model.sorted { $0.key < $1.key }
    #expect(found.map { String(decoding: $0.key, as: UTF8.self) } == wanted.map(\.key), "seed \(seed)")
    #expect(found.map(\.payload) == wanted.map(\.value), "seed \(seed)")
    #expect(index.keys(after: nil, limit: .max) == wanted.map(\.key), "seed \(seed)")
    let middle = wanted[wanted.count / 2].key
    #expect(
      index.keys(after: Array(middle.utf8), limit: 7) == wanted.map(\.key).drop { $0 <= middle }.prefix(7).map(\.self),
      "seed \(seed)")
    // In order, in disorder, and with some that are not there.
    let asked = wanted.map(\.key).flatMap { Bool.random(using: &random) ? [$0] : [$0, $0 + "x"] }
    for keys in [asked, asked.shuffled(using: &random), asked.reversed()] {
      var cursor = KeyIndex<Int>.Cursor()
      #expect(
        keys.allSatisfy { index.payload(of: Array($0.utf8), &cursor) == model[$0] }, "seed \(seed)")
    }
    index.updateAll { $0 = $1 }
    #expect(wanted.indices.allSatisfy { index[Array(wanted[$0].key.utf8)] == $0 }, "seed \(seed)")
  }
}

/// Random numbers that are the same for the same seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
