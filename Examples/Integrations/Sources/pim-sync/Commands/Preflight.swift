import ArgumentParser
import CatalogModels
import PIMClient
import SyncPlanner
import SyncSession

struct Preflight: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks settings, credentials, store, destination and scope before anything runs.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    var checks = Checks()
    await checks.run("settings") { _ = try (session.client(), session.scope(), session.policy()) }
    await checks.run("PIM") { try await session.client().authenticate() }
    await checks.run("store") { _ = try await session.store() }
    await checks.run("destination") { _ = try await session.destination().capabilities }
    if output.json {
      session.console.say(checks.json)
    } else {
      for check in checks.all { session.console.say("\(check.name): \(check.problem ?? "fine")") }
    }
    return checks.status
  }

  /// What was looked at.
  private struct Checks {
    var all: [(name: String, problem: String?)] = []
    var status = ExitStatus.done

    mutating func run(_ name: String, _ check: () async throws -> Void) async {
      do {
        try await check()
        all.append((name, nil))
      } catch {
        all.append((name, "\(error)"))
        if status == .done { status = ExitStatus(of: error) }
      }
    }

    var json: RawJSON {
      .object([
        ("ready", .bool(status == .done)),
        ("checks", .object(all.map { ($0.name, $0.problem.map(RawJSON.string) ?? .null) })),
      ])
    }
  }
}
