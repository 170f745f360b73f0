import CatalogModels
import PIMClient
import PIMTesting
import Synchronization
import TestSupport

@testable import SyncPlanner

/// A sandbox with the sample catalog, a destination and a store in memory, and the engine between them.
struct Bench {
  let sandbox: SandboxPIM
  let client: CatalogClient
  var destination = MemoryDestination()
  var store = MemorySyncStore()
  var policy = SyncPolicy.default
  var source = PIMSource.Configuration()
  var mapping: any RecordMapping = IdentityMapping()

  init(
    _ dialect: ServerDialect = .strict, faults: FaultScript = [], catalog: CatalogFolder? = nil,
    pageSize: Int = 100, addressLimit: Int = 6_000, serverSeconds: Int? = nil,
    readsAhead: Bool = true
  ) throws {
    sandbox = SandboxPIM(
      try catalog ?? SampleCatalog.folder(), dialect: dialect, appTokens: ["app"], faults: faults)
    var configuration = CatalogClient.Configuration()
    configuration.pageSize = pageSize
    configuration.addressLimit = addressLimit
    configuration.readsAhead = readsAhead
    configuration.serverSecondsFromGMT =
      serverSeconds ?? (dialect.readsFilterDatesOnServerClock ? dialect.secondsFromGMT : 0)
    configuration.linkHosts = .named(["pim.internal"])
    configuration.retry = .init()
    // The rate limit counts on a clock that moves while it sleeps.
    configuration.clock = ManualClock(.skips)
    client = try CatalogClient(SandboxPIM.origin, .token("app"), over: sandbox, configuration: configuration)
  }

  var engine: SyncEngine {
    SyncEngine(
      from: PIMSource(client, configuration: source), by: mapping, to: destination, remembering: store, policy: policy,
      now: { [sandbox] in sandbox.now })
  }

  /// What the source delivers for a scope, by feed.
  func collect(
    _ scope: SyncScope = SyncScope(), since: [SyncFeed: SourceWatermark] = [:], known: Set<RecordKey> = []
  ) async throws -> Delivered {
    var delivered = Delivered()
    let request = SourceRequest(scope, since: since) { keys in known.intersection(keys) }
    try await PIMSource(client, configuration: source).collect(request) { delivered.take($0) }
    return delivered
  }
}

/// The parts that a source delivered.
struct Delivered {
  var items: [SourceItem] = []
  var sweeps: [SyncFeed: SourceSweep] = [:]
  var watermarks: [SyncFeed: SourceWatermark] = [:]
  var diagnostics: [SyncDiagnostic] = []
  var contexts: [CatalogContext] = []
  var absent: [RecordKey] = []
  var pages = 0

  mutating func take(_ part: SourcePart) {
    switch part {
    case .context(let context): contexts.append(context)
    case .items(let page):
      items += page
      pages += 1
    case .finished(let feed, let sweep): sweeps[feed] = sweep
    case .watermark(let feed, let watermark): watermarks[feed] = watermark
    case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
    case .requests, .inquiry, .place: break
    case .absent(let keys): absent += keys
    }
  }

  func keys(_ feed: SyncFeed) -> [String] { items.filter { $0.feed == feed }.map(\.key.id) }

  func item(_ feed: SyncFeed, _ id: String) -> SourceItem? { items.first { $0.key == RecordKey(feed, id) } }

  /// The SKUs of the products.
  var skus: [String] {
    items.filter { $0.feed == .products }.compactMap { $0.raw["values"]?["sku"]?[0]?["data"]?.string }.sorted()
  }

  /// How a feed ended, in one word.
  func end(_ feed: SyncFeed) -> String {
    switch sweeps[feed] {
    case .complete: "complete"
    case .changes: "changes"
    case .incomplete: "incomplete"
    case .failed: "failed"
    case nil: "-"
    }
  }
}

/// A clock on which no time passes and no wait takes any.
struct ImmediateClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration = .zero
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  var now: Instant { Instant() }
  var minimumResolution: Duration { .zero }
  func sleep(until deadline: Instant, tolerance: Duration?) async throws { try Task.checkCancellation() }
}

/// A clock that moves on by a second whenever it is read.
final class TickingClock: Clock, Sendable {
  typealias Instant = ImmediateClock.Instant
  private let reads = Mutex(0)

  var now: Instant {
    Instant(
      offset: .seconds(
        reads.withLock { reads in
          reads += 1
          return reads
        }))
  }
  var minimumResolution: Duration { .seconds(1) }
  func sleep(until deadline: Instant, tolerance: Duration?) async throws { try Task.checkCancellation() }
}
