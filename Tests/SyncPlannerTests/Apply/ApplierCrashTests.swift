import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// F5: the process is killed at every single effect, started again, and the destination compared with the truth.
struct ApplierCrashTests {
  enum Promise: CaseIterable { case reading, repeating, both, neither }

  /// What the destination is to hold after the first run, and after the second.
  static let first = Dictionary(uniqueKeysWithValues: (0..<9).map { ($0, 1) })
  static let second = [0: 2, 1: 1, 2: 2, 3: 1, 4: 1, 9: 1, 10: 1]

  static func capabilities(_ promise: Promise) -> DestinationCapabilities {
    DestinationCapabilities(
      identity: "memory", batchSize: 2, concurrency: 2, isIdempotent: promise == .repeating || promise == .both,
      canRead: promise == .reading || promise == .both)
  }

  /// Plans by the ledger, as an engine does.
  static func plan(_ wanted: [Int: Int], _ store: any SyncStore) async throws -> SyncPlan {
    let ledger = Ledger(in: store)
    let entries = try await ledger.entries(for: (0..<12).map { Actions.key($0) })
    var actions: [SyncAction] = []
    for number in 0..<12 {
      let entry = entries[Actions.key(number)]
      guard let version = wanted[number] else {
        if let entry {
          actions.append(SyncAction(.delete, Actions.key(number), reason: "gone", precondition: entry.fingerprint))
        }
        continue
      }
      let fingerprint = Actions.fingerprint(number, version: version)
      guard entry?.fingerprint != fingerprint else { continue }
      actions.append(
        SyncAction(
          entry == nil ? .create : .update, Actions.key(number), fields: Actions.fields(number, version: version),
          reason: "r", precondition: entry?.fingerprint, fingerprint: fingerprint, stage: number % 2))
    }
    return try ApplierBench.plan(
      actions, ledger: try await ledger.position().sequence, checkpoints: ["main": .int(wanted.count)])
  }

  /// Runs until it ends or the process dies.
  static func run(_ wanted: [Int: Int], _ store: any SyncStore, _ destination: any Destination) async throws {
    let applier = Applier(to: destination, remembering: store)
    _ = try await applier.recover()
    _ = try await applier.apply(plan(wanted, store))
  }

  @Test(
    "F5: killed at any effect and started again, nothing is lost and nothing takes effect twice",
    arguments: Promise.allCases, [false, true])
  func survivesDeath(promise: Promise, onDisk: Bool) async throws {
    for afterEffect in [false, true] {
      for count in 0..<60 {
        let isOver = try await Self.die(at: count, afterEffect: afterEffect, promise: promise, onDisk: onDisk)
        if isOver { break }
        #expect(count < 59, "the work must come to its end")
      }
    }
  }

  /// - Returns: Whether the run came to its end before its time.
  static func die(at count: Int, afterEffect: Bool, promise: Promise, onDisk: Bool) async throws -> Bool {
    let destination = MemoryDestination(capabilities(promise))
    let files = FaultyFileSystem()
    var store: any SyncStore =
      onDisk ? try await FileJournalStore(in: "s", files: files, compactionFloor: 1500) : MemorySyncStore()
    let fate = Fate(dyingAt: count, afterEffect: afterEffect)
    let comment: Comment = "\(promise), on disk: \(onDisk), dead at \(count), after the effect: \(afterEffect)"
    do {
      let mortal = MortalStore(store: store, fate: fate)
      try await run(first, mortal, MortalDestination(destination: destination, fate: fate))
      try await run(second, mortal, MortalDestination(destination: destination, fate: fate))
    } catch {
      #expect(fate.isDead, comment)
    }
    // The new process.
    if onDisk {
      await (store as? FileJournalStore)?.close()
      store = try await FileJournalStore(in: "s", files: files.afterPowerCut(keepingRest: false))
    }
    try await run(second, store, destination)
    try await run(second, store, destination)

    let effects = await destination.effects
    #expect(effects.values.allSatisfy { $0 == 1 }, comment)
    let letters = try await DeadLetters(in: store).page().letters
    let records = await destination.records
    if promise == .neither {
      // Nothing was sent again by itself, and what is not known is named.
      #expect(letters.allSatisfy { $0.state == .unknown || $0.state == .blocked }, comment)
    } else {
      #expect(letters.isEmpty, comment)
    }
    let unknown = Set(letters.map(\.action.key))
    for number in 0..<12 where !unknown.contains(Actions.key(number)) {
      #expect(
        records[Actions.key(number)]?.fields == second[number].map { Actions.fields(number, version: $0) }, comment)
      let entry = try await Ledger(in: store).entry(for: Actions.key(number))
      #expect(entry?.fingerprint == second[number].map { Actions.fingerprint(number, version: $0) }, comment)
    }
    #expect(try await store.rows(in: Intent.table, after: nil, limit: 1).isEmpty, comment)
    #expect(try await Checkpoints(in: store).values(of: ["main"]) == ["main": .int(second.count)], comment)
    return !fate.isDead
  }
}
