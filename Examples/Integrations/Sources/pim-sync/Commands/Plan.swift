import ArgumentParser
import Foundation
import SyncPlanner
import SyncSession

struct Plan: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a run would do, and does nothing.",
    discussion: """
      With --json each action is a line, and the summary the last. With --out the plan is written to a file that can \
      be read by people and programs, and carried out by “pim-sync apply”.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var extent: ExtentOptions
  @Option(help: ArgumentHelp("Write the plan to this file.", valueName: "file")) var out: String?
  @Option(help: ArgumentHelp("How many actions the table shows.", valueName: "count")) var limit = 50

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let plan = try await session.plan(extent, with: session.engine())
    if let out { try await plan.write(to: URL(filePath: out)) }
    if output.json {
      if out == nil { for try await action in plan.actions { session.console.say(action.json) } }
      session.console.say(plan.resultJSON)
    } else {
      session.console.say(try await plan.table(limit: limit))
      session.console.show(plan.collection?.brakes ?? [])
      if let out { session.console.note("Written to \(out).") }
    }
    return plan.collection?.incomplete.isEmpty ?? true ? .done : .failed
  }
}

/// How much of the PIM is looked at, and how much may happen at once.
struct ExtentOptions: ParsableArguments {
  @Flag(help: "Look at everything, not only at what changed since the last run: the only way to see what is gone.")
  var complete = false

  @Option(
    help: ArgumentHelp(
      "Let go what an earlier plan held back, up to the number that it named: disables:products=40.",
      valueName: "brake"))
  var release: [ReleaseArgument] = []
}

extension Session {
  /// Plans what a command was asked for.
  func plan(_ extent: ExtentOptions, with engine: SyncEngine) async throws -> SyncPlan {
    try await engine.plan(
      scope(), extent.complete ? .complete : .changes, releasing: extent.release.map(\.brake)
    ) { show($0) }
  }
}
