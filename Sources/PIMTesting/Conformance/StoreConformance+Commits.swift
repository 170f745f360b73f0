internal import SyncPlanner

/// What a commit means: revisions, expectations, all or nothing, and that it lasts.
extension StoreProbe {
  func checkRevisions() async throws {
    try await store.commit([put("a"), put("b")])
    var last = try await revision("a")
    let other = try await revision("b")
    try require(last >= 1, "the first revision is \(last)")
    for round in 1...5 {
      // The same content counts as a change too.
      try await store.commit([put("a", round < 3 ? "v" : "w\(round)")])
      let next = try await revision("a")
      try require(next > last, "the revision went from \(last) to \(next) by a change")
      let paged = try await all().first { $0.key == "a" }?.revision
      try require(paged == next, "a page gives another revision than looking for the key")
      last = next
    }
    try require(try await revision("b") == other, "the revision of a row that did not change moved")
  }

  func checkRevisionsAfterDeleting() async throws {
    var last = 0
    for _ in 0..<4 {
      try await store.commit([put("a")])
      let next = try await revision("a")
      try require(next > last, "a row made anew has revision \(next), and one before it had \(last)")
      try await store.commit([put("a", "w")])
      last = try await revision("a")
      try await store.commit([.delete("a", in: Self.table)])
    }
    try await store.commit([put("a")])
    let conflicts = try await conflicts([put("a", "x", expecting: .revision(last))])
    try require(conflicts, "a change that knows only the row before its deletion took effect")
  }

  func checkExpectingAbsence() async throws {
    try await store.commit([put("a", "1", expecting: .absent)])
    let conflicts = try await conflicts([put("a", "2", expecting: .absent)])
    try require(conflicts, "a row that is there was taken for absent")
    try require(try await texts() == ["a": "1"], "a change that did not hold took effect")
    try await store.commit([.delete("a", in: Self.table)])
    try await store.commit([put("a", "3", expecting: .absent)])
    try require(try await texts() == ["a": "3"], "a deleted row was not taken for absent")
  }

  func checkExpectingRevision() async throws {
    try await store.commit([put("a", "1")])
    let first = try await revision("a")
    try await store.commit([put("a", "2", expecting: .revision(first))])
    try require(try await texts() == ["a": "2"], "a change that names the row's revision did not take effect")
    let refused: [(StoreChange, String)] = [
      (put("a", "3", expecting: .revision(first)), "an older revision was taken for the row's own"),
      (put("a", "3", expecting: .revision(try await revision("a") + 1)), "a revision to come was taken"),
      (.delete("a", in: Self.table, expecting: .revision(first)), "an older revision was enough to delete"),
      (put("b", "3", expecting: .revision(first)), "a revision was found in a row that is absent"),
      (.delete("b", in: Self.table, expecting: .revision(1)), "an absent row was deleted at a revision"),
    ]
    for (change, message) in refused {
      let conflicts = try await conflicts([change])
      try require(conflicts, message)
    }
    try require(try await texts() == ["a": "2"], "a change that did not hold took effect")
  }

  func checkConflictCode() async throws {
    try await store.commit([put("a")])
    do {
      try await store.commit([put("a", "2", expecting: .absent)])
    } catch let error as SyncError {
      try require(error.code == .conflict, "the error's code is \(error.code)")
      return
    } catch {
      throw fail("the error is \(type(of: error)) and no SyncError")
    }
    throw fail("no error came")
  }

  func checkAtomicity() async throws {
    let other = StoreTable(rawValue: "probe.other")
    try await store.commit([put("a", "1"), put("b", "1"), put("c", "1", in: other)])
    let before = try await all() + all(other)
    // What does not hold stands at every place once.
    let good = [put("a", "2"), .delete("b", in: Self.table), put("c", "2", in: other), put("d", "2")]
    for place in 0...good.count {
      var changes = good
      changes.insert(put("z", "2", expecting: .revision(7_000_000)), at: place)
      let conflicts = try await conflicts(changes)
      try require(conflicts, "a commit in which a change does not hold took effect")
      let after = try await all() + all(other)
      try require(after == before, "with the change that does not hold at place \(place), others took effect")
    }
  }

  func checkManyChanges() async throws {
    try await store.commit((0..<5000).map { put("k\($0)") })
    try require(try await all().count == 5000, "of 5,000 rows of one commit not all are there")
    let conflicts = try await conflicts(
      (0..<5000).map { .delete("k\($0)", in: Self.table) } + [put("z", expecting: .revision(1))])
    try require(conflicts, "a commit in which the last change does not hold took effect")
    try require(try await all().count == 5000, "a large commit that failed took effect in part")
  }

  func checkRivals() async throws {
    try await store.commit([put("n", "0")])
    let store = self.store
    let wins = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var wins = 0
          for _ in 0..<25 {
            guard let row = try await store.rows(in: Self.table, keys: ["n"]).first else { continue }
            let next = (Int(String(decoding: row.value, as: UTF8.self)) ?? 0) + 1
            await Task.yield()
            do {
              try await store.commit([
                .put("n", Array("\(next)".utf8), in: Self.table, expecting: .revision(row.revision))
              ])
              wins += 1
            } catch let error as SyncError where error.code == .conflict {}
          }
          return wins
        }
      }
      return try await group.reduce(0, +)
    }
    let found = try await texts()["n"]
    try require(
      found == "\(wins)", "\(wins) commits on a row's own revision succeeded and counted to \(found ?? "nothing")")
  }

  func checkDurability(_ reopened: () async throws -> StoreProbe) async throws {
    let other = StoreTable(rawValue: "probe.other")
    try await store.commit([put("a", "1"), put("b", "1"), put("c", "1", in: other)])
    try await store.commit([put("a", "2"), .delete("b", in: Self.table)])
    let before = try await all() + all(other)
    let again = try await reopened()
    let after = try await again.all() + again.all(other)
    try require(
      after == before, "after opening again there are \(after.count) rows, or others than the \(before.count) before")
    try await again.store.commit([put("d", "1", expecting: .absent)])
    try require(try await again.row("d") != nil, "a store that was opened again takes no commits")
  }

  func checkRevisionsAfterReopening(_ reopened: () async throws -> StoreProbe) async throws {
    try await store.commit([put("a", "1")])
    for _ in 0..<5 { try await store.commit([put("b")]) }
    let last = try await revision("b")
    try await store.commit([.delete("b", in: Self.table)])
    let again = try await reopened()
    try await again.store.commit([put("a", "2"), put("b", "2")])
    let next = try await again.revision("b")
    try require(
      next > last, "a row that was deleted had revision \(last), and made anew after opening again has \(next)")
  }
}
