import CatalogModels
import Foundation
import Testing

@testable import SyncPlanner

struct DeadLettersTests {
  static func letter(_ key: RecordKey, _ state: DeadLetter.State = .failed) -> DeadLetter {
    DeadLetter(
      action: SyncAction(.update, key, fields: ["n": 1], reason: "r", fingerprint: Fingerprint(of: ["n": 1])),
      state: state, reason: "é \"no\"", attempts: 3, at: Date(timeIntervalSince1970: 1_700_000_000.5), plan: "p",
      mapping: "m")
  }

  static func store(_ letters: [DeadLetter]) async throws -> MemorySyncStore {
    let store = MemorySyncStore()
    try await store.commit(
      letters.map { .put(DeadLetters.rowKey(of: $0.action.key), $0.encoded(), in: DeadLetters.table) })
    return store
  }

  @Test("Letters come back as they were, page by page, whatever their keys")
  func pagesLetters() async throws {
    let keys =
      (0..<7).map { RecordKey(.products, "p\($0)") } + [
        RecordKey(SyncFeed(rawValue: "a:b"), "c"), RecordKey(SyncFeed(rawValue: "a"), "b:c"),
        RecordKey(.products, String(repeating: "k", count: 1024)),
        RecordKey(.products, String(repeating: "k", count: 1023)),
      ]
    let letters = DeadLetters(in: try await Self.store(keys.map { Self.letter($0) }))
    var found: [DeadLetter] = []
    var place: String?
    repeat {
      let page = try await letters.page(after: place, limit: 4)
      found += page.letters
      place = page.next
    } while place != nil
    #expect(Set(found) == Set(keys.map { Self.letter($0) }))
    #expect(found.count == keys.count)
    for key in keys { #expect(try await letters.letters(for: [key]) == [key: Self.letter(key)]) }
    try await letters.discard(keys)
    #expect(try await letters.page().letters.isEmpty)
  }

  @Test("To confirm a letter puts into the ledger what it was to bring about")
  func confirmsLetters() async throws {
    let (kept, gone) = (RecordKey(.products, "kept"), RecordKey(.products, "gone"))
    let store = try await Self.store([Self.letter(kept, .unknown)])
    let ledger = Ledger(in: store)
    let entry = LedgerEntry(accepted: ["n": 0], mapping: "m", at: nil)
    try await ledger.write([kept: entry, gone: entry])
    let deletion = DeadLetter(
      action: SyncAction(.delete, gone, reason: "r"), state: .unknown, reason: "r", attempts: 1,
      at: Date(timeIntervalSince1970: 0),
      plan: "p", mapping: "m")
    try await store.commit([.put(DeadLetters.rowKey(of: gone), deletion.encoded(), in: DeadLetters.table)])
    let letters = DeadLetters(in: store)
    try await letters.confirm([kept, gone, RecordKey(.products, "none")], at: Date(timeIntervalSince1970: 5))
    #expect(try await ledger.entry(for: kept)?.fingerprint == Fingerprint(of: ["n": 1]))
    #expect(try await ledger.entry(for: gone) == nil)
    #expect(try await letters.page().letters.isEmpty)
    #expect(try await ledger.position().sequence == 2)
  }

  @Test("Checkpoints come back as they were, and one that cannot be read is named")
  func keepsCheckpoints() async throws {
    let store = MemorySyncStore()
    let value: RawJSON = ["products": ["at": "2024-05-05 10:00:00"]]
    try await store.commit([Checkpoints.change(of: "main", to: value), .put("bad", [1], in: Checkpoints.table)])
    #expect(try await Checkpoints(in: store).values(of: ["main", "none"]) == ["main": value])
    let error = try await #require(throws: SyncError.self) { try await Checkpoints(in: store).values(of: ["bad"]) }
    #expect(error.code == .corrupted)
    #expect(error.message.contains("bad"))
  }
}
