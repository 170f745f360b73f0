// There no program can start another.
#if !(os(iOS) || os(tvOS) || os(watchOS) || os(visionOS))
  import CrashRunner
  import Foundation
  import TestSupport
  import Testing

  /// F5: a real process, killed by SIGKILL at random points, hundreds of times. What the shop has at the end is the truth,
  /// and nothing took effect twice.
  struct CrashTests {
    @Test(
      "F5: killed hundreds of times and started again, nothing is lost and nothing takes effect twice",
      arguments: CrashPromise.allCases)
    func survivesKilling(promise: CrashPromise) async throws {
      let seed = UInt64.random(in: 1...UInt64.max)
      var random = SeededRandom(seed: seed)
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "catalog-sync-crash-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      var killed = 0
      var places: Set<Int> = []
      var round = 0
      // About as many effects as a run has: most lives end before their time.
      var effects = 40
      while killed < 100 {
        // In each round the process is killed some times, and lives in the end.
        for _ in 0..<Int.random(in: 3...8, using: &random) {
          let death = Int.random(in: 0..<effects, using: &random)
          let end = try await Self.live(folder.path, seed, round, promise, death)
          if end == .killed {
            killed += 1
            places.insert(death)
            effects += 1
          } else {
            #expect(end == .done, "seed \(seed), round \(round), death \(death)")
            effects = max(8, effects - 4)
          }
        }
        let end = try await Self.live(folder.path, seed, round, promise, -1)
        try #require(end == .done, "seed \(seed), round \(round): \(end)")
        let shop = CrashEffects(try Data(contentsOf: folder.appendingPathComponent("shop.jsonl")))
        let truth = CrashCatalog(seed: seed, round: round).truth
        try #require(shop.versions == truth, "seed \(seed), round \(round), after \(killed) deaths")
        try #require(shop.counts.values.allSatisfy { $0 == 1 }, "seed \(seed), round \(round), after \(killed) deaths")
        round += 1
      }
      print("\(promise): killed \(killed) times at \(places.count) places in \(round) rounds, seed \(seed)")
    }

    enum End: Equatable, Sendable {
      case done, killed
      case other(String)
    }

    /// One life.
    private static func live(
      _ folder: String, _ seed: UInt64, _ round: Int, _ promise: CrashPromise, _ death: Int
    ) async throws -> End {
      let process = Process()
      process.executableURL = runner
      process.arguments = [folder, "\(seed)", "\(round)", promise.rawValue, "\(death)"]
      let output = Pipe()
      process.standardOutput = output
      let ended = Gate()
      process.terminationHandler = { _ in ended.open() }
      try process.run()
      try await ended.wait()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      if process.terminationReason == .uncaughtSignal, process.terminationStatus == SIGKILL { return .killed }
      return text.hasPrefix("done") ? .done : .other("\(process.terminationStatus) \(text)")
    }

    /// The executable lies beside the tests.
    private static var runner: URL {
      var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      for _ in 0..<5 {
        let file = folder.appendingPathComponent("CrashRunner")
        if FileManager.default.isExecutableFile(atPath: file.path(percentEncoded: false)) { return file }
        folder.deleteLastPathComponent()
      }
      return folder.appendingPathComponent("CrashRunner")
    }
  }
#endif
