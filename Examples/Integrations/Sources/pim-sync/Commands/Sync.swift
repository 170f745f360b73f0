import ArgumentParser
import SyncPlanner
import SyncSession

struct Sync: SyncCommand {
  static let configuration = CommandConfiguration(abstract: "Plans and applies: brings the destination in step.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var extent: ExtentOptions

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let engine = try await session.engine()
    return try await session.apply(session.plan(extent, with: engine), with: engine, asJSON: output.json)
  }
}
