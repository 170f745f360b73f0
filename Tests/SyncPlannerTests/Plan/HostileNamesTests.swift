import CatalogModels
import PIMTesting
import Synchronization
import Testing

@testable import SyncPlanner

/// Names and words from elsewhere, wherever people read them.
struct HostileNamesTests {
  private static let bad = "\u{1B}]0;x\u{7}\r\u{85}\u{202E}\u{2028}\u{9B}2J"

  private func expectClean(_ text: String, _ place: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let bad = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
      default: false
      }
    }
    #expect(bad.isEmpty, "\(place): \(bad.map { String($0.value, radix: 16) })", sourceLocation: sourceLocation)
  }

  @Test("Nothing that a terminal obeys, or that turns the direction of writing, stands in what people are shown")
  func shownOnOneLine() async throws {
    let bad = Self.bad
    let feed = SyncFeed(rawValue: "feed\(bad)")
    let destination = MemoryDestination(DestinationCapabilities(identity: "shop\(bad)", canRead: true))
    let rejected = RecordKey(feed, "a\(bad)")
    await destination.answer(rejected, .rejected(reason: "refused\(bad)"))
    let mapping = StubMapping(
      outputs: { _ in [feed] },
      map: { item in
        if item.key.id.hasPrefix("b") { throw SyncError(.mapping, "no price\(bad)") }
        return [SyncRecord(RecordKey(feed, item.key.id), fields: ["name\(bad)": "a"])]
      })
    let source = StubSource(
      .items(["a", "b", "c"].map { StubSource.item(.products, $0 + bad) }),
      .diagnostic(SyncDiagnostic(.source, rejected, "said\(bad)")), .finished(.products, .complete))
    let engine = SyncEngine(
      from: source, by: mapping, to: destination, remembering: MemorySyncStore(), clock: ImmediateClock())

    let events = Mutex<[SyncEvent]>([])
    let plan = try await engine.plan { event in events.withLock { $0.append(event) } }
    expectClean(plan.summary.description, "summary")
    expectClean(try await plan.table(), "table")
    #expect(try await plan.table().contains("for shop ]0;x"))
    let report = try await engine.apply(plan) { event in events.withLock { $0.append(event) } }
    #expect(report.problems.count == 2 && report[feed].created == 1)
    for problem in report.problems { expectClean("\(problem.key): \(problem.result)", "report") }
    let all = events.withLock { $0 }
    #expect(all.count > 6)
    for event in all { expectClean("\(event)", "event") }
    for log in SyncLogEntry.Log.allCases {
      for entry in try await engine.log(log) { expectClean("\(entry)", "log \(log)") }
    }
    for letter in try await engine.deadLetters().letters where letter.state == .rejected {
      expectClean(letter.reason, "letter")
    }
    let explanation = try await engine.explain(rejected)
    expectClean("\(explanation)", "explanation")
    #expect(explanation.description.contains("problem: refused ]0;x"))
    expectClean("\(SyncError(.mapping, "no\(bad)", advice: bad, underlying: SyncError(.source, bad)))", "error")
    expectClean("\(SyncPolicy.Brake(.clears, feed, field: bad, count: 1, of: 2))", "brake")
  }
}
