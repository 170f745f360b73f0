import ArgumentParser
import SyncPlanner
import SyncSession

struct Resync: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sends records again, whether they changed or not.",
    discussion: """
      Without a mode everything is collected and sent. --no-reindex sends what was collected last, for which the ledger \
      must keep payloads (“ledger”: “payload”). --cleanup-feed takes the destination as emptied. --collect-only \
      compares, and sends nothing.
      """)

  enum Mode: EnumerableFlag {
    case noReindex, cleanupFeed, collectOnly

    var value: SyncEngine.Resync.Mode {
      switch self {
      case .noReindex: .noReindex
      case .cleanupFeed: .cleanupFeed
      case .collectOnly: .collectOnly
      }
    }
  }

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "A feed, such as products; all of them without it.") var feed: [String] = []
  @Flag(exclusivity: .exclusive) var mode: Mode?
  @Flag(help: "Leave it to the next run.") var later = false

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let engine = try await session.engine(asksPIM: !later)
    let feeds = feed.isEmpty ? nil : Set(feed.map { SyncFeed($0) })
    let request = try await engine.resync(feeds, mode: mode?.value ?? .everything)
    session.console.note("The destination has \(request.count) records of that.")
    guard !later else { return .done }
    let plan = try await engine.plan(session.scope(), .complete) { session.show($0) }
    return try await session.apply(plan, with: engine, asJSON: output.json)
  }
}
