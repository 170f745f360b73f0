import CatalogModels
import Foundation
import PIMTesting
import SyncPlanner

/// One run from a source into the destination that the options name.
struct CatalogSync {
  let options: Options
  let console: Console

  init(_ options: Options, _ console: Console) {
    self.options = options
    self.console = console
  }

  /// Runs once and prints the result.
  func run(_ source: PIMSource) async throws -> ProgramStatus {
    let engine = try await engine(from: source)
    return try await run(engine)
  }

  /// An engine with the state and the destination that the options name.
  func engine(from source: PIMSource) async throws -> SyncEngine {
    let store: any SyncStore =
      if let state = options.state { try await FileJournalStore(in: URL(filePath: state)) } else { MemorySyncStore() }
    let destination: any Destination =
      if let out = options.out { try await FolderDestination(URL(filePath: out)) } else { AcceptingDestination() }
    return SyncEngine(
      from: source, to: destination, remembering: store, policy: SyncPolicy(whenGone: .delete))
  }

  /// Plans, applies, and prints what was planned and what became of it.
  func run(_ engine: SyncEngine) async throws -> ProgramStatus {
    let plan = try await engine.plan(scope, .complete) { console.show($0) }
    try await console.show(plan)
    if options.isPlanOnly {
      if options.isJSON { console.say(ResultJSON.text(of: plan)) }
      return .done
    }
    let report = try await engine.apply(plan) { console.show($0) }
    console.show(report)
    if options.isJSON { console.say(ResultJSON.text(of: report)) }
    return report.isSuccess ? .done : .failed
  }

  private var scope: SyncScope {
    SyncScope(
      channel: options.channel.map { Code($0) },
      locales: options.locales.isEmpty ? nil : options.locales.map { Code($0) },
      families: options.families.isEmpty ? nil : options.families.map { Code($0) })
  }
}

/// A destination that accepts everything and keeps nothing: what is left when no `--out` is given.
struct AcceptingDestination: Destination {
  var capabilities: DestinationCapabilities {
    DestinationCapabilities(identity: "quickstart", isIdempotent: true)
  }

  func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    batch.map { _ in .applied() }
  }

  func read(_ keys: [RecordKey]) async throws -> [SyncRecord] { [] }
}
