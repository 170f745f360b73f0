internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension RawJSON {
  /// A date as milliseconds since 1970.
  static func date(_ date: Date) -> RawJSON { .int(Int((date.timeIntervalSince1970 * 1000).rounded())) }

  /// A date of milliseconds since 1970.
  var date: Date? { int.map { Date(timeIntervalSince1970: Double($0) / 1000) } }
}

extension SyncStatus.Run {
  var json: RawJSON {
    var members: [String: RawJSON] = [
      "number": .int(number), "started": .date(started), "seen": .date(seen), "phase": .string(phase.rawValue),
      "extent": .string(extent.rawValue), "collected": .int(collected), "unchanged": .int(unchanged),
      "applied": .int(applied), "problems": .int(problems), "milliseconds": .int(Int(duration.inSeconds * 1000)),
    ]
    members["ended"] = ended.map(RawJSON.date)
    members["continues"] = continues.map { .int($0) }
    members["plan"] = plan.map { .string($0) }
    if !incomplete.isEmpty { members["incomplete"] = .array(incomplete.map { .string($0.rawValue) }) }
    members["failure"] = failure.map { ["code": .string($0.code), "message": .string($0.message)] }
    return .object(members)
  }

  init?(_ json: RawJSON) {
    guard let number = json["number"]?.int, let started = json["started"]?.date, let seen = json["seen"]?.date,
      let phase = json["phase"]?.string.flatMap(Phase.init),
      let extent = json["extent"]?.string.flatMap(SyncExtent.init)
    else { return nil }
    self.init(number: number, started: started, phase: phase, extent: extent)
    self.seen = seen
    ended = json["ended"]?.date
    continues = json["continues"]?.int
    plan = json["plan"]?.string
    collected = json["collected"]?.int ?? 0
    unchanged = json["unchanged"]?.int ?? 0
    applied = json["applied"]?.int ?? 0
    problems = json["problems"]?.int ?? 0
    duration = .milliseconds(json["milliseconds"]?.int ?? 0)
    incomplete = (json["incomplete"]?.elements ?? []).compactMap(\.string).map(SyncFeed.init(rawValue:))
    if let failure = json["failure"], let code = failure["code"]?.string, let message = failure["message"]?.string {
      self.failure = Failure(code: code, message: message)
    }
  }
}

/// What is put down of runs: the one under way, the last ones, and a bounded history.
struct RunStatus: Sendable {
  var next = 1
  var current: SyncStatus.Run?
  var last: SyncStatus.Run?
  var lastSuccess: SyncStatus.Run?
  var lastComplete: Date?
  /// The revision of the row in the store; `nil` while there is none.
  private(set) var revision: Int?

  static let table = StoreTable(rawValue: "status")
  static let history = StoreTable(rawValue: "runs")
  static let key = "status"

  static func read(from store: any SyncStore) async throws(SyncError) -> RunStatus {
    guard let row = try await store.readRows(in: table, keys: [key]).first else { return RunStatus() }
    guard let json = try? RawJSON(parsing: row.value), let version = json["version"]?.int, let next = json["next"]?.int
    else { throw SyncError(.corrupted, "The status of the last run cannot be read.") }
    guard version <= 1 else {
      throw SyncError(
        .newerVersion, "The status of the last run has version \(version); this is version 1.",
        advice: "Use a newer version of this package for this state.")
    }
    var status = RunStatus()
    status.next = next
    status.current = json["current"].flatMap(SyncStatus.Run.init)
    status.last = json["last"].flatMap(SyncStatus.Run.init)
    status.lastSuccess = json["lastSuccess"].flatMap(SyncStatus.Run.init)
    status.lastComplete = json["lastComplete"]?.date
    status.revision = row.revision
    return status
  }

  var change: StoreChange {
    var members: [String: RawJSON] = ["version": 1, "next": .int(next)]
    members["current"] = current?.json
    members["last"] = last?.json
    members["lastSuccess"] = lastSuccess?.json
    members["lastComplete"] = lastComplete.map(RawJSON.date)
    return .put(
      Self.key, Array(RawJSON.object(members).text.utf8), in: Self.table,
      expecting: revision.map { .revision($0) } ?? .absent)
  }

  static func historyKey(_ number: Int) -> String { LogStore.key(number) }

  /// The changes that put a run into the history, of which only so many are kept.
  static func historyChanges(
    _ run: SyncStatus.Run, keeping limit: Int, in store: any SyncStore
  ) async throws(SyncError) -> [StoreChange] {
    let kept = historyKey(run.number - limit + 1)
    var changes: [StoreChange] = [.put(historyKey(run.number), Array(run.json.text.utf8), in: history)]
    // There are many of them where the bound was lowered.
    for key in try await store.readKeys(in: history, after: nil, limit: 1_000) where key < kept {
      changes.append(.delete(key, in: history))
    }
    return changes
  }
}
