import PIMTesting
import Testing

@testable import SyncPlanner

/// A destination that can do no more than take actions.
struct DestinationDefaultsTests {
  private actor Mailbox: Destination {
    nonisolated let capabilities: DestinationCapabilities
    private(set) var taken: [SyncAction] = []

    init(canRead: Bool = false) { capabilities = DestinationCapabilities(identity: "mailbox", canRead: canRead) }

    func apply(_ batch: [SyncAction]) -> [ActionOutcome] {
      taken += batch
      return batch.map { _ in .applied() }
    }
  }

  @Test("Two members make a destination")
  func takesActions() async throws {
    let bench = try Bench()
    let mailbox = Mailbox()
    let engine = SyncEngine(from: PIMSource(bench.client), to: mailbox, remembering: MemorySyncStore())
    let report = try await engine.sync(SyncScope(feeds: [.families]))
    #expect(report.isSuccess)
    #expect(await mailbox.taken.count == report[.families].created)
  }

  @Test("Who promises to read and does not is told so, and not taken for empty")
  func promisesToRead() async throws {
    let error = await #expect(throws: SyncError.self) {
      _ = try await Mailbox(canRead: true).read([RecordKey(.families, "tents")])
    }
    #expect(error?.code == .destination)
    #expect(error?.advice == "Write the method, or leave out `canRead`.")
    await #expect(throws: ConformanceFailure.self) {
      try await DestinationConformance { Mailbox(canRead: true) }.check(.read)
    }
  }
}
