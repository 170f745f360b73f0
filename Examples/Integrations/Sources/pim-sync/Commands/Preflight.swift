import ArgumentParser
import CatalogModels
import SyncPlanner
import SyncSession

struct Preflight: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks settings, credentials, scope, mapping, store and destination before anything runs.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let findings = try await session.engine().preflight(session.scope())
    let errors = findings.filter { $0.severity == .error }
    if output.json {
      let lines = findings.map { finding in
        RawJSON.object([
          ("severity", .string("\(finding.severity)")), ("area", .string(finding.area.rawValue)),
          ("message", .string(finding.message)), ("advice", finding.advice.map(RawJSON.string) ?? .null),
        ])
      }
      session.console.say(RawJSON.object([("ready", .bool(errors.isEmpty)), ("findings", .array(lines))]))
    } else {
      for finding in findings { session.console.say("\(finding)") }
      if errors.isEmpty { session.console.say("A run can begin.") }
    }
    if errors.contains(where: { [.credentials, .source].contains($0.area) }) { return .noPIM }
    return errors.isEmpty ? .done : .failed
  }
}
