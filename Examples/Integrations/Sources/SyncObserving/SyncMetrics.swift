public import Metrics
public import SyncPlanner

/// Turns the events of a synchronisation into metrics.
///
/// | label | what it is | dimensions |
/// |---|---|---|
/// | `catalog_sync_collected` | counter: items that came from the source | `feed` |
/// | `catalog_sync_items` | counter: actions that came to their end | `feed`, `result` |
/// | `catalog_sync_planned` | gauge: actions of the last plan that are sent | |
/// | `catalog_sync_duration` | timer: whole runs | `success` |
public struct SyncMetrics: Sendable {
  private let factory: any MetricsFactory

  /// Creates an adapter.
  ///
  /// - Parameter factory: Where the metrics go; the process's own unless told.
  public init(_ factory: any MetricsFactory = MetricsSystem.factory) { self.factory = factory }

  /// Takes note of an event.
  public func record(_ event: SyncEvent) {
    switch event {
    case .collected(let feed, let count, _):
      Counter(label: "catalog_sync_collected", dimensions: [("feed", feed.rawValue)], factory: factory)
        .increment(by: count)
    case .planned(let summary):
      Gauge(label: "catalog_sync_planned", dimensions: [], factory: factory).record(summary.sent)
    case .item(let item):
      let dimensions = [("feed", item.key.feed.rawValue), ("result", item.isProblem ? "problem" : item.kind.rawValue)]
      Counter(label: "catalog_sync_items", dimensions: dimensions, factory: factory).increment()
    case .applied(let report):
      let dimensions = [("success", "\(report.isSuccess)")]
      Timer(label: "catalog_sync_duration", dimensions: dimensions, factory: factory).record(duration: report.duration)
    default: break
    }
  }
}
