import CatalogModels
import SyncPlanner
import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One life of a process that brings a shop in step with a catalog, and that ends by SIGKILL at a chosen effect.
///
/// `CrashRunner FOLDER SEED ROUND PROMISE DEATH` works on the state in a folder. At its `DEATH`-th effect on a file the
/// process kills itself, before it, after it, or in its middle; with -1 it lives. What it prints at its end is `done`.
@main
struct CrashRunner {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let seed = UInt64(arguments[2]), let round = Int(arguments[3]),
      let promise = CrashPromise(rawValue: arguments[4]), let death = Int(arguments[5])
    else {
      print("usage: CrashRunner FOLDER SEED ROUND PROMISE DEATH")
      return
    }
    let files = MortalFiles(dyingAt: death)
    let store = try await FileJournalStore(in: arguments[1] + "/state", files: files, compactionFloor: 20_000)
    let shop = try CrashShop(arguments[1] + "/shop.jsonl", files, promise)
    let engine = SyncEngine(
      from: CrashSource(catalog: CrashCatalog(seed: seed, round: round)), by: CrashMapping(), to: shop,
      remembering: store)
    let report = try await engine.sync(SyncScope(feeds: [.productModels, .products]), .complete)
    guard report.isSuccess else {
      print("problems: \(report.problems)")
      return
    }
    print("done")
  }
}

/// What the shop promises about what is sent twice.
public enum CrashPromise: String, CaseIterable, Sendable {
  /// It can be read.
  case reading
  /// It heeds idempotency keys.
  case repeating
}
