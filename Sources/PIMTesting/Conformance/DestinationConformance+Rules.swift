internal import CatalogModels
internal import SyncPlanner

extension DestinationProbe {
  func checkIdentity() async throws {
    try require(!capabilities.identity.isEmpty, "the identity is empty")
    try await send(create(sample(1)))
    try await target.finish()
    let after = try await target.capabilities.identity
    try require(after == capabilities.identity, "the identity went from \(capabilities.identity) to \(after) by a run")
  }

  func checkOutcomes() async throws {
    for count in [1, 2, min(7, capabilities.batchSize)] where count <= capabilities.batchSize {
      let outcomes = try await target.apply((0..<count).map { create(sample(count * 100 + $0)) })
      try require(outcomes.count == count, "\(count) actions got \(outcomes.count) outcomes")
    }
  }

  func checkFullBatch() async throws {
    let records = (0..<capabilities.batchSize).map { sample($0) }
    try await send(records.map(create))
    for record in [records[0], records[records.count / 2], records[records.count - 1]] {
      try await requireThere(record, when: "after a full batch")
    }
  }

  func checkConcurrency() async throws {
    let size = min(5, capabilities.batchSize)
    let calls = capabilities.concurrency
    try await withThrowingTaskGroup(of: Void.self) { group in
      for call in 0..<calls {
        group.addTask { try await send((0..<size).map { create(sample(call * 100 + $0)) }) }
      }
      try await group.waitForAll()
    }
    for call in 0..<calls { try await requireThere(sample(call * 100), when: "after \(calls) calls at once") }
  }

  func checkCreate() async throws {
    try await send(create(sample(1)), create(sample(2)))
    try await requireThere(sample(1), sample(2), when: "after it was created")
  }

  func checkValues() async throws {
    guard samples.acceptsAnyField, capabilities.canRead else { return }
    let texts = ["\"", "\\", "/", "\n\r\t", "\u{0}\u{1F}", "é", "e\u{301}", "日本", "\u{1F600}", "\u{2028}", "", " "]
    var fields: [String: RawJSON] = [
      "null": .null, "true": .bool(true), "false": .bool(false), "int": .int(.max), "empty list": [], "empty map": [:],
      "nested": ["a": [1, ["b": .null]], "": ["c"]], "texts": .array(texts.map { .string($0) }),
    ]
    for text in ["12.5000", "-0.1", "1e400", "0.1234567890123456789012345678901234567890"] {
      fields["number \(text)"] = .number(text)
    }
    let record = SyncRecord(RecordKey(samples.feed, "values"), fields: fields)
    try await send(create(record))
    try await requireThere(record, when: "after it was created")
  }

  func checkKeys() async throws {
    guard samples.acceptsAnyField, capabilities.canRead else { return }
    let ids = ["key", "KEY", "a/b", "a%2Fb", "a b", "é", "e\u{301}", "\"", "\\", "..", "#", "color/red", "日本", "\n"]
    let records = ids.map { SyncRecord(RecordKey(samples.feed, $0), fields: ["id": .string($0)]) }
    try await send(records.map(create))
    for record in records { try await requireThere(record, when: "beside others of similar keys") }
  }

  func checkUpdate() async throws {
    try await send(create(sample(1)), create(sample(2)))
    try await send(update(sample(1), sample(1, 2)))
    try await requireThere(sample(1, 2), sample(2), when: "after one of two was updated")
  }

  func checkClear() async throws {
    var record = sample(1)
    try await send(create(record))
    record.fields[samples.clearableField] = nil
    try await send(update(sample(1), record))
    try await requireThere(record, when: "after a field was cleared")
    guard capabilities.canRead, let there = try await read([record.key])[record.key] else { return }
    let left = there.fields[samples.clearableField]
    try require(left?.isNull ?? true, "the cleared field is \(left?.text ?? "absent")")
  }

  func checkLink() async throws {
    let record = sample(1)
    try await send(create(record))
    try await send(
      SyncAction(
        .link, record.key, fields: record.fields, reason: "conformance", fingerprint: Fingerprint(of: record.json)))
    try await requireThere(record, when: "after it was linked")
    guard capabilities.canRead else { return }
    try require(try await target.read([record.key]).count == 1, "linking made a second record")
  }

  func checkReplace() async throws {
    let old = sample(1)
    var new = sample(3, 2)
    try await send(create(old), create(sample(2)))
    new.fields.merge(sample(1, 2).fields) { $1 }
    let action = SyncAction(
      .update, new.key, fields: new.fields, changedFields: new.fields.keys.sorted(), reason: "conformance",
      precondition: Fingerprint(of: old.json), fingerprint: Fingerprint(of: new.json), replacing: old.key)
    try await send(action)
    try await requireThere(new, sample(2), when: "after it was called by another key")
    try await requireGone(old.key, when: "after it was called by another key")
    try await send(action)
    try await requireThere(new, when: "after it was called by another key twice")
  }

  func checkDisable() async throws {
    try await send(create(sample(1)), create(sample(2)))
    try await send(removal(.disable, sample(1)))
    try await requireThere(sample(1), sample(2), when: "after one of two was disabled")
    try await send(update(sample(1), sample(1, 2)))
    try await requireThere(sample(1, 2), when: "after it was disabled and updated")
  }

  func checkDelete() async throws {
    try await send(create(sample(1)), create(sample(2)), create(sample(3)))
    try await send(removal(.delete, sample(2)))
    try await requireGone(sample(2).key, when: "after it was deleted")
    try await requireThere(sample(1), sample(3), when: "after another was deleted")
  }

  func checkAbsentRecords() async throws {
    try await send(create(sample(1)))
    for kind in [SyncAction.Kind.delete, .disable] {
      let outcomes = try await target.apply([removal(kind, sample(9))])
      try require(outcomes.count == 1, "to \(kind.rawValue) an absent record got \(outcomes.count) outcomes")
      try await requireGone(sample(9).key, when: "after it was to \(kind.rawValue) and never there")
    }
    try await requireThere(sample(1), when: "after actions on others")
  }

  func checkCreateAgain() async throws {
    try await send(create(sample(1)))
    try await send(removal(.delete, sample(1)))
    try await send(create(sample(1, 2)))
    try await requireThere(sample(1, 2), when: "after it was deleted and created again")
  }

  func checkRead() async throws {
    guard capabilities.canRead else { return }
    try await send(create(sample(1)), create(sample(2)))
    let found = try await target.read([sample(1).key, sample(9).key, sample(2).key])
    try require(
      found.count == 2 && Set(found.map(\.key)) == [sample(1).key, sample(2).key],
      "of two records that are there and one that is not, these came: \(found.map(\.key.description))")
    try require(try await target.read([]).isEmpty, "reading no key gave records")
    let other = RecordKey(SyncFeed(rawValue: samples.feed.rawValue + "Other"), sample(1).key.id)
    if capabilities.feeds?.contains(other.feed) ?? true {
      try require(try await target.read([other]).isEmpty, "a record was found under another feed")
    }
  }

  func checkScan() async throws {
    guard capabilities.canScan else { return }
    let count = min(25, capabilities.batchSize * 3)
    var ids: [String: Int] = [:]
    for number in 0..<count {
      let outcomes = try await target.apply([create(sample(number))])
      guard case .applied(let id?) = outcomes.first else {
        throw fail("it can be scanned and gives no key of its own for what it creates")
      }
      ids[id] = number
    }
    try require(ids.count == count, "\(count) records got \(ids.count) keys")
    var place: String?
    var pages = 0
    repeat {
      let page = try await target.scan(samples.feed, after: place)
      for record in page.records {
        guard let number = ids.removeValue(forKey: record.id) else {
          throw fail("the record \(record.id) came twice or was never there")
        }
        for (name, value) in sample(number).fields {
          try require(record.fields[name] == value, "the field \(name) of \(record.id) came otherwise")
        }
      }
      place = page.next
      pages += 1
      try require(pages <= count + 1, "the scan does not come to its end")
    } while place != nil
    try require(ids.isEmpty, "\(ids.count) of \(count) records did not come")
    let other = SyncFeed(rawValue: samples.feed.rawValue + "Other")
    try require(try await target.scan(other, after: nil).records.isEmpty, "another feed brought records of this one")
  }

  func checkRepeating() async throws {
    guard capabilities.isIdempotent else { return }
    let actions = [create(sample(1)), create(sample(2))]
    try await send(actions)
    try await send(actions)
    try await requireThere(sample(1), sample(2), when: "after it was created with the same idempotency key twice")
    try await send(update(sample(1), sample(1, 2), turn: 1))
    try await send(update(sample(1), sample(1, 2), turn: 1))
    try await requireThere(sample(1, 2), when: "after it was updated with the same idempotency key twice")
    if capabilities.canRead {
      try require(try await target.read(actions.map(\.key)).count == 2, "sending again made more records")
    }
    try await send(update(sample(1, 2), sample(1), turn: 2))
    try await send(update(sample(1), sample(1, 2), turn: 3))
    try await requireThere(
      sample(1, 2), when: "after it went to and fro, each time under an idempotency key of its own")
    try await send(removal(.delete, sample(2)))
    try await send(removal(.delete, sample(2)))
    try await requireGone(sample(2).key, when: "after it was deleted with the same idempotency key twice")
  }

  func checkBadItem() async throws {
    guard let bad = samples.rejectedAction, capabilities.batchSize > 2 else { return }
    let outcomes = try await target.apply([create(sample(1)), bad, create(sample(2))])
    try require(outcomes.count == 3, "three actions got \(outcomes.count) outcomes")
    for place in [0, 2] {
      guard case .applied = outcomes[place] else {
        throw fail("a good action beside a bad one came to \(outcomes[place])")
      }
    }
    switch outcomes[1] {
    case .rejected(let reason), .failed(let reason):
      try require(!reason.isEmpty, "the bad action was refused without a reason")
    case .accepted: break
    case .applied, .unknown: throw fail("the bad action came to \(outcomes[1])")
    }
    try await requireThere(sample(1), sample(2), when: "beside an action that was refused")
  }

  func checkFinish() async throws {
    try await target.finish()
    try await send(create(sample(1)), create(sample(2)))
    try await send(update(sample(1), sample(1, 2)), removal(.delete, sample(2)))
    try await target.finish()
    try await target.finish()
    try await requireThere(sample(1, 2), when: "after the end of the run")
    try await requireGone(sample(2).key, when: "after the end of the run")
    try await send(create(sample(3)))
    try await requireThere(sample(1, 2), sample(3), when: "in the run after")
  }

  func checkReopening(_ reopened: () async throws -> DestinationProbe) async throws {
    try await send(create(sample(1)), create(sample(2)))
    try await target.finish()
    try await send(update(sample(1), sample(1, 2)), removal(.delete, sample(2)))
    // No end of the run: it was cut short here.
    let again = try await reopened()
    try require(
      again.capabilities.identity == capabilities.identity,
      "the identity went from \(capabilities.identity) to \(again.capabilities.identity) by opening again")
    try await again.requireThere(sample(1, 2), when: "after opening again")
    try await again.requireGone(sample(2).key, when: "after opening again")
    try await again.send(again.create(sample(3)))
    try await again.requireThere(sample(1, 2), sample(3), when: "after opening again and writing on")
  }
}
