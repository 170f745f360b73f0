import Foundation
import SyncPlanner

extension Dashboard {
  /// How the synchronisation stands (C3, C4), the last runs, and the button that sends all again.
  func status(notice: String?) async throws -> Page {
    let status = try await engine.status()
    let runs = try await engine.history(last: 30)
    let live = Live(status)
    var content: [String: Any] = [
      "state": live.state, "text": live.text, "running": live.isRunning, "token": formToken,
      "chart": RunChart(runs).svg, "feeds": SyncFeed.all.map(\.rawValue),
    ]
    if let fraction = live.fraction { content["fraction"] = fraction }
    let lists: [[String: Any]] = runs.map { run in
      [
        "number": run.number, "started": run.started.shown, "extent": run.extent.rawValue, "collected": run.collected,
        "unchanged": run.unchanged, "applied": run.applied, "problems": run.problems,
        "seconds": run.duration.formatted(.units(maximumUnitCount: 1)),
        "result": run.failure.map { "failed: \($0.message)" } ?? "success",
      ]
    }
    content["runs"] = lists
    content["hasRuns"] = !runs.isEmpty
    if let success = status.lastSuccess { content["lastSuccess"] = (success.ended ?? success.seen).shown }
    let page = try await engine.deadLetters(limit: 100)
    content["problems"] = page.letters.isEmpty ? nil : "\(page.letters.count)\(page.next == nil ? "" : " or more")"
    content["synced"] = try await total()
    if !status.resyncs.isEmpty {
      content["waiting"] = status.resyncs.map {
        [
          "feeds": $0.feeds.map { $0.map(\.rawValue).sorted().joined(separator: ", ") } ?? "all",
          "count": "\($0.count)",
        ]
      }
    }
    if let count = notice?.split(separator: "-").last.flatMap({ Int($0) }) {
      content["notice"] = "The next run sends \(count) records again, and whatever is new."
    }
    return Page(template: "status", title: "Catalog synchronisation", content: content)
  }

  /// How many products the destination has.
  private func total() async throws -> Int {
    var count = 0
    var last: RecordKey?
    repeat {
      let page = try await engine.items(
        .init("", in: [.products], states: [.present]), after: last, limit: 1000)
      count += page.count
      last = page.count < 1000 ? nil : page.last?.key
    } while last != nil
    return count
  }
}

extension Date {
  /// Such as `2026-11-21 12:00:05 UTC`.
  var shown: String {
    formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)) + " UTC"
  }
}
