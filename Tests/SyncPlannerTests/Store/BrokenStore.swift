import PIMTesting
import Testing

@testable import SyncPlanner

/// A store that breaks one rule of the suite.
actor BrokenStore: SyncStore {
  struct Cell: Sendable {
    var key: String
    var value: [UInt8]
    var revision: Int
  }

  let broken: StoreRule
  private var cells: [String: [[UInt8]: Cell]] = [:]
  private var counter = 0
  private var place = 0

  init(broken: StoreRule) { self.broken = broken }

  /// What is there after opening again.
  func reopened() -> BrokenStore {
    let other = BrokenStore(broken: broken)
    return other
  }

  func take(_ other: BrokenStore) async {
    cells = await other.cells
    counter = await other.counter
    switch broken {
    case .durability: cells = cells.mapValues { $0.filter { $0.value.revision < counter - 1 } }
    case .revisionsAfterReopening: counter = cells.values.flatMap(\.values).map(\.revision).max() ?? 0
    default: break
    }
  }

  func rows(in table: StoreTable, after: String?, limit: Int) throws -> [StoreRow] {
    if broken == .emptyTables, cells[table.rawValue] == nil { throw SyncError(.store, "no such table") }
    var sorted = (cells[name(of: table)] ?? [:]).values.sorted {
      broken == .order ? $0.key.lowercased() < $1.key.lowercased() : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    if broken == .pagingWhileWriting {
      // By number in place of by key.
      place = after == nil ? 0 : place
      sorted = Array(sorted.dropFirst(place).prefix(limit))
      place += sorted.count
      return sorted.map(row)
    }
    if let after {
      guard let start = sorted.firstIndex(where: { after.utf8.lexicographicallyPrecedes($0.key.utf8) }) else {
        return []
      }
      let isThere = sorted.contains { $0.key.utf8.elementsEqual(after.utf8) }
      sorted = Array(sorted[(broken == .paging && !isThere ? 0 : start)...])
    }
    return sorted.prefix(limit).map(row)
  }

  func rows(in table: StoreTable, keys: [String]) throws -> [StoreRow] {
    let found = keys.compactMap { key in cell(of: key, in: table) }
    return (broken == .keys ? Array(found.prefix(100)) : found).map(row)
  }

  func commit(_ changes: [StoreChange]) async throws {
    if broken == .emptyCommit, changes.isEmpty { throw SyncError(.store, "nothing to do") }
    if broken == .atomicity || broken == .manyChanges {
      var rest = changes[...]
      while !rest.isEmpty {
        let part = rest.prefix(broken == .atomicity ? 1 : 1000)
        rest = rest.dropFirst(part.count)
        try check(Array(part))
        for change in part { apply(change) }
      }
      return
    }
    try check(changes)
    if broken == .rivals { for _ in 0..<50 { await Task.yield() } }
    for change in changes { apply(change) }
  }

  private func check(_ changes: [StoreChange]) throws {
    for change in changes {
      let revision = cell(of: change.key, in: change.table)?.revision
      let holds =
        switch change.expected {
        case .anything: true
        case .absent: revision == nil || broken == .expectingAbsence
        case .revision(let expected):
          // As where rows that are absent are not looked at.
          revision == expected || broken == .expectingRevision && revision == nil
        }
      if !holds { throw SyncError(broken == .conflictCode ? .store : .conflict, "moved on") }
    }
  }

  private func apply(_ change: StoreChange) {
    let table = name(of: change.table)
    counter += 1
    let old = cell(of: change.key, in: change.table)
    guard let value = change.value else {
      if broken != .deleting { cells[table]?[id(of: change.key)] = nil }
      return
    }
    if broken == .replacing, old != nil {
      counter -= 1
      return
    }
    var revision = counter
    if broken == .revisions { revision = 1 }
    if broken == .revisionsAfterDeleting { revision = (old?.revision ?? 0) + 1 }
    let key = broken == .longestNames ? String(change.key.prefix(255)) : change.key
    cells[table, default: [:]][id(of: change.key)] = Cell(
      key: key, value: broken == .content ? Array(String(decoding: value, as: UTF8.self).utf8) : value,
      revision: revision)
  }

  private func cell(of key: String, in table: StoreTable) -> Cell? {
    cells[name(of: table)]?[id(of: key)]
  }

  private func id(of key: String) -> [UInt8] {
    Array((broken == .exactKeys ? key.lowercased() : key).utf8)
  }

  private func name(of table: StoreTable) -> String { broken == .tables ? "all" : table.rawValue }

  private func row(_ cell: Cell) -> StoreRow {
    StoreRow(key: cell.key, value: cell.value, revision: cell.revision)
  }
}

struct StoreConformanceSuiteTests {
  @Test("A store that breaks a rule is found out by that rule", arguments: StoreRule.allCases)
  func findsBrokenStore(rule: StoreRule) async throws {
    let failure = try await #require(throws: ConformanceFailure.self) {
      try await StoreConformance {
        BrokenStore(broken: rule)
      } reopening: { store in
        let again = await store.reopened()
        await again.take(store)
        return again
      }.check(rule)
    }
    #expect(failure.rule == rule.rawValue)
    #expect(failure.description.hasPrefix(rule.rawValue + ": "))
  }

  @Test("Running all rules ends with the first that is broken")
  func runsAllRules() async throws {
    try await StoreConformance { MemorySyncStore() }.run()
    let failure = try await #require(throws: ConformanceFailure.self) {
      try await StoreConformance { BrokenStore(broken: .revisions) }.run()
    }
    #expect(failure.rule == "revisions")
  }
}
