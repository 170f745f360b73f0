import SyncPlanner

/// How a synchronisation is shown.
extension Console {
  /// What the next lines are about.
  func explain(_ text: String) {
    say("\n\(text)\n")
  }

  /// An event, as progress.
  func show(_ event: SyncEvent) {
    switch event {
    case .collected(let feed, _, let total): progress("Collecting \(feed)", total)
    case .swept(let feed, _, let problem?): complain("\(feed) could not be read to the end: \(problem)")
    case .recovered(let count) where count > 0:
      complain("An earlier run was cut short while sending; \(count) items were cleared up.")
    case .sending(let feed, let count): advance("Sending \(feed)", by: count)
    default: break
    }
  }

  /// What a plan would do, and the first of its actions.
  func show(_ plan: SyncPlan) async throws {
    let summary = plan.summary
    say("Plan \(plan.id): \(summary.sent) of \(summary.feeds.values.reduce(0) { $0 + $1.collected }) records to send")
    for feed in summary.feeds.inOrder {
      let counts = summary[feed]
      let parts = SyncAction.Kind.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) to \($0.rawValue)" }
      let text = (parts + (counts.unchanged > 0 ? ["\(counts.unchanged) unchanged"] : [])).joined(separator: ", ")
      say("  \(feed.rawValue.padded(to: 32))\(text.isEmpty ? "nothing" : text)")
    }
    guard summary.sent > 0, summary.sent <= 10 else { return }
    for try await action in plan.actions {
      say("  → \(action.kind.rawValue) \(action.key): \(action.reason)")
      if !action.changedFields.isEmpty, action.kind == .update {
        say("    changed: \(action.changedFields.joined(separator: ", "))")
      }
    }
  }

  /// What became of a plan.
  func show(_ report: SyncReport) {
    let feeds = report.feeds.values
    let applied = feeds.reduce(0) { $0 + $1.applied }
    let problems = feeds.reduce(0) { $0 + $1.problems }
    let collection = report.collection
    say(
      "Applied \(applied), unchanged \(feeds.reduce(0) { $0 + $1.unchanged }), failed \(problems); "
        + "\(collection?.requests ?? 0) requests, \(collection?.diagnosticCount ?? 0) diagnostics")
    for item in report.problems { complain("\(item.key): \(item.result)") }
    if report.furtherProblems > 0 { complain("… and \(report.furtherProblems) more") }
    for diagnostic in (collection?.diagnostics ?? []).prefix(10) { say("  noticed: \(diagnostic)") }
  }
}

extension String {
  /// The text with spaces behind it, so that columns stand under each other.
  func padded(to width: Int) -> String {
    count < width ? self + String(repeating: " ", count: width - count) : self + " "
  }
}

extension [SyncFeed: SyncReport.Feed] {
  /// The feeds in the order in which one depends on the other.
  var inOrder: [SyncFeed] { SyncFeed.all.filter { self[$0] != nil } }
}

extension [SyncFeed: SyncPlan.Summary.Feed] {
  /// The feeds in the order in which one depends on the other.
  var inOrder: [SyncFeed] { SyncFeed.all.filter { self[$0] != nil } }
}
