import ArgumentParser
import Foundation
import SyncPlanner
import SyncSession

struct Bundle: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Writes what somebody who helps needs to know into a JSON file: no credentials, and no content unless asked.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The file.") var file: String
  @Flag(help: "With the log of what was sent, where one is kept.") var payloads = false

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    try await session.engine(asksPIM: false).writeSupportBundle(to: URL(filePath: file), withPayloads: payloads)
    session.console.note("Written to \(file).")
    return .done
  }
}
