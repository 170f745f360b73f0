import CatalogModels
import PIMClient
import PIMTesting
import Testing

@testable import SyncPlanner

/// The engine between the sandbox and a destination in memory.
struct SyncEngineTests {
  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"

  @Test("A first run creates everything, and a second one sends nothing", arguments: SyncExtent.allCases)
  func firstAndSecondRun(extent: SyncExtent) async throws {
    let bench = try Bench()
    let first = try await bench.engine.sync(SyncScope(), extent)
    #expect(first.isSuccess)
    #expect(first[.products].created == bench.sandbox.count(of: .products))
    #expect(first[.productModels].created == bench.sandbox.count(of: .productModels))
    #expect(first.feeds.values.allSatisfy { $0.created == $0.collected })
    #expect(await bench.destination.records.count == first.feeds.values.reduce(0) { $0 + $1.created })
    #expect(first.collection?.requests == bench.sandbox.calls.count)
    let sent = await bench.destination.batches.count

    let second = try await bench.engine.sync(SyncScope(), extent)
    #expect(second.isSuccess)
    #expect(second.feeds.values.allSatisfy { $0.applied == 0 })
    #expect(await bench.destination.batches.count == sent)
    if extent == .complete { #expect(second[.products].unchanged == 24) }
  }

  @Test(
    "A first run and a second one agree on every kind of server",
    arguments: [
      ServerDialect.strict, .cloud, .onPremises,
    ])
  func dialects(dialect: ServerDialect) async throws {
    let bench = try Bench(dialect, pageSize: 7)
    let first = try await bench.engine.sync(SyncScope(channel: "webshop"))
    #expect(first.isSuccess)
    #expect(first[.products].created > 10)
    let second = try await bench.engine.sync(SyncScope(channel: "webshop"), .complete)
    #expect(second.feeds.values.allSatisfy { $0.applied == 0 })
  }

  @Test("Servers of every kind give the same records")
  func dialectsAgree() async throws {
    var all: [[RecordKey: SyncRecord]] = []
    for dialect in [ServerDialect.strict, .cloud, .onPremises] {
      let bench = try Bench(dialect)
      let feeds: Set<SyncFeed> = [.products, .productModels, .attributeOptions, .families, .referenceEntityRecords]
      _ = try await bench.engine.sync(SyncScope(channel: "webshop", feeds: feeds))
      all.append(await bench.destination.records)
    }
    for (key, record) in all[0] {
      for other in all.dropFirst() {
        let names = Set(record.fields.keys).symmetricDifference(other[key]?.fields.keys.map(\.self) ?? [])
        #expect(names.isSubset(of: ["identifier"]), "\(key)")
        for (name, value) in record.fields where other[key]?.fields[name] != nil {
          #expect(other[key]?.fields[name] == value, "\(key) \(name)")
        }
      }
    }
  }

  @Test(
    "One edited product gives exactly one update, which names what changed and what was emptied",
    arguments: SyncExtent.allCases)
  func oneEdit(extent: SyncExtent) async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync()
    let before = await bench.destination.batches.count
    bench.sandbox.advanceClock(by: .seconds(60))
    var values = try #require(bench.sandbox.json(of: Self.tent, in: .products)?["values"])
    values = values.setting("web_slug", to: [["locale": .null, "scope": .null, "data": "new-slug"]])
      .setting("buyer_memo", to: nil).setting("lift_index", to: nil)
    try bench.sandbox.change(Self.tent, in: .products, #"{"values":\#(values.text),"categories":["tents"]}"#)

    let plan = try await bench.engine.plan(SyncScope(), extent)
    let action = try #require(try await plan.all().first)
    #expect(plan.summary.sent == 1)
    #expect(action.kind == .update)
    #expect(action.key == RecordKey(.products, Self.tent))
    #expect(action.changedFields == ["categories", "values.web_slug"])
    #expect(action.clearedFields == ["values.lift_index"])
    #expect(action.reason == "Changed: categories, values.web_slug. Emptied: values.lift_index.")
    let report = try await bench.engine.apply(plan)
    #expect(report[.products].updated == 1)
    #expect(await bench.destination.batches.count == before + 1)
    let record = await bench.destination.records[RecordKey(.products, Self.tent)]
    #expect(record?.fields["values.web_slug"] == "new-slug")
    #expect(record?.fields["values.lift_index"] == nil)
    #expect(try await bench.engine.plan(SyncScope(), .complete).isEmpty)
  }

  @Test("A run of changes in a scope of some families is a success, and attributes that only values bear stay")
  func changesOfSomeFamilies() async throws {
    let bench = try Bench()
    let scope = SyncScope(families: ["tents"])
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    let report = try await bench.engine.sync(scope)
    #expect(report.isSuccess)
    #expect(report.feeds.values.allSatisfy { $0.applied == 0 })
  }

  @Test("What disappears from a complete sweep goes by policy", arguments: SyncPolicy.Gone.allCases)
  func gone(policy: SyncPolicy.Gone) async throws {
    var bench = try Bench()
    bench.policy.whenGone = policy
    let scope = SyncScope(feeds: [.products])
    _ = try await bench.engine.sync(scope)
    let key = RecordKey(.products, Self.tent)
    bench.sandbox.delete(Self.tent, from: .products)

    // A run of changes cannot know.
    bench.sandbox.advanceClock(by: .seconds(3_600))
    #expect(try await bench.engine.plan(scope).isEmpty)

    let report = try await bench.engine.sync(scope, .complete)
    let records = await bench.destination.records
    let disabled = await bench.destination.disabled
    switch policy {
    case .disable:
      #expect(report[.products].disabled == 1)
      #expect(disabled == [key])
    case .delete:
      // One sweep is no proof: see DeletionProofTests.
      #expect(report[.products].disabled == 1)
      #expect(disabled == [key])
    case .keep:
      #expect(report[.products].skipped == 1)
      #expect(records[key] != nil)
    }
    #expect(report.isSuccess)
    #expect(try await bench.engine.plan(scope, .complete).isEmpty)
  }

  @Test("What comes back is shown again")
  func comesBack() async throws {
    let bench = try Bench()
    let scope = SyncScope(feeds: [.products])
    _ = try await bench.engine.sync(scope)
    let row = try #require(bench.sandbox.json(of: Self.tent, in: .products))
    bench.sandbox.delete(Self.tent, from: .products)
    _ = try await bench.engine.sync(scope, .complete)
    #expect(await bench.destination.disabled.count == 1)
    try bench.sandbox.upsert(row, in: .products)
    let plan = try await bench.engine.plan(scope, .complete)
    let action = try #require(try await plan.all().first { $0.key.id == Self.tent })
    #expect(action.kind == .update)
    #expect(action.changedFields.isEmpty)
    #expect(action.reason.hasPrefix("It is back"))
    _ = try await bench.engine.apply(plan)
    #expect(await bench.destination.disabled.isEmpty)
  }

  @Test("G7: a product that is disabled goes with the next run of changes")
  func leavesScope() async throws {
    let bench = try Bench()
    let scope = SyncScope(channel: "webshop", enabled: true)
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    try bench.sandbox.change(Self.tent, in: .products, #"{"enabled":false}"#)
    let plan = try await bench.engine.plan(scope)
    let action = try #require(try await plan.all().first)
    #expect(plan.summary.sent == 1)
    #expect(action.kind == .disable)
    #expect(action.reason == "It left the scope: it is disabled.")
  }

  @Test("G7: a product that was only touched gives the same record in a run of changes as in a sweep")
  func touched() async throws {
    let bench = try Bench(.onPremises)
    let scope = SyncScope(channel: "print_catalog", locales: ["de_DE"])
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    for item in await bench.destination.records.keys where item.feed == .products {
      try bench.sandbox.change(item.id, in: .products, "{}")
    }
    for item in await bench.destination.records.keys where item.feed == .productModels {
      try bench.sandbox.change(item.id, in: .productModels, "{}")
    }
    let plan = try await bench.engine.plan(scope)
    #expect(plan.summary[.products].unchanged > 10)
    #expect(plan.summary[.productModels].unchanged > 5)
    #expect(try await plan.all().isEmpty)
  }

  @Test("A sweep that did not complete never shows what is gone")
  func incompleteSweepKeeps() async throws {
    var bench = try Bench(pageSize: 5)
    bench.policy.whenGone = .delete
    _ = try await bench.engine.sync()
    bench.sandbox.addFault(FaultRule(.refusal(422, "no"), "/api/rest/v1/products-uuid", nth: 3, times: 100))
    let plan = try await bench.engine.plan(SyncScope(), .complete)
    #expect(plan.isEmpty)
    #expect(plan.summary[.products].unchanged == 10)
    #expect(plan.collection?.incomplete[.products] != nil)
    #expect(plan.collection?.incomplete[.referenceEntityRecords] != nil)
    let report = try await bench.engine.apply(plan)
    #expect(!report.isSuccess)
  }

  @Test("A watermark moves only for feeds that were read to their end")
  func failedFeedKeepsWatermark() async throws {
    let bench = try Bench()
    _ = try await bench.engine.sync()
    bench.sandbox.advanceClock(by: .seconds(3_600))
    try bench.sandbox.change(Self.tent, in: .products, #"{"categories":["tents"]}"#)
    bench.sandbox.setReadable(.products, false)
    _ = try await bench.engine.sync()
    bench.sandbox.setReadable(.products, true)
    bench.sandbox.advanceClock(by: .seconds(36_000))
    let report = try await bench.engine.sync()
    #expect(report[.products].updated == 1)
  }

  @Test("Families left out of the scope go with the next complete sweep, and what rests on them first")
  func narrowedScope() async throws {
    var bench = try Bench()
    bench.policy.whenGone = .delete
    bench.policy.guards.deletes = .none
    bench.policy.guards.disables = .none
    _ = try await bench.engine.sync(SyncScope(families: ["backpacks", "tents"]))
    let first = try await bench.engine.plan(SyncScope(families: ["tents"]))
    // What is found by its key is seen to be outside; of a family only a second sweep proves that it is gone.
    let left = try await first.all().filter { $0.kind == .delete }
    #expect(Set(left.map(\.key.feed)) == [.products, .productModels, .assets])
    _ = try await bench.engine.apply(first)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    let second = try await bench.engine.plan(SyncScope(families: ["tents"]), .complete)
    let gone = try await left + second.all().filter { $0.kind == .delete }
    #expect(gone.contains { $0.key == RecordKey(.families, "backpacks") })
    let places = Dictionary(uniqueKeysWithValues: gone.enumerated().map { ($0.element.key, $0.offset) })
    let variant = try #require(gone.firstIndex { $0.key.id.hasPrefix("94a039a0") })
    let sub = try #require(places[RecordKey(.productModels, "PM_TRAVERSE_MOSS")])
    let root = try #require(places[RecordKey(.productModels, "PM_TRAVERSE")])
    let family = try #require(places[RecordKey(.families, "backpacks")])
    #expect(variant < sub && sub < root && root < family)
  }

  @Test("Actions stand in the order of dependency")
  func orderOfPlan() async throws {
    let bench = try Bench(pageSize: 3)
    let plan = try await bench.engine.plan()
    var seen: Set<RecordKey> = []
    var feeds: [SyncFeed] = []
    for action in try await plan.all() {
      for above in action.dependencies { #expect(seen.contains(above), "\(action.key)") }
      seen.insert(action.key)
      if feeds.last != action.key.feed { feeds.append(action.key.feed) }
    }
    #expect(feeds == SyncFeed.all.filter { feeds.contains($0) })
    #expect(plan.summary.sent == seen.count)
  }

  @Test("Cancelled while collecting, the next run does it all")
  func cancelledCollecting() async throws {
    let gate = FaultGate()
    let bench = try Bench(faults: [FaultRule(.hold(gate), "/api/rest/v1/products-uuid")])
    let engine = bench.engine
    let task = Task { try await engine.sync() }
    await gate.held(1)
    task.cancel()
    let error = await #expect(throws: SyncError.self) { try await task.value }
    #expect(error?.code == .cancelled)
    #expect(await bench.destination.batches.isEmpty)
    gate.open()
    #expect(try await bench.engine.sync()[.products].created == 24)
  }

  @Test("Cancelled while applying, the next run goes on where it was, and nothing takes effect twice")
  func cancelledApplying() async throws {
    let bench = try Bench()
    await bench.destination.become(
      DestinationCapabilities(identity: "memory", batchSize: 10, isIdempotent: true, canRead: true))
    let plan = try await bench.engine.plan()
    await bench.destination.fail(.none, .none, .none, .none, .none, .hangs)
    let engine = bench.engine
    let (sendings, told) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await engine.apply(plan) { event in if case .sending = event { told.yield() } }
    }
    var count = 0
    for await _ in sendings {
      count += 1
      if count == 6 { break }
    }
    task.cancel()
    let error = await #expect(throws: SyncError.self) { try await task.value }
    #expect(error?.code == .cancelled)
    let half = await bench.destination.records.count
    #expect(half > 10 && half < plan.summary.sent)
    let report = try await bench.engine.sync()
    #expect(report.isSuccess)
    #expect(report.feeds.values.reduce(0) { $0 + $1.created } == plan.summary.sent - half)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
    #expect(try await bench.engine.plan(SyncScope(), .complete).isEmpty)
  }

  @Test("A plan whose mapping, scope or ledger moved on is refused, and nothing is sent")
  func refusesStalePlans() async throws {
    var bench = try Bench()
    let plan = try await bench.engine.plan()
    var error = await #expect(throws: SyncError.self) {
      try await bench.engine.apply(plan, in: SyncScope(channel: "webshop"))
    }
    #expect(error?.code == .stalePlan)
    let engine = bench.engine
    bench.mapping = IdentityMapping(including: ["completenesses"])
    error = await #expect(throws: SyncError.self) { try await bench.engine.apply(plan) }
    #expect(error?.code == .stalePlan)
    #expect(await bench.destination.batches.isEmpty)
    _ = try await engine.sync(SyncScope(feeds: [.currencies]))
    error = await #expect(throws: SyncError.self) { try await engine.apply(plan) }
    #expect(error?.code == .stalePlan)
  }

  @Test("Another destination is sent everything anew")
  func otherDestination() async throws {
    let bench = try Bench()
    let first = try await bench.engine.sync()
    await bench.destination.become(DestinationCapabilities(identity: "another", isIdempotent: true, canRead: true))
    let plan = try await bench.engine.plan()
    #expect(plan.summary.sent == first.feeds.values.reduce(0) { $0 + $1.created })
    #expect(try await plan.all().allSatisfy { $0.kind == .create })
  }

  @Test("What was under way to another destination is not sent to this one")
  func forgetsIntents() async throws {
    let bench = try Bench()
    await bench.destination.become(DestinationCapabilities(identity: "first", isIdempotent: true))
    _ = try await bench.engine.sync(SyncScope(feeds: [.currencies]))
    await bench.destination.fail(.throwsBeforeEffect, .throwsBeforeEffect)
    await #expect(throws: SyncError.self) { try await bench.engine.sync(SyncScope(feeds: [.locales])) }
    #expect(try await bench.store.rows(in: Intent.table, after: nil, limit: 10).count == 1)
    let sent = await bench.destination.batches.count
    await bench.destination.become(DestinationCapabilities(identity: "second", isIdempotent: true))
    let plan = try await bench.engine.plan(SyncScope(feeds: [.locales]))
    #expect(await bench.destination.batches.count == sent)
    #expect(plan.summary[.locales][.create] == 3)
  }

  @Test("A destination that takes some feeds is planned those only, and only they are read")
  func takesSomeFeeds() async throws {
    let bench = try Bench()
    await bench.destination.become(DestinationCapabilities(identity: "memory", feeds: [.products, .currencies]))
    let report = try await bench.engine.sync()
    #expect(Set(report.feeds.keys) == [.products, .currencies])
    #expect(report.isSuccess)
    #expect(report[.products].created == 24)
    #expect(bench.sandbox.calls(to: "/api/rest/v1/association-types").isEmpty)
  }
}
