import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// F5: an effect's key is its own for ever, and the same however often the effect is sent.
struct IdempotencyTests {
  private static let shop = DestinationCapabilities(identity: "memory", isIdempotent: true)

  private static func change(from old: Int, to new: Int) -> SyncAction {
    SyncAction(
      .update, Actions.key(1), fields: Actions.fields(1, version: new), changedFields: ["price"], reason: "changed",
      precondition: Actions.fingerprint(1, version: old), fingerprint: Actions.fingerprint(1, version: new))
  }

  private func price(_ bench: ApplierBench) async -> RawJSON? {
    await bench.destination.records[Actions.key(1)]?.fields["price"]
  }

  @Test("F5: content that goes to and fro arrives each time at a destination that remembers keys for ever")
  func toAndFro() async throws {
    let bench = ApplierBench(Self.shop)
    try await bench.apply(bench.plan([Actions.create(1)]))
    for round in 0..<3 {
      try await bench.apply(bench.plan([Self.change(from: 1, to: 2)]))
      #expect(await price(bench) == "2.00", "round \(round)")
      try await bench.apply(bench.plan([Self.change(from: 2, to: 1)]))
      #expect(await price(bench) == "1.00", "round \(round)")
    }
    #expect(await bench.destination.effects.count == 7)
  }

  @Test("F5: a record that is created, disabled, shown and deleted again and again is so each time")
  func comesAndGoes() async throws {
    let bench = ApplierBench(Self.shop)
    for round in 0..<3 {
      try await bench.apply(bench.plan([Actions.create(1)]))
      #expect(await bench.destination.records.count == 1, "round \(round)")
      for _ in 0..<2 {
        try await bench.apply(bench.plan([Actions.removal(.disable, 1)]))
        #expect(await bench.destination.disabled.count == 1, "round \(round)")
        try await bench.apply(bench.plan([Self.change(from: 1, to: 1)]))
        #expect(await bench.destination.disabled.isEmpty, "round \(round)")
      }
      try await bench.apply(bench.plan([Actions.removal(.delete, 1)]))
      #expect(await bench.destination.records.isEmpty, "round \(round)")
    }
  }

  @Test("F5: a plan that was cut short is applied again, by whichever runner, under the keys of the first time")
  func sameAgain() async throws {
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", batchSize: 1, isIdempotent: true))
    try await bench.apply(bench.plan([Actions.create(1), Actions.create(9), Actions.removal(.delete, 9, stage: 1)]))
    let plan = try await bench.plan([Self.change(from: 1, to: 2), Actions.create(2), Actions.create(3)])
    // It takes effect, and neither the answer nor that of the second sending comes.
    await bench.destination.fail(.throwsAfterEffect, .throwsBeforeEffect)
    await #expect(throws: SyncError.self) { try await bench.apply(plan) }
    let sent = await bench.destination.effects
    for _ in 0..<2 {
      _ = try await Applier(to: bench.destination, remembering: bench.store).apply(plan)
    }
    let effects = await bench.destination.effects
    #expect(sent.keys.allSatisfy { effects[$0] == 1 })
    #expect(effects.count == 6)
    #expect(await bench.destination.records.count == 3)
  }

  @Test(
    "The place in a record's history is kept by intents, letters and the ledger, and does not disturb a plan's bytes")
  func isKept() async throws {
    var action = Actions.create(1)
    let line = action.line
    #expect(try SyncAction(planLine: line[...]).turn == 0)
    action.turn = 7
    #expect(try SyncAction(planLine: action.line[...]).turn == 7)
    #expect(action.line != line)
    var entry = LedgerEntry(accepted: Actions.fields(1), mapping: "m", at: nil)
    #expect(try LedgerEntry(row: entry.encoded(), key: action.key).turn == 0)
    entry.turn = 1_000_000
    #expect(try LedgerEntry(row: entry.encoded(), key: action.key) == entry)
  }

  @Test(
    "Two runners that begin on the same ledger without claims and keys: one sends, the other is refused before it does")
  func oneSends() async throws {
    let store = MemorySyncStore()
    let bench = ApplierBench(DestinationCapabilities(identity: "memory", batchSize: 1), store: store)
    let plan = try await bench.plan([Actions.create(1), Actions.create(2)])
    let other = try await bench.plan([Actions.create(1), Actions.create(3)])
    var first = try await ApplyRun(of: bench.applier, plan: plan)
    var second = try await ApplyRun(of: bench.applier, plan: other)
    try await first.recover()
    try await second.recover()
    try second.checkPosition(of: other)
    try await first.send(plan) { _ in }
    do {
      try await second.send(other) { _ in }
      Issue.record("the second should have been refused")
    } catch {
      #expect(error.code == .conflict)
    }
    #expect(await bench.destination.batches.count == 2)
    #expect(await bench.destination.effects.values.allSatisfy { $0 == 1 })
  }
}
