import ArgumentParser
import SyncPlanner
import SyncSession

struct Map: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Links products that the destination has already, by SKU, and creates none.",
    discussion: """
      Products whose SKU is missing or stands twice are blocked, and named. Only a destination that can be scanned can \
      be mapped: a SQLite file.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "The record's field with the SKU, such as values.sku.") var by = "identifier"
  @Option(help: "The destination's field with it; the same unless told.") var at: String?
  @Flag(help: "Say what would be linked, and do nothing.") var planOnly = false

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    var policy = try session.policy()
    policy.matching = .map(by: by, at: at)
    let engine = try await session.engine(policy)
    let plan = try await engine.plan(session.scope(), .complete) { session.show($0) }
    guard planOnly else { return try await session.apply(plan, with: engine, asJSON: output.json) }
    if output.json { session.console.say(plan.resultJSON) } else { session.console.say(try await plan.table()) }
    return .done
  }
}
