import ArgumentParser
import CatalogModels
import Foundation
import SyncPlanner
import SyncSession

struct Explain: SyncCommand {
  static let configuration = CommandConfiguration(abstract: "Tells all that is known of one record, and why it is so.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: KeyArgument.help) var key: KeyArgument

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let explanation = try await session.engine().explain(key.key, in: session.scope())
    if output.json {
      let actions = explanation.lastActions.map { action in
        RawJSON.object([
          ("action", .string(action.kind.rawValue)), ("at", .string(action.at.formatted(.iso8601))),
          ("reason", .string(action.reason)),
        ])
      }
      let pending = explanation.pending.map { RawJSON.string($0) }
      let resyncs = explanation.resyncs.map { RawJSON.string($0.mode.rawValue) }
      session.console.say(
        RawJSON.object([
          ("key", .string(explanation.key.description)),
          ("state", explanation.item.map { .string($0.state.rawValue) } ?? .null),
          ("outside", explanation.source?.outside.map(RawJSON.string) ?? .null),
          ("source", explanation.source?.json ?? .null),
          ("record", explanation.source?.record?.json ?? .null), ("actions", .array(actions)),
          ("pending", .array(pending)), ("resyncs", .array(resyncs)),
        ]))
    } else {
      session.console.say("\(explanation)")
    }
    return .done
  }
}
