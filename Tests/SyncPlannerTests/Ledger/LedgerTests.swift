import CatalogModels
import Foundation
import Testing

@testable import SyncPlanner

struct LedgerTests {
  static let full = LedgerEntry(
    fingerprint: Fingerprint(of: "a"), fields: LedgerFields(of: ["name": "n", "price": "1.00"]), state: .disabled,
    destinationID: "d/1", identifier: "S-1", mapping: "mapping 3", fingerprintVersion: 7,
    appliedAt: Date(timeIntervalSince1970: 1_700_000_000.125),
    missingSince: Date(timeIntervalSince1970: -5), source: Fingerprint(of: "s"), display: ["sku": "S-1", "name": ""],
    payload: ["name": "n"])

  @Test(
    "An entry comes back from its row as it was",
    arguments: [
      full, LedgerEntry(fingerprint: Fingerprint(of: "b"), mapping: ""),
    ])
  func entriesRoundTrip(entry: LedgerEntry) throws {
    #expect(try LedgerEntry(row: entry.encoded(), key: RecordKey(.products, "x")) == entry)
  }

  @Test("A row cut short anywhere, or followed by more, is refused as damaged and crashes nothing")
  func refusesDamagedRows() throws {
    let row = Self.full.encoded()
    var readable: Set<Int> = []
    for length in 0..<row.count {
      do {
        _ = try LedgerEntry(row: Array(row[..<length]), key: RecordKey(.products, "x"))
        readable.insert(length)
      } catch {
        #expect(error.code == .corrupted)
      }
    }
    // Only where a section ends: what follows could always be absent.
    #expect(readable.count == 10)
    for place in row.indices {
      var damaged = row
      damaged[place] ^= 0xff
      _ = try? LedgerEntry(row: damaged, key: RecordKey(.products, "x"))
    }
  }

  @Test("A row that is compared where it lies says the same as the entry that is read from it")
  func comparesInPlace() throws {
    let key = RecordKey(.products, "x")
    var plain = LedgerEntry(
      fingerprint: Fingerprint(of: "a"), fields: LedgerFields(of: ["name": "n"]), identifier: "S-1", mapping: "m",
      appliedAt: Date(timeIntervalSince1970: 0), display: ["sku": "S-1"])
    plain.links = [1, .max]
    var others = Array(repeating: plain, count: 9)
    others[1].fingerprint = Fingerprint(of: "b")
    others[2].state = .disabled
    others[3].missingSince = Date(timeIntervalSince1970: 1)
    others[4].identifier = nil
    others[5].identifier = "S-2"
    others[6].links = []
    others[7].links = [1, 2]
    others[8].fingerprintVersion = Fingerprint.version + 1
    for (number, entry) in others.enumerated() {
      for identifier in [nil, "S-1", "S-2", "S-"] {
        for links in [[], [1], [1, .max], [1, 2]] as [[UInt64]] {
          let read = try LedgerEntry(row: entry.encoded(), key: key)
          let isSame =
            read.fingerprint == plain.fingerprint && read.state == .present && read.missingSince == nil
            && read.identifier == identifier && read.links == links && read.fingerprintVersion == Fingerprint.version
          #expect(
            LedgerEntry.isUpToDate(entry.encoded(), plain.fingerprint, identifier: identifier, links: links) == isSame,
            "entry \(number), \(identifier ?? "none"), \(links)")
        }
      }
    }
    let row = plain.encoded()
    for length in 0..<row.count {
      _ = LedgerEntry.isUpToDate(Array(row[..<length]), plain.fingerprint, identifier: "S-1", links: plain.links)
    }
    #expect(!LedgerEntry.isUpToDate(row + [200], plain.fingerprint, identifier: "S-1", links: plain.links))
  }

  @Test("Rows are matched with their keys in whatever order a store gives them")
  func matchesRows() async throws {
    let keys = (0..<50).map { RecordKey($0 % 3 == 0 ? .families : .products, "k\($0 * 7 % 50)") }
    let store = ShufflingStore()
    let ledger = Ledger(in: store)
    let known = keys.filter { !$0.id.hasSuffix("5") }
    try await ledger.write(
      Dictionary(uniqueKeysWithValues: known.map { ($0, LedgerEntry(fingerprint: .unknown, mapping: $0.description)) }))
    for order in [Array(keys.indices), keys.indices.reversed(), [3, 3, 0]] {
      let page = try await ledger.rows(of: keys, in: order)
      for (number, place) in order.enumerated() { #expect(page.hasRow(at: number) == known.contains(keys[place])) }
      for key in keys { #expect(try page[key]?.mapping == (known.contains(key) ? key.description : nil)) }
    }
  }

  /// Gives rows in any order.
  private struct ShufflingStore: SyncStore {
    let store = MemorySyncStore()

    func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
      try await store.rows(in: table, after: after, limit: limit)
    }
    func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
      try await store.rows(in: table, keys: keys).shuffled()
    }
    func commit(_ changes: [StoreChange]) async throws { try await store.commit(changes) }
  }

  @Test("A row of a newer version is refused as such, and sections that are not known are left out")
  func knowsItsVersion() throws {
    var row = Self.full.encoded()
    row[0] = LedgerEntry.codingVersion + 1
    let error = try #require(throws: SyncError.self) {
      try LedgerEntry(row: row, key: RecordKey(.products, "x"))
    }
    #expect(error.code == .newerVersion)
    #expect(
      try LedgerEntry(row: Self.full.encoded() + [200, 3, 1, 2, 3], key: RecordKey(.products, "x")) == Self.full)
  }

  @Test("A record of 20 fields takes less than 600 bytes")
  func rowsAreSmall() {
    let fields = Dictionary(uniqueKeysWithValues: (0..<20).map { ("attribute_\($0)", RawJSON.int($0)) })
    let entry = LedgerEntry(accepted: fields, mapping: "1", at: Date(timeIntervalSince1970: 0))
    #expect(entry.encoded().count < 600)
  }

  @Test(
    "Changed and cleared fields are named",
    arguments: [
      (["a": "1", "b": "2"], ["a": "1", "b": "3"], ["b"], []),
      (["a": "1", "b": "2"], ["b": "2"], [], ["a"]),
      (["b": "2"], ["a": "1", "b": "2", "c": "3"], ["a", "c"], []),
      ([:], ["a": "1"], ["a"], []),
      (["a": "1"], [:], [], ["a"]),
      (["a": "1", "z": "1"], ["a": "2", "m": "1"], ["a", "m"], ["z"]),
      (["é": "1"], ["e\u{301}": "1"], ["e\u{301}"], ["é"]),
    ] as [([String: RawJSON], [String: RawJSON], [String], [String])])
  func namesChanges(
    old: [String: RawJSON], new: [String: RawJSON], changed: [String], cleared: [String]
  ) {
    let changes = LedgerFields(of: new).changes(since: LedgerFields(of: old))
    #expect(changes.changed == changed)
    #expect(changes.cleared == cleared)
  }

  @Test("Entries are found by key and come by page in the order of their keys' bytes, feed by feed")
  func pagesAndFinds() async throws {
    let ledger = Ledger(in: MemorySyncStore())
    let keys = ["b", "a", "é", "Z"].map { RecordKey(.products, $0) } + [RecordKey(.productModels, "a")]
    var entries: [RecordKey: LedgerEntry?] = [:]
    for key in keys { entries[key] = LedgerEntry(accepted: ["id": .string(key.id)], mapping: "1", at: nil) }
    try await ledger.write(entries)
    #expect(try await ledger.page(of: .products).map(\.key.id) == ["Z", "a", "b", "é"])
    #expect(try await ledger.page(of: .products, after: "a", limit: 1).map(\.key.id) == ["b"])
    #expect(try await ledger.page(of: .families).isEmpty)
    let found = try await ledger.entries(for: keys + [RecordKey(.families, "x")])
    #expect(found.count == 5)
    #expect(found[RecordKey(.productModels, "a")]?.fields.names == ["id"])
  }

  @Test("Every write moves the ledger one step, and a rival's write in between is a conflict")
  func movesItsPosition() async throws {
    let store = MemorySyncStore()
    let ledger = Ledger(in: store)
    #expect(try await ledger.position().sequence == 0)
    let key = RecordKey(.products, "a")
    let entry = LedgerEntry(accepted: [:], mapping: "1", at: nil)
    try await ledger.write([key: entry])
    let position = try await ledger.position()
    #expect(position.sequence == 1)
    try await ledger.write([key: nil])
    #expect(try await ledger.entry(for: key) == nil)
    #expect(try await ledger.position().sequence == 2)
    let error = try await #require(throws: SyncError.self) {
      try await store.commit([position.step(by: nil), Ledger.change(of: key, to: entry)])
    }
    #expect(error.code == .conflict)
    #expect(try await ledger.entry(for: key) == nil)
  }

  @Test(
    "Every feed has a table of its own, whatever its name",
    arguments: [
      ("products", "ledger.products"), ("productModels", "ledger.product-models"), ("Ä b", "ledger..c3.84.20b"),
    ])
  func namesTables(feed: String, table: String) {
    #expect(Ledger.table(of: SyncFeed(rawValue: feed)).rawValue == table)
  }

  @Test("Names of feeds never meet in one table")
  func tablesDoNotMeet() throws {
    let names =
      ["a", "A", "-a", "aA", "a-a", "a.a", ".", "..", "", "é", "e\u{301}"]
      + (1...3).map { String(repeating: "x", count: 50 + $0 * 5) }
      + [String(repeating: "x", count: 60) + "y", String(repeating: "X", count: 30), String(repeating: "-", count: 30)]
    let tables = names.map { Ledger.table(of: SyncFeed(rawValue: $0)) }
    #expect(Set(tables).count == names.count)
    for table in tables { try table.check() }
  }

  @Test("A failure of a user's own store keeps its error")
  func wrapsErrors() async throws {
    struct Broken: SyncStore {
      struct Failure: Error {}
      func rows(in table: StoreTable, after: String?, limit: Int) throws -> [StoreRow] { throw Failure() }
      func rows(in table: StoreTable, keys: [String]) throws -> [StoreRow] { throw CancellationError() }
      func commit(_ changes: [StoreChange]) throws { throw SyncError(.diskFull, "full") }
    }
    let ledger = Ledger(in: Broken())
    let page = try await #require(throws: SyncError.self) { try await ledger.page(of: .products) }
    #expect(page.code == .store)
    #expect(page.underlying is Broken.Failure)
    let find = try await #require(throws: SyncError.self) { try await ledger.entry(for: RecordKey(.products, "a")) }
    #expect(find.code == .cancelled)
    let write = try await #require(throws: SyncError.self) {
      try await Broken().commitAll([.delete("a", in: StoreTable(rawValue: "t"))])
    }
    #expect(write.code == .diskFull)
  }
}
