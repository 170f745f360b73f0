internal import CatalogJSON
internal import CatalogModels
internal import Synchronization

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Puts down what happens in a run, while it happens: status, logs, profile. It hears the same events as the host.
///
/// What it keeps in memory is bounded, as the logs are; it is written now and then, and at the end.
final class RunRecorder: Sendable {
  private struct State {
    var run: SyncStatus.Run
    var drafts: [LogStore.Draft] = []
    var flushed: Date
    var profile: [ProfileKey: SyncReport.Profile] = [:]
  }

  private struct ProfileKey: Hashable {
    let direction: SyncReport.Profile.Direction
    let feed: SyncFeed
  }

  let store: any SyncStore
  let logs: SyncPolicy.Logs
  let now: @Sendable () -> Date
  private let state: Mutex<State>

  private static let longestSilence: Double = 2

  init(_ run: SyncStatus.Run, _ store: any SyncStore, _ logs: SyncPolicy.Logs, now: @escaping @Sendable () -> Date) {
    self.store = store
    self.logs = logs
    self.now = now
    state = Mutex(State(run: run, flushed: run.started))
  }

  var run: SyncStatus.Run { state.withLock { $0.run } }

  func change(_ body: (inout SyncStatus.Run) -> Void) { state.withLock { body(&$0.run) } }

  // MARK: Listening

  func hear(_ event: SyncEvent) {
    switch event {
    case .sending, .profile: break
    case .collected(_, let count, _): change { $0.collected += count }
    case .swept(let feed, let items, let problem):
      if let problem {
        change { if !$0.incomplete.contains(feed) { $0.incomplete.append(feed) } }
        note(.collecting, "The feed \(feed) was not read to its end: \(problem)")
      } else {
        note(.activity, "Read \(items) items of \(feed).")
      }
    case .diagnostic(let diagnostic): note(.collecting, about: diagnostic.key, diagnostic.message)
    case .planned(let summary):
      change { run in
        run.collected = summary.feeds.values.reduce(0) { $0 + $1.collected }
        run.unchanged = summary.feeds.values.reduce(0) { $0 + $1.unchanged }
      }
      note(.activity, "Planned \(summary.actions) actions, \(summary.sent) of them to be sent.")
    case .item(let item):
      change { run in
        switch item.result {
        case .applied: run.applied += 1
        case .alreadyApplied, .accepted, .skipped: break
        case .blocked, .rejected, .failed, .unknown: run.problems += 1
        }
      }
      note(item.isProblem ? .transmitting : .activity, about: item.key, "\(item.kind.rawValue): \(item.result)")
    case .recovered(let count): note(.activity, "Found out what became of \(count) items that were under way.")
    case .applied(let report): hear(report)
    }
  }

  private func hear(_ report: SyncReport) {
    change { run in
      run.applied = report.feeds.values.reduce(0) { $0 + $1.applied }
      run.problems = report.feeds.values.reduce(0) { $0 + $1.problems }
    }
    note(
      .activity,
      report.isComplete ? "The plan \(report.plan) was carried out." : "The plan \(report.plan) was cut short.")
  }

  func note(_ log: SyncLogEntry.Log, about key: RecordKey? = nil, _ text: String, _ detail: RawJSON? = nil) {
    // What went well is told in this package's own words, once for every record.
    let text = log == .activity ? String(text.prefix(1_000)) : ForeignWords.cleaned(text)
    let draft = LogStore.Draft(log: log, at: now(), run: run.number, key: key, text: text, detail: detail)
    state.withLock { state in
      state.drafts.append(draft)
      // Older ones would not outlast the next writing anyway.
      if state.drafts.count > 4 * logs.entries + 1_000 {
        state.drafts = SyncLogEntry.Log.allCases.flatMap { log in
          state.drafts.filter { $0.log == log }.suffix(logs.entries)
        }
      }
    }
  }

  /// Counts what went by of a feed.
  func count(
    _ direction: SyncReport.Profile.Direction, _ feed: SyncFeed, entities: Int, bytes: Int, duration: Duration
  ) {
    state.withLock { state in
      let key = ProfileKey(direction: direction, feed: feed)
      var line = state.profile[key] ?? SyncReport.Profile(direction, feed)
      line.entities += entities
      line.bytes += bytes
      line.duration += duration
      state.profile[key] = line
    }
  }

  /// Counts a batch that was sent, and puts down what it held where that is asked for.
  func sent(_ actions: [SyncAction], _ outcomes: [ActionOutcome], _ duration: Duration) {
    var left = duration
    for (feed, own) in Dictionary(grouping: actions, by: \.key.feed) {
      let bytes = own.reduce(0) { sum, action in
        action.fields.reduce(sum) { $0 + $1.key.utf8.count + $1.value.slice.utf8.count + 4 }
      }
      count(.sent, feed, entities: own.count, bytes: bytes, duration: left)
      left = .zero
    }
    guard logs.payloads else { return }
    for (number, action) in actions.enumerated() {
      let outcome =
        outcomes.indices.contains(number) ? SyncReport.Item.Result(outcomes[number]).description : "no answer"
      let line = action.line
      let payload =
        line.count <= Self.longestPayload
        ? try? RawJSON(parsing: line) : .string(String(decoding: line.prefix(Self.longestPayload), as: UTF8.self))
      note(
        .payload, about: action.key, "\(action.kind.rawValue): \(outcome)",
        ["action": payload ?? .null, "outcome": .string(outcome), "bytes": .int(line.count)])
    }
  }

  private static let longestPayload = 64 << 10

  /// The lines of a direction so far, which are then begun anew.
  func takeProfile(_ direction: SyncReport.Profile.Direction) -> [SyncReport.Profile] {
    state.withLock { state in
      let lines = state.profile.filter { $0.key.direction == direction }
      for key in lines.keys { state.profile[key] = nil }
      return lines.values.sorted { $0.feed.rawValue < $1.feed.rawValue }
    }
  }

  // MARK: Writing

  /// Writes what has gathered, where the last time is two seconds ago: often enough for a bar that moves, and seldom
  /// beside what a run writes anyway.
  func writeIfDue() async throws(SyncError) {
    let date = now()
    let isDue = state.withLock { state in
      abs(date.timeIntervalSince(state.flushed)) >= Self.longestSilence
    }
    if isDue { try await write() }
  }

  /// Writes what has gathered, and with it a sign of life.
  func write() async throws(SyncError) {
    let date = now()
    let (drafts, run) = state.withLock { state in
      defer { state.drafts = [] }
      state.flushed = date
      state.run.seen = max(state.run.started, date)
      return (state.drafts, state.run)
    }
    try await LogStore(store: store, limit: logs.entries).append(drafts)
    try await Self.update(store) { status in
      guard status.current?.number == run.number else { return false }
      status.current = run
      return true
    }
  }

  /// Changes the row of the status, again where another runner was faster.
  static func update(
    _ store: any SyncStore, with others: [StoreChange] = [], _ body: (inout RunStatus) -> Bool
  ) async throws(SyncError) {
    while true {
      var status = try await RunStatus.read(from: store)
      let changes = (body(&status) ? [status.change] : []) + others
      guard !changes.isEmpty else { return }
      do throws(SyncError) {
        return try await store.commitAll(changes)
      } catch {
        guard error.code == .conflict else { throw error }
        if Task.isCancelled { throw .cancelled }
      }
    }
  }
}

extension SyncReport.Item.Result: CustomStringConvertible {
  /// What became of it and why, in a few words.
  public var description: String { words.onOneLine }

  private var words: String {
    switch self {
    case .applied: "done"
    case .alreadyApplied: "done by an earlier run"
    case .accepted(let ticket): "accepted as \(ticket), not done yet"
    case .skipped(let reason): "left out: \(reason)"
    case .blocked(let reason): "held up: \(reason)"
    case .rejected(let reason): "rejected: \(reason)"
    case .failed(let reason): "failed: \(reason)"
    case .unknown(let reason): "not known: \(reason)"
    }
  }
}
