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
    let plan = try await session.engine().plan(session.scope(), extent.extent) { session.show($0) }
    if let out { try await plan.write(to: URL(filePath: out)) }
    if output.json {
      if out == nil { for try await action in plan.actions { session.console.say(action.json) } }
      session.console.say(plan.resultJSON)
    } else {
      session.console.say(try await plan.table(limit: limit))
      if let out { session.console.note("Written to \(out).") }
    }
    return plan.collection?.incomplete.isEmpty ?? true ? .done : .failed
  }
}

/// How much of the PIM is looked at.
struct ExtentOptions: ParsableArguments {
  @Flag(help: "Look at everything, not only at what changed since the last run: the only way to see what is gone.")
  var complete = false

  var extent: SyncExtent { complete ? .complete : .changes }
}
