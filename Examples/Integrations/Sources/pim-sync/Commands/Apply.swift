import ArgumentParser
import Foundation
import SyncPlanner
import SyncSession

struct Apply: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Carries out a plan that “pim-sync plan --out FILE” wrote.",
    discussion: "A plan that was altered, or whose ledger, scope or destination moved on, is refused; nothing is sent.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The plan's file.") var plan: String

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let plan = try SyncPlan(reading: URL(filePath: plan))
    return try await session.apply(plan, with: session.engine(asksPIM: false), asJSON: output.json)
  }
}

extension Session {
  /// Carries out a plan and shows what became of it.
  func apply(_ plan: SyncPlan, with engine: SyncEngine, asJSON: Bool) async throws -> ExitStatus {
    let report = try await engine.apply(plan, in: scope()) { show($0, of: plan.summary) }
    if asJSON { console.say(report.resultJSON) } else { console.show(report) }
    return report.isSuccess ? .done : .failed
  }
}
