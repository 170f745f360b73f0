import CatalogModels
import Logging
import Metrics
import PIMClient
import PIMTesting
import SyncObserving
import SyncPlanner
import Synchronization
import Testing

struct ObservingTests {
  @Test("Attempts and steps of a run arrive in swift-log, with the levels that they deserve, and without secrets")
  func logging() async throws {
    let lines = Recorder<String>()
    let logger = Logger(label: "test") { _ in RecordingLog(lines: lines) }
    let sandbox = SandboxPIM(try SampleCatalog.folder())
    var configuration = CatalogClient.Configuration()
    configuration.observer = LoggingObserver(logger)
    let engine = SyncEngine(
      from: PIMSource(try sandbox.client(configuration: configuration)), to: MemoryDestination(),
      remembering: MemorySyncStore())
    _ = try await engine.sync { $0.log(to: logger) }
    let all = lines.all
    #expect(all.contains { $0.hasPrefix("info planned") })
    #expect(all.contains { $0.hasPrefix("info applied") })
    #expect(all.contains { $0.hasPrefix("debug the PIM answered") && $0.contains("products-uuid") })
    #expect(!all.contains { $0.contains(sandbox.credentials.secret) || $0.contains(sandbox.credentials.password) })
  }

  @Test("Attempts and steps of a run arrive in swift-metrics, by kind and outcome")
  func metrics() async throws {
    let factory = RecordingMetrics()
    let client = MetricsObserver(factory)
    client.observe(ClientEvent(request: "GET /api/rest/v1/families/shoes/variants", attempt: 1, status: 200, bytes: 9))
    client.observe(
      ClientEvent(
        request: "GET /api/rest/v1/families/hats/variants", attempt: 1, status: 429, failure: .rateLimited,
        retryAfter: .seconds(1)))
    let kind = "kind=GET /api/rest/v1/families/{}/variants"
    #expect(factory["pim_client_attempts \(kind) outcome=200"] == 1)
    #expect(factory["pim_client_attempts \(kind) outcome=rateLimited"] == 1)
    #expect(factory["pim_client_received_bytes \(kind)"] == 9)

    let metrics = SyncMetrics(factory)
    let engine = SyncEngine(
      from: PIMSource(try SandboxPIM(try SampleCatalog.folder()).client()), to: MemoryDestination(),
      remembering: MemorySyncStore())
    let report = try await engine.sync { metrics.record($0) }
    #expect(factory["catalog_sync_items feed=products result=create"] == Int64(report[.products].created))
    #expect(factory["catalog_sync_collected feed=products"] == Int64(report[.products].collected))
  }
}

/// What was recorded, in order.
private final class Recorder<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  var all: [Element] { elements.withLock { $0 } }
  func append(_ element: Element) { elements.withLock { $0.append(element) } }
}

private struct RecordingLog: LogHandler {
  let lines: Recorder<String>
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
    lines.append("\(event.level) \(event.message) \(facts)")
  }
}

private final class RecordingMetrics: MetricsFactory {
  private let counts = Mutex<[String: Int64]>([:])

  subscript(name: String) -> Int64? { counts.withLock { $0[name] } }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    Handler(name: Self.name(label, dimensions), metrics: self)
  }
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    Handler(name: Self.name(label, dimensions), metrics: self)
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    Handler(name: Self.name(label, dimensions), metrics: self)
  }
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  private static func name(_ label: String, _ dimensions: [(String, String)]) -> String {
    ([label] + dimensions.map { "\($0)=\($1)" }).joined(separator: " ")
  }

  private final class Handler: CounterHandler, RecorderHandler, TimerHandler {
    let name: String
    let metrics: RecordingMetrics
    init(name: String, metrics: RecordingMetrics) {
      self.name = name
      self.metrics = metrics
    }
    func increment(by amount: Int64) { metrics.counts.withLock { $0[name, default: 0] += amount } }
    func reset() {}
    func record(_ value: Int64) { increment(by: 1) }
    func record(_ value: Double) { increment(by: 1) }
    func recordNanoseconds(_ duration: Int64) { increment(by: 1) }
  }
}
