internal import SyncPlanner

/// One store under one rule.
struct StoreProbe: Sendable {
  let rule: StoreRule
  let store: any SyncStore

  static let table = StoreTable(rawValue: "probe")

  func check(reopened: () async throws -> StoreProbe) async throws {
    switch rule {
    case .durability: try await checkDurability(reopened)
    case .revisionsAfterReopening: try await checkRevisionsAfterReopening(reopened)
    default: try await check()
    }
  }

  func check() async throws {
    switch rule {
    case .emptyTables: try await checkEmptyTables()
    case .content: try await checkContent()
    case .order: try await checkOrder()
    case .exactKeys: try await checkExactKeys()
    case .longestNames: try await checkLongestNames()
    case .paging: try await checkPaging()
    case .pagingWhileWriting: try await checkPagingWhileWriting()
    case .keys: try await checkKeys()
    case .tables: try await checkTables()
    case .replacing: try await checkReplacing()
    case .deleting: try await checkDeleting()
    case .revisions: try await checkRevisions()
    case .revisionsAfterDeleting: try await checkRevisionsAfterDeleting()
    case .expectingAbsence: try await checkExpectingAbsence()
    case .expectingRevision: try await checkExpectingRevision()
    case .conflictCode: try await checkConflictCode()
    case .atomicity: try await checkAtomicity()
    case .emptyCommit: try await store.commit([])
    case .manyChanges: try await checkManyChanges()
    case .rivals: try await checkRivals()
    case .durability, .revisionsAfterReopening: break
    }
  }

  // MARK: Help

  func fail(_ message: String) -> ConformanceFailure { ConformanceFailure(rule: rule.rawValue, message) }

  func require(_ holds: Bool, _ message: @autoclosure () -> String) throws {
    guard holds else { throw fail(message()) }
  }

  func put(
    _ key: String, _ text: String = "v", in table: StoreTable = table,
    expecting expected: StoreChange.Expectation = .anything
  ) -> StoreChange {
    .put(key, Array(text.utf8), in: table, expecting: expected)
  }

  /// All rows of a table, read in pages.
  func all(_ table: StoreTable = table, limit: Int = 1000) async throws -> [StoreRow] {
    var rows: [StoreRow] = []
    while true {
      let page = try await store.rows(in: table, after: rows.last?.key, limit: limit)
      try require(page.count <= limit, "a page has \(page.count) rows where \(limit) were asked for")
      rows += page
      if page.count < limit { return rows }
      try require(rows.count < 100_000, "paging does not come to an end")
    }
  }

  /// Keys alone come as those of the rows do.
  func checkKeysAlone(_ table: StoreTable = table, after: String? = nil, limit: Int) async throws {
    let rows = try await store.rows(in: table, after: after, limit: limit).map(\.key)
    let keys = try await store.keys(in: table, after: after, limit: limit)
    try require(
      keys.elementsEqual(rows) { $0.utf8.elementsEqual($1.utf8) },
      "the keys behind \(after ?? "the start") are \(keys) where the rows' are \(rows)")
  }

  func row(_ key: String, in table: StoreTable = table) async throws -> StoreRow? {
    try await store.rows(in: table, keys: [key]).first
  }

  func texts(_ table: StoreTable = table) async throws -> [String: String] {
    var texts: [String: String] = [:]
    for row in try await all(table) { texts[row.key] = String(decoding: row.value, as: UTF8.self) }
    return texts
  }

  func revision(_ key: String) async throws -> Int {
    guard let row = try await row(key) else { throw fail("the row \(key) is missing") }
    return row.revision
  }

  /// Whether a commit fails because something moved on.
  func conflicts(_ changes: [StoreChange]) async throws -> Bool {
    do {
      try await store.commit(changes)
      return false
    } catch {
      return true
    }
  }
}
