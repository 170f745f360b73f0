import CatalogModels
import SyncPlanner

/// The result as the one JSON object that `--json` prints:
/// `{"feeds":{"products":{"collected":N,…},…},"requests":N,"diagnostics":N,"seconds":X}`.
enum ResultJSON {
  /// What became of a plan.
  static func text(of report: SyncReport) -> String {
    text(
      report.feeds.inOrder.map { feed in
        let counts = report[feed]
        return (
          feed,
          Counts(
            collected: counts.collected, created: counts.created + counts.linked, updated: counts.updated,
            deleted: counts.deleted + counts.disabled, unchanged: counts.unchanged, failed: counts.problems)
        )
      }, report.collection, report.duration)
  }

  /// What a plan would do.
  static func text(of plan: SyncPlan) -> String {
    text(
      plan.summary.feeds.inOrder.map { feed in
        let counts = plan.summary[feed]
        return (
          feed,
          Counts(
            collected: counts.collected, created: counts[.create] + counts[.link], updated: counts[.update],
            deleted: counts[.delete] + counts[.disable], unchanged: counts.unchanged, failed: counts[.blocked])
        )
      }, plan.collection, plan.collection?.duration ?? .zero)
  }

  private struct Counts {
    let collected, created, updated, deleted, unchanged, failed: Int

    var json: RawJSON {
      .object([
        ("collected", .int(collected)), ("created", .int(created)), ("updated", .int(updated)),
        ("deleted", .int(deleted)), ("unchanged", .int(unchanged)), ("failed", .int(failed)),
      ])
    }
  }

  private static func text(_ feeds: [(SyncFeed, Counts)], _ collection: CollectionSummary?, _ time: Duration) -> String
  {
    // Milliseconds are all that says anything here.
    let milliseconds = time / .milliseconds(1)
    return RawJSON.object([
      ("feeds", .object(feeds.map { ($0.rawValue, $1.json) })),
      ("requests", .int(collection?.requests ?? 0)),
      ("diagnostics", .int(collection?.diagnosticCount ?? 0)),
      ("seconds", .number("\(milliseconds.rounded() / 1000)") ?? .null),
    ]).text
  }
}
