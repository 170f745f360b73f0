import ArgumentParser
import SyncPlanner
import SyncSession

struct Unsync: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes records out of the synchronisation; later runs leave them alone.")

  enum Fate: EnumerableFlag {
    case keep, delete
  }

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: KeyArgument.help) var keys: [KeyArgument]
  @Flag(exclusivity: .exclusive, help: "Whether they stay at the destination or are deleted there.") var fate: Fate
  @Option(help: "How many are taken out at once, at most.") var atMost = SyncEngine.unsyncLimit

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let report = try await session.engine(asksPIM: false).unsync(
      Set(keys.map(\.key)), fate == .keep ? .keep : .delete, atMost: atMost)
    if output.json { session.console.say(report.resultJSON) } else { session.console.show(report) }
    return report.isSuccess ? .done : .failed
  }
}
