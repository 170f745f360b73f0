import Foundation
import SyncPlanner
import ValueParser

/// Plans a catalog in which nothing changed, from a file journal that knows all its keys.
///
/// The ledger's side is all that a plan does but for what is done again without a planner and a ledger: making the items,
/// their records, and the fingerprints of these. So it holds looking rows up in the journal's file, comparing, noting
/// what came by, looking for what did not, and sealing the plan.
struct Planning {
  let keys: Int

  private var mapping: SameRecord { SameRecord() }

  /// Fills a ledger. It is done by another process, so that its memory does not count.
  func prepare(_ folder: URL) async throws {
    let store = try await FileJournalStore(in: folder)
    let engine = SyncEngine(
      from: try GeneratedKeys(keys), by: mapping, to: AcceptingDestination(), remembering: store)
    let report = try await engine.sync(SyncScope(), .complete)
    guard report[.products].created == keys else { throw BenchmarkFailure("the ledger was not filled") }
    await store.close()
  }

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "benchmarks-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    print("\(keys.grouped) keys; filling a ledger first")
    try OtherProcess.run(["planning", "--keys", "\(keys)", "--prepare", folder.path(percentEncoded: false)])

    let start = ProcessMemory.now.resident
    let store = try await FileJournalStore(in: folder)
    let engine = SyncEngine(
      from: try GeneratedKeys(keys), by: mapping, to: AcceptingDestination(), remembering: store)
    var planning = (wall: Double.infinity, cpu: Double.infinity)
    var reading = planning
    for _ in 0..<3 {
      let plan = try await Self.measured {
        let plan = try await engine.plan(SyncScope(), .complete)
        guard plan.isEmpty, plan.summary[.products].unchanged == keys else {
          throw BenchmarkFailure("something changed: \(plan.summary)")
        }
      }
      let source = try await Self.measured { try await sourceSide() }
      planning = (min(planning.wall, plan.wall), min(planning.cpu, plan.cpu))
      reading = (min(reading.wall, source.wall), min(reading.cpu, source.cpu))
    }
    let memory = ProcessMemory.now
    let ledger = (wall: planning.wall - reading.wall, cpu: planning.cpu - reading.cpu)
    var table = ResultTable(["no change", "seconds", "CPU seconds", "keys a second", "keys a CPU second"])
    for (name, time) in [
      ("the whole plan", planning), ("of that source, mapping, fingerprints", reading),
      ("of that ledger's side", ledger),
    ] {
      table.append([
        name, String(format: "%.2f", time.wall), String(format: "%.2f", time.cpu),
        Int(Double(keys) / max(time.wall, 1e-6)).grouped, Int(Double(keys) / max(time.cpu, 1e-6)).grouped,
      ])
    }
    print(table.text)
    print("memory: \(memory.text); \((start ?? 0).grouped) KiB before the ledger was opened")
  }

  private static func measured(_ work: () async throws -> Void) async throws -> (wall: Double, cpu: Double) {
    let start = (wall: ContinuousClock.now, cpu: CPUTime.now)
    try await work()
    return ((ContinuousClock.now - start.wall) / .seconds(1), CPUTime.now - start.cpu)
  }

  /// What the same plan costs before it comes to the ledger.
  @concurrent
  private func sourceSide() async throws {
    let mapping = mapping
    let context = CatalogContext(schema: .init())
    var sum = 0
    try await GeneratedKeys(keys).deliverPages { part in
      guard case .items(let items) = part else { return }
      for item in items {
        for record in mapping.records(for: item, in: context) { sum ^= record.fingerprint.hashValue }
      }
    }
    withExtendedLifetime(sum) {}
  }
}
