import CatalogModels
import SyncPlanner
import SyncPostgres
import SyncSession

/// Takes one site after the other, and brings its destination in step, until there is none left.
struct Worker: Sendable {
  let name: String
  let lease: Duration
  let attempts: Int
  let claims: PostgresClaims
  let store: PostgresSyncStore
  let source: PIMSource
  let place: String
  let mapping: any RecordMapping
  let policy: SyncPolicy
  let console: Console
  let asJSON: Bool

  func run() async throws -> ExitStatus {
    var status = ExitStatus.done
    while true {
      do {
        let result = try await claims.perform(
          as: name, lease: lease, restingAfterFailure: .seconds(1), remembering: store
        ) {
          try await work($0, $1)
        }
        if let result {
          if result != .done { status = result }
          continue
        }
        // What others hold may come free when one of them falls silent.
        guard try await claims.remaining() > 0 else { return status }
        try await Task.sleep(for: min(lease / 4, .seconds(5)))
      } catch let error as SyncError where error.code != .cancelled {
        console.complain("\(name): \(error)")
        status = .failed
      }
    }
  }

  /// Brings one site in step. The store is fenced: when another took the site over, nothing more is written.
  private func work(_ claim: WorkClaim, _ store: any SyncStore) async throws -> ExitStatus {
    guard claim.attempt <= attempts else {
      console.complain("\(claim.work) failed \(attempts) times and is left out.")
      return .failed
    }
    var scope = SyncScope()
    scope.channel = claim.note["channel"]?.string.map { Code($0) }
    scope.locales = claim.note["locale"]?.string.map { [Code($0)] }
    let engine = SyncEngine(
      from: source, by: mapping, to: try await Session.destination(at: place.replacing("{site}", with: claim.work)),
      remembering: store.section(claim.work), policy: policy)
    let report = try await engine.sync(scope, .complete)
    if asJSON {
      console.say(report.resultJSON.setting("site", to: .string(claim.work)).setting("worker", to: .string(name)))
    } else {
      let applied = report.feeds.values.reduce(0) { $0 + $1.applied }
      console.say("\(claim.work): \(applied) applied, \(report.isSuccess ? "done" : "with problems")")
    }
    return report.isSuccess ? .done : .failed
  }
}
