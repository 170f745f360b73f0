import Foundation
import SyncPlanner

/// How a synchronisation is shown.
extension Console {
  /// An event, as progress.
  ///
  /// - Parameter plan: The plan that is being applied.
  func show(_ event: SyncEvent, of plan: SyncPlan.Summary? = nil) {
    switch event {
    case .sending(_, let count): progress("Sending", .more(count), of: plan?.sent)
    case .collected(let feed, _, let total): progress("Collecting \(feed)", .all(total))
    case .swept(let feed, _, let problem?): complain("\(feed) could not be read to the end: \(problem)")
    case .recovered(let count) where count > 0:
      note("An earlier run was cut short while sending; \(count) items were cleared up.")
    default: break
    }
  }

  /// What was held back, and how to let it go once somebody looked at it.
  func show(_ brakes: [SyncPolicy.Brake]) {
    for brake in brakes { complain("held back: \(brake) If that is right, run again with --release \(brake.argument)") }
  }

  /// What became of a plan.
  func show(_ report: SyncReport) {
    for feed in report.orderedFeeds {
      let counts = report[feed]
      let parts = [
        ("created", counts.created), ("linked", counts.linked), ("updated", counts.updated),
        ("disabled", counts.disabled), ("deleted", counts.deleted), ("already applied", counts.alreadyApplied),
        ("skipped", counts.skipped), ("blocked", counts.blocked), ("failed", counts.failed),
        ("unknown", counts.unknown), ("unchanged", counts.unchanged),
      ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
      if !parts.isEmpty { say("\(feed): \(parts.joined(separator: ", "))") }
    }
    for item in report.problems { complain("\(item.key): \(item.result)") }
    if report.furtherProblems > 0 { complain("… and \(report.furtherProblems) more") }
    show(report.collection?.brakes ?? [])
    for diagnostic in (report.collection?.diagnostics ?? []).filter({ $0.kind != .brake }).prefix(10) {
      note("noticed: \(diagnostic)")
    }
    say(
      report.isSuccess
        ? "Done in \(report.duration.formatted(.units(maximumUnitCount: 2, fractionalPart: .show(length: 1))))."
        : "Not all could be applied; the next run tries again.")
  }
}
