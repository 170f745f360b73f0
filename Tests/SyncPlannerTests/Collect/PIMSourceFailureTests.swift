import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

struct PIMSourceFailureTests {
  @Test("A feed that the PIM refuses fails alone; what it names is incomplete, the others are complete")
  func isolatesRefusedFeeds() async throws {
    let bench = try Bench()
    bench.sandbox.setReadable(.products, false)
    let found = try await bench.collect()
    #expect(found.end(.products) == "failed")
    #expect(found.end(.productModels) == "complete")
    #expect(found.end(.referenceEntityRecords) == "incomplete")
    #expect(found.end(.assets) == "incomplete")
    #expect(found.end(.categories) == "complete")
    #expect(found.watermarks[.products] == nil)
    #expect(found.watermarks[.assets] == nil)
    #expect(found.watermarks[.productModels] != nil)
  }

  static let optional: [(CatalogFile, SyncFeed, String)] = [
    (.measurementFamilies, .measurementFamilies, "/measurement-families"),
    (.associationTypes, .associationTypes, "/association-types"),
    (.attributeGroups, .attributeGroups, "/attribute-groups"),
    (.familyVariants, .familyVariants, "/families"),
    (.currencies, .currencies, "/currencies"),
    (.assets, .assets, "/asset-families"),
    (.referenceEntityRecords, .referenceEntityRecords, "/reference-entities"),
  ]

  @Test("Feeds on which nothing else rests may be hidden", arguments: optional)
  func toleratesHiddenFeeds(_ file: CatalogFile, _ feed: SyncFeed, _ path: String) async throws {
    let bench = try Bench()
    bench.sandbox.setReadable(file, false)
    let found = try await bench.collect()
    #expect(found.end(feed) == "failed")
    #expect(found.end(.products) == "complete")
    #expect(found.keys(.products).count == 24)
  }

  @Test("N11: a resource that an edition lacks is noticed, fails nothing, and shows nothing as gone")
  func toleratesLackingResources() async throws {
    let bench = try Bench()
    let first = try await bench.engine.sync(SyncScope(), .complete)
    #expect(first[.associationTypes].created > 0)
    bench.sandbox.addFault(FaultRule(.refusal(404, "No route found"), "/api/rest/v1/association-types", times: 100))
    let second = try await bench.engine.sync(SyncScope(), .complete)
    #expect(second.isSuccess)
    #expect(second.feeds.values.allSatisfy { $0.applied == 0 })
    #expect(second.collection?.diagnostics.contains { $0.message.contains("no associationTypes") } == true)
  }

  @Test("What everything rests on must be readable", arguments: [CatalogFile.channels, .families, .attributes])
  func endsWithoutDefinitions(file: CatalogFile) async throws {
    let bench = try Bench()
    bench.sandbox.setReadable(file, false)
    let error = await #expect(throws: SyncError.self) { try await bench.collect() }
    #expect(error?.code == .source)
    #expect(error?.catalogError?.code == .forbidden)
  }

  @Test("Refused credentials end the collection, with the client's error behind")
  func endsWhenUnauthorized() async throws {
    let bench = try Bench()
    bench.sandbox.revokeTokens()
    let error = await #expect(throws: SyncError.self) { try await bench.collect() }
    #expect(error?.code == .source)
    #expect(error?.catalogError?.code == .unauthorized)
  }

  @Test("A PIM that goes away in the middle ends the collection", arguments: [1, 3])
  func endsWhenUnreachable(page: Int) async throws {
    let bench = try Bench(
      faults: [
        FaultRule(
          .transport(TransportError(.cannotConnect, "refused")), "/api/rest/v1/products-uuid", nth: page, times: 1_000)
      ], pageSize: 5)
    let error = await #expect(throws: SyncError.self) { try await bench.collect() }
    #expect(error?.code == .source)
    #expect(error?.catalogError?.code == .unreachable)
  }

  @Test(
    "A gateway's error ends the collection rather than failing one feed after the other", arguments: [502, 503, 504])
  func endsBehindGateway(status: Int) async throws {
    let bench = try Bench(faults: [FaultRule(.htmlPage(status: status), "/api/rest/v1/currencies", times: 1_000)])
    let error = await #expect(throws: SyncError.self) { try await bench.collect() }
    #expect(error?.code == .source)
    #expect(error?.catalogError?.status == status)
    #expect(bench.sandbox.calls(to: "/api/rest/v1/products-uuid").isEmpty)
  }

  @Test("Options that cannot be read fail their feed; values keep their codes")
  func toleratesHiddenOptions() async throws {
    let bench = try Bench()
    bench.sandbox.setReadable(.attributeOptions, false)
    for scope in [SyncScope(), SyncScope(families: ["tents"])] {
      let found = try await bench.collect(scope)
      #expect(found.end(.attributeOptions) == "failed")
      #expect(found.end(.products) == "complete")
      #expect(found.end(.attributes) == "complete")
    }
  }

  @Test("A page that is not JSON fails its feed; pages before it were delivered")
  func isolatesBrokenPages() async throws {
    let bench = try Bench(
      faults: [FaultRule(.body("{\"_embedded\":"), "/api/rest/v1/products-uuid", nth: 3, times: 20)], pageSize: 5)
    let found = try await bench.collect()
    #expect(found.end(.products) == "failed")
    #expect(found.keys(.products).count == 10)
    #expect(found.end(.categories) == "complete")
  }

  @Test("Cancellation ends the reading at once")
  func endsWhenCancelled() async throws {
    let gate = FaultGate()
    let bench = try Bench(faults: [FaultRule(.hold(gate), "/api/rest/v1/products-uuid", nth: 2)], pageSize: 5)
    let task = Task { try await bench.collect() }
    await gate.held(1)
    task.cancel()
    let error = await #expect(throws: SyncError.self) { try await task.value }
    #expect(error?.code == .cancelled)
  }

  @Test("What a delivery throws passes through the source unchanged")
  func passesDeliveryErrors() async throws {
    struct Full: Error {}
    let bench = try Bench()
    await #expect(throws: Full.self) {
      try await PIMSource(bench.client).collect(SourceRequest(SyncScope())) { part in
        if case .items = part { throw Full() }
      }
    }
  }
}
