import PIMTesting
import Testing

@testable import SyncPlanner

/// E2: a queue of records that wait for their update.
struct MarksTests {
  @Test("E2: marked by hand, records wait in the queue until a run has sent them, and only them")
  func queue() async throws {
    var bench = RunBench()
    bench.items = ["a": 1, "b": 1, "c": 1]
    let engine = bench.engine
    #expect(try await engine.syncMarked() == nil)
    try await engine.mark([RunBench.key("a"), RunBench.key("b")], because: "price list of May")
    try await engine.mark([RunBench.key("b")], because: "new picture")
    let marks = try await engine.marks()
    #expect(marks.map(\.key) == [RunBench.key("a"), RunBench.key("b")])
    #expect(marks.map(\.reason) == ["price list of May", "new picture"])
    #expect(try await engine.marks(after: RunBench.key("a")).map(\.key) == [RunBench.key("b")])

    try await engine.unmark([RunBench.key("a")])
    let report = try #require(try await engine.syncMarked())
    #expect(report[.products].created == 1)
    #expect(await bench.sent() == ["b"])
    #expect(try await engine.marks().isEmpty)
  }

  @Test("E2: what could not be sent stays in the queue")
  func staysUntilSent() async throws {
    var bench = RunBench()
    bench.items = ["a": 1, "b": 1]
    await bench.memory.answer(RunBench.key("b"), .rejected(reason: "It has no price."))
    try await bench.engine.mark([RunBench.key("a"), RunBench.key("b")], because: "by schedule")
    _ = try await bench.engine.syncMarked()
    #expect(try await bench.engine.marks().map(\.key) == [RunBench.key("b")])
  }
}
