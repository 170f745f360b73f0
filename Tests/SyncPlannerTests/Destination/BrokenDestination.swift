import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// A destination that breaks one rule of the suite.
actor BrokenDestination: Destination {
  struct Refusal: Error {}

  let broken: DestinationRule
  private var records: [RecordKey: SyncRecord] = [:]
  private var gone: Set<RecordKey> = []
  private var seen: Set<String> = []
  private var busy = 0
  private var runs = 0

  init(broken: DestinationRule) { self.broken = broken }

  var capabilities: DestinationCapabilities {
    DestinationCapabilities(
      identity: broken == .identity ? "b\(runs)" : "b", batchSize: 20, concurrency: 4, isIdempotent: true,
      canRead: true, canScan: broken == .scan)
  }

  func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    busy += 1
    defer { busy -= 1 }
    for _ in 0..<20 { await Task.yield() }
    if broken == .concurrency, busy > 1 { throw Refusal() }
    if broken == .emptyBatch, batch.isEmpty { throw Refusal() }
    if broken == .fullBatch, batch.count > 10 { return batch.map { _ in .rejected(reason: "too many") } }
    if broken == .badItem, batch.contains(where: { $0.key.id == "bad" }) {
      return batch.map { _ in .rejected(reason: "one is bad") }
    }
    var outcomes: [ActionOutcome] = []
    for action in batch { outcomes.append(try carryOut(action)) }
    if broken == .outcomes { outcomes = Array(outcomes.prefix(1)) }
    return outcomes
  }

  func read(_ keys: [RecordKey]) -> [SyncRecord] {
    keys.compactMap { key in
      records[stored(key)].map { SyncRecord(key, fields: $0.fields) }
        ?? (broken == .read ? SyncRecord(key, fields: [:]) : nil)
    }
  }

  func scan(_ feed: SyncFeed, after place: String?) -> DestinationPage {
    DestinationPage(
      records.keys.filter { $0.feed == feed }.sorted().dropFirst().map { key in
        DestinationPage.Record(id: key.id, fields: records[key]?.fields ?? [:])
      })
  }

  func finish() {
    runs += 1
    if broken == .finish { records = [:] }
  }

  private func carryOut(_ action: SyncAction) throws -> ActionOutcome {
    let key = stored(action.key)
    let isNew = seen.insert(action.idempotencyKey).inserted
    if action.key.id == "bad" { return .rejected(reason: "it is bad") }
    if broken == .repeating, !isNew { return .rejected(reason: "it is there already") }
    switch action.kind {
    case .create, .update, .link:
      if broken == .link, action.kind == .link { return .rejected(reason: "it is there already") }
      if broken == .update, action.kind == .update { return .applied() }
      if broken == .createAgain, gone.contains(key) { return .rejected(reason: "the number was used") }
      var fields = broken == .clear ? (records[key]?.fields ?? [:]).merging(action.fields) { $1 } : action.fields
      if broken == .create { fields["name"] = nil }
      if broken == .values {
        fields = fields.mapValues { $0.numberText.flatMap { Double($0) }.flatMap { RawJSON.number("\($0)") } ?? $0 }
      }
      records[key] = SyncRecord(key, fields: fields)
      if broken != .replace, let old = action.replacing { records[stored(old)] = nil }
    case .disable, .delete:
      if records[key] == nil, broken == .absentRecords { throw Refusal() }
      if action.kind == .disable, broken != .disable { return .applied() }
      if broken == .delete { return .applied() }
      records[key] = nil
      gone.insert(key)
    case .skip, .blocked: return .rejected(reason: "never sent")
    }
    return .applied(destinationID: key.id)
  }

  private func stored(_ key: RecordKey) -> RecordKey {
    broken == .keys ? RecordKey(key.feed, key.id.lowercased()) : key
  }
}

struct DestinationConformanceSuiteTests {
  @Test("A destination that breaks a rule is found out by that rule", arguments: DestinationRule.allCases)
  func findsBrokenDestination(rule: DestinationRule) async throws {
    var samples = DestinationSamples()
    samples.rejectedAction = SyncAction(.create, RecordKey(.products, "bad"), fields: ["name": "x"], reason: "bad")
    let failure = try await #require(throws: ConformanceFailure.self) {
      try await DestinationConformance(samples: samples) {
        BrokenDestination(broken: rule)
      } reopening: {
        rule == .reopening ? BrokenDestination(broken: rule) : $0
      }.check(rule)
    }
    #expect(failure.rule == rule.rawValue)
  }
}
