import CatalogModels
import PIMClient
import PIMTesting
import TestSupport
import Testing

@testable import SyncPlanner

/// C2: what is found before anything runs.
struct PreflightTests {
  /// A mapping and a destination that have something to say.
  struct Complaining: RecordMapping {
    let version = "complaining.1"
    func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
      try IdentityMapping().records(for: item, in: context)
    }
    func check(_ context: CatalogContext) -> [SyncDiagnostic] {
      [SyncDiagnostic(.mapping, nil, "The mapping names an attribute that is not there.")]
    }
  }

  struct BadDestination: Destination {
    struct Refusal: Error {}
    var capabilities: DestinationCapabilities { get throws { throw Refusal() } }
    func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] { [] }
    func read(_ keys: [RecordKey]) async throws -> [SyncRecord] { [] }
  }

  @Test("C2: where all is well nothing matters much, no product is read and nothing is sent")
  func fine() async throws {
    let bench = try Bench()
    let findings = try await bench.engine.preflight(SyncScope(channel: "webshop"))
    #expect(findings.allSatisfy { $0.severity < .error }, "\(findings)")
    #expect(bench.sandbox.calls(to: "/api/rest/v1/products-uuid").isEmpty)
    #expect(await bench.destination.batches.isEmpty)
    #expect(try await bench.engine.status().state == .neverRan)
  }

  @Test("C2: wrong credentials, a scope that names what is not there, and a PIM that cannot be read")
  func source() async throws {
    let bench = try Bench()
    let scope = SyncScope(channel: "nowhere")
    let wrong = try #require(try await bench.engine.preflight(scope).first)
    #expect(wrong.severity == .error)
    #expect(wrong.area == .scope)

    var configuration = CatalogClient.Configuration()
    configuration.clock = ManualClock(.skips)
    let client = try CatalogClient(
      SandboxPIM.origin, .token("wrong"), over: bench.sandbox, configuration: configuration)
    let engine = SyncEngine(from: PIMSource(client), to: bench.destination, remembering: bench.store)
    let refused = try #require(try await engine.preflight().first)
    #expect(refused.area == .credentials)
    #expect(refused.severity == .error)

    var run = RunBench()
    run.source = FailingSource()
    #expect(try await run.engine.preflight().contains { $0.area == .source && $0.severity == .error })
  }

  @Test("C2: a destination that does not answer, feeds that nobody makes or takes, and what the mapping says")
  func destinationAndFeeds() async throws {
    var run = RunBench()
    run.destination = BadDestination()
    #expect(try await run.engine.preflight().contains { $0.area == .destination && $0.severity == .error })
    run.destination = nil
    await run.memory.become(DestinationCapabilities(identity: "m", feeds: [SyncFeed(rawValue: "prices")]))
    #expect(try await run.engine.preflight().contains { $0.area == .feeds && $0.severity == .error })
    await run.memory.become(DestinationCapabilities(identity: "m"))
    let findings = try await run.engine.preflight(SyncScope(feeds: [.products, SyncFeed(rawValue: "prodcts")]))
    #expect(findings.contains { $0.area == .feeds && $0.message.contains("prodcts") && $0.severity == .error })
    #expect(
      findings.contains { $0.area == .destination && $0.severity == .warning }, "it can neither be read nor repeat")

    var bench = try Bench()
    bench.mapping = Complaining()
    let found = try await bench.engine.preflight()
    #expect(found.first?.area == .mapping)
    #expect(found.first?.severity == .error)
  }

  @Test("C2: what earlier runs left behind")
  func leftovers() async throws {
    let run = RunBench()
    await run.memory.answer(RunBench.key("a"), .unknown(reason: "no answer"))
    _ = try await run.engine.sync()
    #expect(try await run.engine.preflight().contains { $0.area == .store && $0.message.contains("1 records") })
    await run.memory.become(DestinationCapabilities(identity: "another"))
    #expect(try await run.engine.preflight().contains { $0.area == .store && $0.message.contains("another") })
  }
}
