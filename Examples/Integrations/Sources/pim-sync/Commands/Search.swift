import ArgumentParser
import CatalogModels
import Foundation
import SyncPlanner
import SyncSession

struct Search: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds records by name, SKU or key among those that the destination has or was to have.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "A part of the name, SKU or key.") var text: String
  @Option(help: "Only this feed, such as products.") var feed: [String] = []
  @Option(help: "Only in this state: \(SyncEngine.Item.State.allCases.map(\.rawValue).joined(separator: ", ")).")
  var state: [String] = []
  @Option(help: "How many are listed at most.") var limit = 50

  func validate() throws {
    if let wrong = state.first(where: { SyncEngine.Item.State(rawValue: $0) == nil }) {
      throw ValidationError("--state: “\(wrong)” is no state.")
    }
  }

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let query = SyncEngine.ItemQuery(
      text, in: feed.isEmpty ? nil : Set(feed.map { SyncFeed($0) }),
      states: state.isEmpty ? nil : Set(state.compactMap { SyncEngine.Item.State(rawValue: $0) }))
    let items = try await session.engine(asksPIM: false).items(query, limit: limit)
    for item in items {
      if output.json {
        session.console.say(item.resultJSON)
      } else {
        let parts = [item.display["name"], item.display["sku"], item.state.rawValue, item.problem].compactMap(\.self)
        session.console.say("\(item.key)  \(parts.joined(separator: ", "))")
      }
    }
    if items.isEmpty { session.console.note("Nothing was found.") }
    return .done
  }
}

extension SyncEngine.Item {
  fileprivate var resultJSON: RawJSON {
    .object([
      ("key", .string(key.description)), ("state", .string(state.rawValue)),
      ("display", .object(display.mapValues { RawJSON.string($0) })),
      ("lastExported", lastExported.map { .string($0.formatted(.iso8601)) } ?? .null),
      ("problem", problem.map(RawJSON.string) ?? .null),
    ])
  }
}
