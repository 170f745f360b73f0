import Foundation
import Testing

@Suite(.enabled(if: Database.isThere, Database.advice))
struct WorkersTests {
  @Test(
    "F10: three workers on one catalog, one of them killed: every site is brought in step, nothing lost, nothing twice")
  func threeWorkers() async throws {
    try await withTemporaryFolder { folder in
      let catalog = try Catalogs.large(1500, in: folder)
      let sandbox = try await RunningSandbox(catalog: catalog, in: folder)
      let database = try await Database.newDatabase()
      func worker(_ name: String, _ more: String...) throws -> Program {
        try Program(
          "pim-sync",
          ["work", "--to", "shop-{site}.sqlite", "--store", database, "--name", name, "--lease", "3", "--json"] + more,
          in: folder, environment: sandbox.environment)
      }
      func shops() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
          .filter { $0.lastPathComponent.hasPrefix("shop-") && $0.pathExtension == "sqlite" }
      }
      let victim = try worker("victim", "--offer")
      while victim.isRunning, try shops().allSatisfy({ ((try? Shop($0).count()) ?? 0) == 0 }) { await Task.yield() }
      victim.signal(SIGKILL)
      let killed = try await victim.ending()
      #expect(killed.status != 0, "it was to be killed in the middle")
      let others = [try worker("second"), try worker("third")]
      for worker in others {
        let ending = try await worker.ending()
        #expect(ending.status == 0, "\(ending.errors)")
      }
      let all = try shops()
      #expect(all.count > 2, "there are several sites")
      let counts = try Set(all.map { try Shop($0).count("products") })
      for shop in all {
        #expect(try Shop(shop).changedTwice().isEmpty, "\(shop.lastPathComponent)")
        #expect(try Shop(shop).count("products") > 0, "\(shop.lastPathComponent)")
      }
      #expect(counts.max() ?? 0 > 1000)
    }
  }
}
