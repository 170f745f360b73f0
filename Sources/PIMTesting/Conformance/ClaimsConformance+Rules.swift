internal import CatalogModels
internal import SyncPlanner

/// Offering, claiming, and who gets what.
extension ClaimsProbe {
  func checkNothing() async throws {
    try require(try await claims.claim(as: "a", for: lease) == nil, "there is a claim without work")
    try await claims.offer([:])
    try require(try await claims.claim(as: "a", for: lease) == nil, "offering nothing made work")
  }

  func checkOffering() async throws {
    let note: RawJSON = ["shop": "de", "part": 3]
    try await claims.offer(["w": note])
    let claim = try await take(as: "host-7")
    try require(claim.work == "w" && claim.worker == "host-7", "the claim is \(claim)")
    try require(claim.note == note, "the note came back as \(claim.note.text)")
    try require(claim.attempt == 1, "the first attempt is \(claim.attempt)")
    try require(claim.token >= 1, "the token is \(claim.token)")
  }

  func checkOfferingAgain() async throws {
    try await claims.offer(["w": 1])
    try await other.offer(["w": 2])
    let claim = try await take()
    try require(claim.note == 1, "offering again changed the note to \(claim.note.text)")
    try await other.offer(["w": 3])
    try await requireNothing("work that is held was offered again")
    try await requireHolds(claim, "offering work again took it from its holder")
  }

  func checkNames() async throws {
    let names = [
      "é", "e\u{301}", "w", "W", " w", "w ", "w/1", "w%", "w_", "'w'", "\u{1F600}", "1", "01",
      String(repeating: "k", count: 256), String(repeating: "ä", count: 128),
    ]
    var work: [String: RawJSON] = [:]
    for (number, name) in names.enumerated() where work[name] == nil { work[name] = .int(number) }
    // Swift takes the two spellings of "é" for one: they are offered one after the other.
    try await claims.offer(work)
    try await claims.offer(["e\u{301}": .int(1)])
    var found: [[UInt8]: RawJSON] = [:]
    for _ in names {
      let claim = try await take()
      found[Array(claim.work.utf8)] = claim.note
    }
    try require(found.count == names.count, "\(names.count) names that differ in bytes made \(found.count) pieces")
    for (number, name) in names.enumerated() {
      let note = found[Array(name.utf8)]
      try require(note?.int == number, "the work \(name.debugDescription) has the note \(note?.text ?? "of none")")
    }
  }

  func checkExclusive() async throws {
    try await claims.offer(["1": .null, "2": .null])
    let first = try await take(as: "a")
    let second = try await take(other, as: "b")
    try require(first.work != second.work, "the same work went to two workers")
    try await requireNothing("all work is held")
    try await claims.finish(first)
    try await requireNothing("one is finished and the other held")
    try await other.finish(second)
  }

  func checkRivals() async throws {
    let names = (0..<40).map { "w\($0)" }
    try await claims.offer(Dictionary(uniqueKeysWithValues: names.map { ($0, RawJSON.null) }))
    let all = try await withThrowingTaskGroup(of: [WorkClaim].self) { group in
      for number in 0..<8 {
        let claims = number.isMultiple(of: 2) ? self.claims : other
        let lease = self.lease
        group.addTask {
          var mine: [WorkClaim] = []
          while let claim = try await claims.claim(as: "worker \(number)", for: lease) {
            mine.append(claim)
            await Task.yield()
          }
          return mine
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    try require(all.count == names.count, "\(names.count) pieces of work were claimed \(all.count) times")
    try require(Set(all.map(\.work)) == Set(names), "some work was claimed twice, and some not at all")
    for claim in all { try await claims.finish(claim) }
    try await requireNothing("all work is finished")
  }

  func checkTokens() async throws {
    try await claims.offer(["w": .null])
    var last = 0
    for round in 0..<9 {
      let claim = try await take(round.isMultiple(of: 2) ? claims : other)
      try require(claim.token > last, "a claim has the token \(claim.token), and one before it had \(last)")
      last = claim.token
      switch round % 3 {
      case 0: try await claims.release(claim)
      case 1: try await pass(lease + lease)
      default:
        try await claims.finish(claim)
        try await claims.offer(["w": .null])
      }
    }
  }

  func checkFencing() async throws {
    try await claims.offer(["w": .null])
    let store = MemorySyncStore()
    let table = StoreTable(rawValue: "probe")
    let old = try await take(as: "a")
    let oldStore = try await store.fenced(by: old)
    try await oldStore.commit([.put("k", [1], in: table)])
    try await pass(lease + lease)
    let new = try await take(other, as: "b")
    let newStore = try await store.fenced(by: new)
    try await requireLost("a commit of the old holder") { try await oldStore.commit([.put("k", [2], in: table)]) }
    try await requireLost("fencing by the old claim") { _ = try await store.fenced(by: old) }
    try await newStore.commit([.put("k", [3], in: table)])
    let value = try await store.rows(in: table, keys: ["k"]).first?.value
    try require(value == [3], "the old holder's commit took effect")
  }
}
