import ArgumentParser
import Foundation
import SyncSession

/// Keeps a destination in step with a PIM, from the command line.
struct PimSync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pim-sync",
    abstract: "Keeps a destination in step with a PIM.",
    discussion: """
      Settings come from options, from the environment and from a JSON file (pim-sync.json, or --config FILE), in this \
      order. Secrets come from the environment or the file only.

      \(Setting.table)

      Exit status: 0 all is done; 1 some items failed, or the run could not go on; 2 wrong usage or configuration; \
      3 the PIM cannot be reached or refuses the credentials; 130 stopped by Ctrl-C, and the next run goes on.
      """,
    subcommands: [
      Preflight.self, Plan.self, Apply.self, Sync.self, Status.self, Resync.self, Search.self, Explain.self, Diff.self,
      Map.self, Unsync.self, Media.self, DeadLetters.self, Bundle.self, Work.self, Completion.self,
    ])
}

/// Starts the command that the arguments name.
@main
enum Program {
  static func main() async {
    let status = await run(Array(CommandLine.arguments.dropFirst()))
    exit(status.rawValue)
  }

  static func run(_ arguments: [String]) async -> ExitStatus {
    do {
      var command = try PimSync.parseAsRoot(arguments)
      if let command = command as? any SyncCommand {
        return try await Interruption.cancelling { try await command.execute() }
      }
      try command.run()
      return .done
    } catch {
      return report(error)
    }
  }

  /// Says what went wrong in one sentence.
  private static func report(_ error: any Error) -> ExitStatus {
    let status = ExitStatus(of: error)
    switch error {
    case is CleanExit: print(PimSync.fullMessage(for: error))
    case _ where status == .interrupted:
      Console.standard.complain("Stopped. What was applied is remembered; the next run goes on from there.")
    case _ where PimSync.exitCode(for: error) == .success: print(PimSync.fullMessage(for: error))
    case _ where PimSync.exitCode(for: error) == .validationFailure:
      Console.standard.write(PimSync.fullMessage(for: error) + "\n", to: .error)
    default: Console.standard.complain("\(error)")
    }
    return status
  }
}

/// A command that works on a PIM, a store and a destination.
protocol SyncCommand: AsyncParsableCommand, Sendable {
  /// Does the work.
  func execute() async throws -> ExitStatus
}

extension SyncCommand {
  /// What ArgumentParser would call; ``Program`` does not.
  func run() async throws { _ = try await execute() }
}
