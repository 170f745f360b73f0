internal import CatalogModels
internal import SyncPlanner

/// One destination under one rule.
struct DestinationProbe: Sendable {
  let rule: DestinationRule
  let target: any Destination
  let capabilities: DestinationCapabilities
  let samples: DestinationSamples

  func check() async throws {
    switch rule {
    case .identity: try await checkIdentity()
    case .outcomes: try await checkOutcomes()
    case .emptyBatch: try require(try await target.apply([]).isEmpty, "an empty batch got outcomes")
    case .fullBatch: try await checkFullBatch()
    case .concurrency: try await checkConcurrency()
    case .create: try await checkCreate()
    case .values: try await checkValues()
    case .keys: try await checkKeys()
    case .update: try await checkUpdate()
    case .clear: try await checkClear()
    case .link: try await checkLink()
    case .replace: try await checkReplace()
    case .disable: try await checkDisable()
    case .delete: try await checkDelete()
    case .absentRecords: try await checkAbsentRecords()
    case .createAgain: try await checkCreateAgain()
    case .read: try await checkRead()
    case .scan: try await checkScan()
    case .repeating: try await checkRepeating()
    case .badItem: try await checkBadItem()
    case .finish: try await checkFinish()
    case .reopening: break
    }
  }

  // MARK: Help

  func fail(_ message: String) -> ConformanceFailure { ConformanceFailure(rule: rule.rawValue, message) }

  func require(_ holds: Bool, _ message: @autoclosure () -> String) throws {
    guard holds else { throw fail(message()) }
  }

  func sample(_ number: Int, _ version: Int = 1) -> SyncRecord { samples.record(number, version) }

  func create(_ record: SyncRecord) -> SyncAction {
    SyncAction(
      .create, record.key, fields: record.fields, changedFields: record.fields.keys.sorted(), reason: "conformance",
      fingerprint: Fingerprint(of: record.json))
  }

  /// - Parameter turn: The number of the effect on the record, which tells its idempotency key from others.
  func update(_ old: SyncRecord, _ new: SyncRecord, turn: Int = 0) -> SyncAction {
    var action = SyncAction(
      .update, new.key, fields: new.fields,
      changedFields: new.fields.keys.filter { new.fields[$0] != old.fields[$0] }.sorted(),
      clearedFields: old.fields.keys.filter { new.fields[$0] == nil }.sorted(), reason: "conformance",
      precondition: Fingerprint(of: old.json), fingerprint: Fingerprint(of: new.json))
    action.turn = turn
    return action
  }

  func removal(_ kind: SyncAction.Kind, _ old: SyncRecord) -> SyncAction {
    SyncAction(kind, old.key, reason: "conformance", precondition: Fingerprint(of: old.json))
  }

  /// Sends actions in batches of the size that the destination takes, and demands that each is applied.
  func send(_ actions: SyncAction...) async throws { try await send(actions) }

  func send(_ actions: [SyncAction]) async throws {
    var rest = actions[...]
    while !rest.isEmpty {
      let batch = Array(rest.prefix(capabilities.batchSize))
      rest = rest.dropFirst(batch.count)
      let outcomes = try await target.apply(batch)
      try require(outcomes.count == batch.count, "\(batch.count) actions got \(outcomes.count) outcomes")
      for (action, outcome) in zip(batch, outcomes) {
        guard case .applied = outcome else { throw fail("\(action.kind.rawValue) of \(action.key) came to \(outcome)") }
      }
    }
  }

  func read(_ keys: [RecordKey]) async throws -> [RecordKey: SyncRecord] {
    var records: [RecordKey: SyncRecord] = [:]
    for record in try await target.read(keys) { records[record.key] = record }
    return records
  }

  /// Demands that records are there as given: fields of its own are the destination's affair.
  func requireThere(_ records: SyncRecord..., when: String) async throws {
    guard capabilities.canRead else { return }
    let found = try await read(records.map(\.key))
    for record in records {
      guard let there = found[record.key] else { throw fail("\(when), \(record.key) is not there") }
      for (name, value) in record.fields.sorted(by: { $0.key < $1.key }) {
        try require(
          there.fields[name] == value,
          "\(when), the field \(name) of \(record.key) is \(there.fields[name]?.text ?? "absent") and not \(value.text)"
        )
      }
    }
  }

  func requireGone(_ keys: RecordKey..., when: String) async throws {
    guard capabilities.canRead else { return }
    let found = try await read(keys)
    try require(found.isEmpty, "\(when), \(found.keys.map(\.description).sorted()) is there")
  }
}
