public import Logging
public import SyncPlanner

extension SyncEvent {
  /// Writes the event to a logger: steps at `info`, single items and diagnostics at `debug`, trouble at `warning`.
  ///
  /// ```swift
  /// let report = try await engine.sync(scope) { $0.log(to: logger) }
  /// ```
  public func log(to logger: Logger) {
    switch self {
    case .collected(let feed, let count, let total):
      logger.debug("collected", metadata: ["feed": "\(feed)", "count": "\(count)", "total": "\(total)"])
    case .swept(let feed, let items, nil):
      logger.info("read a feed to its end", metadata: ["feed": "\(feed)", "items": "\(items)"])
    case .swept(let feed, let items, let problem?):
      logger.warning(
        "a feed could not be read to its end",
        metadata: ["feed": "\(feed)", "items": "\(items)", "problem": "\(problem)"])
    case .diagnostic(let diagnostic):
      logger.debug("noticed", metadata: ["diagnostic": "\(diagnostic)"])
    case .planned(let summary):
      logger.info("planned", metadata: ["actions": "\(summary.actions)", "to-send": "\(summary.sent)"])
    case .sending(let feed, let count):
      logger.debug("sending", metadata: ["feed": "\(feed)", "count": "\(count)"])
    case .item(let item) where item.isProblem:
      logger.warning("an item was not applied", metadata: ["item": "\(item.key)", "result": "\(item.result)"])
    case .item(let item):
      logger.debug("item", metadata: ["item": "\(item.key)", "kind": "\(item.kind.rawValue)"])
    case .recovered(let count) where count > 0:
      logger.notice("an earlier run was cut short, and is cleared up", metadata: ["items": "\(count)"])
    case .applied(let report):
      let applied = report.feeds.values.reduce(0) { $0 + $1.applied }
      let problems = report.feeds.values.reduce(0) { $0 + $1.problems }
      logger.log(
        level: report.isSuccess ? .info : .warning, "applied",
        metadata: ["plan": "\(report.plan)", "applied": "\(applied)", "problems": "\(problems)"])
    default: break
    }
  }
}
