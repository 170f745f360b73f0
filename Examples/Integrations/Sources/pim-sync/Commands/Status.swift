import ArgumentParser
import CatalogModels
import Foundation
import SyncPlanner
import SyncSession

struct Status: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says how the synchronisation stands, and how the last runs went.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Option(help: ArgumentHelp("How many of the last runs are listed.", valueName: "count")) var runs = 10

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let engine = try await session.engine(asksPIM: false)
    let (status, history) = (try await engine.status(), try await engine.history(last: max(0, runs)))
    if output.json {
      session.console.say(
        RawJSON.object([
          ("state", .string(status.word)), ("text", .string(status.text)),
          ("lastSuccess", status.lastSuccess?.resultJSON ?? .null), ("runs", .array(history.map(\.resultJSON))),
          ("waitingResyncs", .int(status.resyncs.count)),
        ]))
    } else {
      session.console.say(status.text)
      for resync in status.resyncs {
        session.console.say("A resync of \(resync.count) records waits for the next run.")
      }
      for run in history { session.console.say(run.line) }
    }
    return .done
  }
}

extension SyncStatus {
  fileprivate var word: String {
    switch state {
    case .neverRan: "neverRan"
    case .inProgress: "inProgress"
    case .succeeded: "success"
    case .failed: "failed"
    }
  }

  fileprivate var text: String {
    switch state {
    case .neverRan: "No run began yet."
    case .inProgress(let since):
      "In progress since \(since.formatted(.iso8601)); \(lastSuccess.map { "the last success was run \($0.number)" } ?? "no run succeeded yet")."
    case .succeeded(let at, let count): "Success on \(at.formatted(.iso8601)): \(count) records sent."
    case .failed(let at, let reason): "The run of \(at.formatted(.iso8601)) failed: \(reason)"
    }
  }
}

extension SyncStatus.Run {
  fileprivate var line: String {
    let reading = continues.map { " (goes on with run \($0))" } ?? ""
    let ending = failure.map { ", failed: \($0.message)" } ?? ""
    return "run \(number)\(reading)  \(started.formatted(.iso8601))  \(extent.rawValue)  \(collected) read, "
      + "\(unchanged) unchanged, \(applied) sent, \(problems) problems\(ending)"
  }

  fileprivate var resultJSON: RawJSON {
    let continues: RawJSON = continues.map { .int($0) } ?? .null
    return .object([
      ("number", .int(number)), ("continues", continues), ("started", .string(started.formatted(.iso8601))),
      ("extent", .string(extent.rawValue)), ("collected", .int(collected)), ("unchanged", .int(unchanged)),
      ("applied", .int(applied)), ("problems", .int(problems)),
      ("failure", failure.map { .string($0.message) } ?? .null), ("plan", plan.map(RawJSON.string) ?? .null),
      ("seconds", .number("\((duration / .milliseconds(1)).rounded() / 1000)") ?? .null),
    ])
  }
}
