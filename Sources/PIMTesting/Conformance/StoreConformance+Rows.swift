internal import SyncPlanner

/// What is kept, in what order, and how it is found.
extension StoreProbe {
  func checkEmptyTables() async throws {
    try require(try await all().isEmpty, "a new store has rows")
    try require(try await store.rows(in: Self.table, keys: ["a"]).isEmpty, "a new store finds a key")
    try require(try await store.rows(in: Self.table, keys: []).isEmpty, "looking for no key finds rows")
    try require(
      try await store.rows(in: Self.table, after: "a", limit: 1).isEmpty, "a new store has rows behind a key")
    try await checkKeysAlone(limit: 10)
  }

  func checkContent() async throws {
    let contents: [String: [UInt8]] = [
      "every byte": Array(UInt8.min...UInt8.max), "nothing": [], "zeros": [UInt8](repeating: 0, count: 1000),
      "large": (0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) },
    ]
    try await store.commit(contents.map { .put($0.key, $0.value, in: Self.table) })
    for (key, value) in contents {
      try require(try await row(key)?.value == value, "the content \"\(key)\" did not come back, by key")
    }
    for row in try await all() {
      try require(row.value == contents[row.key], "the content \"\(row.key)\" did not come back, by page")
    }
  }

  func checkOrder() async throws {
    // Neither the order of letters in any language, nor that of UTF-16: "\u{1F600}" comes behind "\u{FF21}".
    let keys = [
      "b", "a", "B", "A", "a b", "a-b", "a/b", "a.b", "aa", "10", "9", "é", "e", "f", "z", "Z", "ä", "\u{FF21}",
      "\u{1F600}", "\u{7F}", "~", "ß", "ss", "_",
    ]
    for key in keys { try await store.commit([put(key)]) }
    let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for limit in [1, 2, 7, 1000] {
      let found = try await all(limit: limit).map(\.key)
      try require(found == sorted, "with pages of \(limit) the order is \(found) where it should be \(sorted)")
      for after in [nil, "a", "é", "zz"] { try await checkKeysAlone(after: after, limit: limit) }
    }
  }

  func checkExactKeys() async throws {
    let keys = [
      "é", "e\u{301}", "E\u{301}", "key", "KEY", "Key", " key", "key ", "straße", "strasse", "1", "01",
    ]
    try await store.commit(keys.enumerated().map { put($0.element, "\($0.offset)") })
    let rows = try await all()
    try await checkKeysAlone(limit: 100)
    try require(rows.count == keys.count, "\(keys.count) keys that differ in bytes made \(rows.count) rows")
    for (number, key) in keys.enumerated() {
      let found = try await row(key)
      try require(
        found.map { String(decoding: $0.value, as: UTF8.self) } == "\(number)"
          && found?.key.utf8.elementsEqual(key.utf8) == true,
        "the key \(key.debugDescription) finds another's row, or none")
    }
  }

  func checkLongestNames() async throws {
    let table = StoreTable(rawValue: "abcdefghijklmnopqrstuvwxyz0123456789-." + String(repeating: "t", count: 26))
    let keys = [
      String(repeating: "k", count: 1024), String(repeating: "k", count: 1023) + "l",
      String(repeating: "ä", count: 512),
    ]
    try await store.commit(keys.map { put($0, in: table) })
    try require(try await all(table).map(\.key) == keys, "keys of 1,024 bytes are cut or not told apart")
    try require(
      try await store.rows(in: table, keys: keys).count == 3, "keys of 1,024 bytes are not found")
  }

  func checkPaging() async throws {
    let keys = (0..<25).map { "k" + String(100 + $0 * 2) }
    try await store.commit(keys.reversed().map { put($0) })
    for limit in [1, 5, 24, 25, 26] {
      let rows = try await all(limit: limit)
      try require(rows.map(\.key) == keys, "pages of \(limit) give \(rows.count) rows of \(keys.count), or in disorder")
    }
    for after in ["k100", "k101", "k147", "k148"] { try await checkKeysAlone(after: after, limit: 3) }
    let behind = try await store.rows(in: Self.table, after: "k101", limit: 3).map(\.key)
    try require(behind == ["k102", "k104", "k106"], "behind an absent key come \(behind)")
    let end = try await store.rows(in: Self.table, after: "k148", limit: 3)
    try require(end.isEmpty, "behind the last key come rows")
  }

  func checkPagingWhileWriting() async throws {
    let stays = (0..<60).map { "k" + String(100 + $0) }
    try await store.commit(stays.map { put($0) } + [put("k110x"), put("k130x")])
    var found: [String] = []
    while true {
      let page = try await store.rows(in: Self.table, after: found.last, limit: 7)
      found += page.map(\.key)
      if page.count < 7 { break }
      try require(found.count < 1000, "paging does not come to an end")
      // In front of the place, at it, and behind it.
      try await store.commit([
        put("a\(found.count)"), put(found[found.count - 1], "again"),
        .delete(found[found.count - 1] + "x", in: Self.table),
        .delete("k130x", in: Self.table),
      ])
    }
    try require(Set(found).count == found.count, "a row came twice")
    let missing = Set(stays).subtracting(found)
    try require(missing.isEmpty, "rows that were there all the time did not come: \(missing.sorted())")
  }

  func checkKeys() async throws {
    try await store.commit((0..<500).map { put("k\($0)", "\($0)") })
    let found = try await store.rows(in: Self.table, keys: ["k7", "absent", "k499", "k0", "k"])
    try require(Set(found.map(\.key)) == ["k7", "k499", "k0"], "looking for keys gave \(found.map(\.key).sorted())")
    try require(found.count == 3, "a row came twice")
    for row in found {
      try require("k" + String(decoding: row.value, as: UTF8.self) == row.key, "\(row.key) came with another's content")
    }
    let many = try await store.rows(in: Self.table, keys: (0..<2000).map { "k\($0)" })
    try require(many.count == 500, "looking for 2,000 keys gave \(many.count) rows where 500 are there")
  }

  func checkTables() async throws {
    let other = StoreTable(rawValue: "probe.other")
    try await store.commit([put("a", "1"), put("a", "2", in: other), put("b", "3", in: other)])
    try require(try await texts() == ["a": "1"], "a table shows another's rows")
    try await store.commit([.delete("a", in: other)])
    try require(try await texts() == ["a": "1"], "deleting in one table deletes in another")
    try require(try await texts(other) == ["b": "3"], "a table lost a row")
  }

  func checkReplacing() async throws {
    try await store.commit([put("a", "1")])
    try await store.commit([put("a", "22")])
    try require(try await texts() == ["a": "22"], "writing a row again did not replace it, by page")
    try require(try await row("a")?.value == Array("22".utf8), "writing a row again did not replace it, by key")
  }

  func checkDeleting() async throws {
    try await store.commit([put("a"), put("b"), put("c")])
    try await store.commit([.delete("b", in: Self.table), .delete("absent", in: Self.table)])
    let left = try await all().map(\.key)
    try require(left == ["a", "c"], "deleting one row left \(left)")
    try require(try await row("b") == nil, "a deleted row is still found by its key")
    try await store.commit([.delete("a", in: Self.table, expecting: .revision(try await revision("a")))])
    try require(try await all().map(\.key) == ["c"], "a row was not deleted although its revision was named")
  }
}
