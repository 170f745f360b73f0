public import SyncPlanner

/// A destination in memory for tests: it does what it is told, fails where it is told to, and remembers what it was
/// asked.
public actor MemoryDestination: Destination {
  /// What it says it can do.
  public private(set) var capabilities: DestinationCapabilities
  /// What it holds now.
  public private(set) var records: [RecordKey: SyncRecord] = [:]
  /// The records among them that are disabled.
  public private(set) var disabled: Set<RecordKey> = []
  /// Its own key of each record: made when it is created, and its own whatever the record is called later.
  public private(set) var ids: [RecordKey: String] = [:]
  /// The batches that it was sent, in their order.
  public private(set) var batches: [[SyncAction]] = []
  /// The places from which it was asked to scan, call by call; empty for the start.
  public private(set) var scans: [String] = []
  /// How many records a page of a scan holds.
  public var scanSize = 10
  /// The keys that it was asked to read, call by call.
  public private(set) var reads: [[RecordKey]] = []
  /// How often each effect was carried out, by idempotency key. More than once is a fault of whoever sent it.
  public private(set) var effects: [String: Int] = [:]
  /// The most batches that were under way at once.
  public private(set) var mostAtOnce = 0

  private var parents: [RecordKey: RecordKey] = [:]
  private var atOnce = 0
  private var outcomes: [RecordKey: [ActionOutcome]] = [:]
  private var faults: [Fault] = []
  private var seen: Set<String> = []

  /// A fault of a whole batch. More cases may come, so a `switch` needs a `default`.
  public enum Fault: Sendable, Hashable {
    /// The call throws and nothing took effect.
    case throwsBeforeEffect
    /// The call throws although all of it took effect.
    case throwsAfterEffect
    /// One outcome too few is answered.
    case answersShort
    /// No answer comes until the caller is cancelled; nothing takes effect.
    case hangs
    /// No fault: the batch is carried out.
    case none
  }

  /// Thrown by a scripted fault.
  public struct ConnectionLost: Error, Hashable, CustomStringConvertible {
    /// What it says.
    public let description = "the connection broke"
  }

  /// What it accepted and has not done yet, by ticket.
  private var accepted: [String: [SyncAction]] = [:]
  private var reports: [String: [RecordKey: ActionOutcome]] = [:]
  /// How often it was asked for the report on each ticket.
  public private(set) var polls: [String: Int] = [:]

  /// Creates an empty destination.
  public init(
    _ capabilities: DestinationCapabilities = DestinationCapabilities(
      identity: "memory", isIdempotent: true, canRead: true, canScan: true)
  ) {
    self.capabilities = capabilities
  }

  /// Gives it another identity, as when a shop was set up anew.
  public func become(_ capabilities: DestinationCapabilities) { self.capabilities = capabilities }

  /// The next actions on a record have these outcomes, one after the other; then all is well again.
  public func answer(_ key: RecordKey, _ outcomes: ActionOutcome...) { self.outcomes[key, default: []] += outcomes }

  /// The next batches, and calls of `read`, have these faults, one after the other; then all is well again.
  public func fail(_ faults: Fault...) { self.faults += faults }

  /// Puts a record there, as somebody else would. It is a variant of what it depends on first.
  public func put(_ record: SyncRecord) {
    records[record.key] = record
    parents[record.key] = record.dependencies.first
    if ids[record.key] == nil { ids[record.key] = Self.id(of: record.key) }
  }

  /// Takes a record away, as somebody else would.
  public func remove(_ key: RecordKey) {
    records[key] = nil
    ids[key] = nil
    parents[key] = nil
    _ = disabled.remove(key)
  }

  private static func id(of key: RecordKey) -> String { "memory-\(key)" }

  /// Carries out a batch, or does as scripted.
  public func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    batches.append(batch)
    atOnce += 1
    mostAtOnce = max(mostAtOnce, atOnce)
    defer { atOnce -= 1 }
    // Lets others in, so that what runs at once is seen to.
    await Task.yield()
    let fault = faults.isEmpty ? .none : faults.removeFirst()
    switch fault {
    case .throwsBeforeEffect: throw ConnectionLost()
    case .hangs:
      try await Task.sleep(for: .seconds(1_000_000))
      throw ConnectionLost()
    case .throwsAfterEffect:
      for action in batch { _ = perform(action) }
      throw ConnectionLost()
    case .answersShort: return Array(batch.map { perform($0) }.dropLast())
    case .none: return batch.map { perform($0) }
    }
  }

  /// What became of a ticket's actions, as far as ``report(on:_:)`` said.
  public func outcomes(of ticket: String) -> [RecordKey: ActionOutcome] {
    polls[ticket, default: 0] += 1
    return reports[ticket] ?? [:]
  }

  /// Comes to an end with what it accepted under a ticket: it carries it out, or refuses it.
  ///
  /// - Parameters:
  ///   - ticket: What it answered with when it accepted.
  ///   - outcomes: Other outcomes than `applied`, by record.
  public func report(on ticket: String, _ outcomes: [RecordKey: ActionOutcome] = [:]) {
    for action in accepted.removeValue(forKey: ticket) ?? [] {
      reports[ticket, default: [:]][action.key] = outcomes[action.key] ?? perform(action)
    }
  }

  /// The records as they are.
  public func read(_ keys: [RecordKey]) async throws -> [SyncRecord] {
    reads.append(keys)
    if faults.first == .throwsBeforeEffect {
      faults.removeFirst()
      throw ConnectionLost()
    }
    return keys.compactMap { records[$0] }
  }

  /// The records of a feed, in the order of their keys.
  public func scan(_ feed: SyncFeed, after place: String?) async throws -> DestinationPage {
    scans.append(place ?? "")
    if faults.first == .throwsBeforeEffect {
      faults.removeFirst()
      throw ConnectionLost()
    }
    let start = RecordKey(feed, place ?? "")
    let keys = records.keys.filter { $0.feed == feed && start < $0 }
    let page = keys.sorted().prefix(scanSize)
    return DestinationPage(
      page.map { key in
        DestinationPage.Record(
          id: ids[key] ?? Self.id(of: key), fields: records[key]?.fields ?? [:],
          parent: parents[key].flatMap { ids[$0] })
      }, next: page.count < keys.count ? page.last?.id : nil)
  }

  private func perform(_ action: SyncAction) -> ActionOutcome {
    if let outcome = outcomes[action.key]?.first {
      outcomes[action.key]?.removeFirst()
      if case .accepted(let ticket) = outcome { accepted[ticket, default: []].append(action) }
      guard case .applied = outcome else { return outcome }
    }
    if capabilities.isIdempotent, !seen.insert(action.idempotencyKey).inserted { return .applied() }
    effects[action.idempotencyKey, default: 0] += 1
    switch action.kind {
    case .create, .update, .link:
      rename(action)
      var fields = (records[action.key]?.fields ?? [:]).merging(action.fields) { $1 }
      for field in action.clearedFields { fields[field] = nil }
      parents[action.key] = action.dependencies.first ?? parents[action.key]
      records[action.key] = SyncRecord(action.key, fields: fields)
      _ = disabled.remove(action.key)
    case .disable: disabled.insert(action.key)
    case .delete:
      remove(action.key)
    case .skip, .blocked: return .rejected(reason: "the kind \(action.kind.rawValue) is never sent")
    }
    let id = ids[action.key] ?? Self.id(of: action.key)
    if records[action.key] != nil { ids[action.key] = id }
    return .applied(destinationID: id)
  }

  /// Calls a record by the key that an action has for it, where it was known by another until now.
  private func rename(_ action: SyncAction) {
    let old =
      action.replacing
      ?? action.destinationID.flatMap { id in ids[action.key] == id ? nil : ids.first { $0.value == id }?.key }
    guard let old, old != action.key, let record = records[old] else { return }
    records[action.key] = SyncRecord(action.key, fields: record.fields)
    ids[action.key] = ids[old]
    parents[action.key] = parents[old]
    for (child, parent) in parents where parent == old { parents[child] = action.key }
    if disabled.contains(old) { disabled.insert(action.key) }
    remove(old)
  }
}
