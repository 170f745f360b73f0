import Foundation
import SyncPlanner

/// What the file journal costs beside the bare file that it needs at least.
struct JournalBenchmark {
  let keys: Int
  let rounds: Rounds

  private static let table = StoreTable(rawValue: "ledger.products")

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await commits(folder)
    try await opening(folder)
  }

  // MARK: Commits

  private func commits(_ folder: URL) async throws {
    let store = try await FileJournalStore(in: folder.appending(path: "commits"))
    let file = folder.appending(path: "commits").appending(path: "sync.journal")
    var number = 0
    func outcomes() -> [StoreChange] {
      defer { number += 100 }
      return (number..<number + 100).map { .put(GeneratedKeys.key($0), Self.row($0), in: Self.table) }
    }
    let before = try Self.length(file)
    try await store.commit(outcomes())
    let frame = [UInt8](repeating: 0x61, count: try Self.length(file) - before)

    let path = folder.appending(path: "bare").path(percentEncoded: false)
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw BenchmarkFailure("no file \(path)") }
    let bare = try FileHandle(forWritingTo: URL(filePath: path))
    var best = (journal: 0.0, bare: 0.0)
    for _ in 0..<rounds.count {
      best.journal = max(best.journal, try await rate(of: outcomes) { try await store.commit($0) })
      best.bare = max(
        best.bare,
        try await rate(of: { frame }) {
          try bare.write(contentsOf: $0)
          try bare.synchronize()
        })
    }
    try bare.close()
    await store.close()
    var table = ResultTable(["100 outcomes, durable", "commits/s", "share"])
    table.append(["append and fsync \(frame.count.grouped) bytes", best.bare.short, "100.0 %"])
    table.append(["journal commit", best.journal.short, "\((best.journal / best.bare * 100).short) %"])
    print(table.text)
  }

  /// How often a second some work is done; what makes its input does not count.
  private func rate<Input>(of input: () -> Input, _ work: (Input) async throws -> Void) async throws -> Double {
    var times = 0
    var elapsed = Duration.zero
    repeat {
      let input = input()
      elapsed += try await ContinuousClock().measure { try await work(input) }
      times += 1
    } while elapsed < .seconds(rounds.seconds)
    return Double(times) / (elapsed / .seconds(1))
  }

  // MARK: Opening

  /// The order in which keys were written.
  enum Order: String, CaseIterable {
    /// As a run over a whole catalog writes them.
    case sorted
    /// As changes write them over the years.
    case shuffled
  }

  private func opening(_ folder: URL) async throws {
    var table = ResultTable(["opening \(keys.grouped) keys", "bytes", "seconds", "KiB"])
    for order in Order.allCases {
      let folder = folder.appending(path: order.rawValue)
      try OtherProcess.run(
        ["journal", "--keys", "\(keys)", "--order", order.rawValue, "--prepare", folder.path(percentEncoded: false)])
      ProcessMemory.forgetPeak()
      let start = ProcessMemory.now.resident ?? 0
      var best = Duration.seconds(1_000_000)
      for _ in 0..<min(rounds.count, 3) {
        let time = try await ContinuousClock().measure {
          let store = try await FileJournalStore(in: folder)
          await store.close()
        }
        best = min(best, time)
      }
      let peak = ProcessMemory.now.peak.map { ($0 - start).grouped } ?? "?"
      let bytes = try Self.length(folder.appending(path: "sync.journal"))
      table.append([order.rawValue, bytes.grouped, String(format: "%.2f", best / .seconds(1)), peak])
    }
    print(table.text)
  }

  /// Writes a journal, 1,000 outcomes a commit. It is done by another process, so that its memory does not count.
  func prepare(_ folder: URL, _ order: Order) async throws {
    let store = try await FileJournalStore(in: folder)
    var numbers = Array(0..<keys)
    if order == .shuffled { numbers.shuffle() }
    for start in stride(from: 0, to: keys, by: 1_000) {
      try await store.commit(
        numbers[start..<min(start + 1_000, keys)].map { .put(GeneratedKeys.key($0), Self.row($0), in: Self.table) })
    }
    await store.close()
  }

  /// A row of about the size that a ledger's has.
  private static func row(_ number: Int) -> [UInt8] {
    (0..<60).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number) }
  }

  private static func length(_ file: URL) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))[.size] as? Int ?? 0
  }
}
