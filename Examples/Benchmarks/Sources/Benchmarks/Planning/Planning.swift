import Foundation
import SyncPlanner
import ValueParser

/// Plans a catalog in which nothing changed, from a file journal that knows all its keys.
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
    try Self.runProcess(["planning", "--keys", "\(keys)", "--prepare", folder.path(percentEncoded: false)])

    let clock = ContinuousClock()
    let start = ProcessMemory.now.resident
    let store = try await FileJournalStore(in: folder)
    let engine = SyncEngine(
      from: try GeneratedKeys(keys), by: mapping, to: AcceptingDestination(), remembering: store)
    var planning = Duration.seconds(1_000_000)
    var reading = planning
    for _ in 0..<3 {
      planning = min(
        planning,
        try await clock.measure {
          let plan = try await engine.plan(SyncScope(), .complete)
          guard plan.isEmpty, plan.summary[.products].unchanged == keys else {
            throw BenchmarkFailure("something changed: \(plan.summary)")
          }
        })
      reading = min(reading, try await clock.measure { try await sourceSide() })
    }
    let memory = ProcessMemory.now
    let ledger = max(planning - reading, .nanoseconds(1))
    var table = ResultTable(["no change", "seconds", "keys a second"])
    for (name, time) in [
      ("plan", planning), ("of that source, mapping, fingerprints", reading), ("of that ledger", ledger),
    ] {
      let seconds = time / .seconds(1)
      table.append([name, String(format: "%.2f", seconds), Int(Double(keys) / seconds).grouped])
    }
    print(table.text)
    print("memory: \(memory.text); \((start ?? 0).grouped) KiB before the ledger was opened")
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
        for record in mapping.records(for: item, in: context) { sum ^= Fingerprint(of: record.json).hashValue }
      }
    }
    withExtendedLifetime(sum) {}
  }

  /// Runs this program again.
  private static func runProcess(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchmarkFailure("\(arguments[0]) failed in another process") }
  }
}
