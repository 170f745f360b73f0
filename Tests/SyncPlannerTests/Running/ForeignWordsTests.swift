import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import Testing

@testable import SyncPlanner

/// What others say, as far as it is kept and shown.
struct ForeignWordsTests {
  private struct Silent: Error { let request = ["Authorization": "Bearer abcdef0123456789"] }
  private struct Speaking: Error, CustomStringConvertible {
    let description = "refused: token=abc\nsecond\u{1B}[2J line"
  }
  private struct Localized: LocalizedError {
    let secret = "hunter22"
    var errorDescription: String? { "The shop is closed." }
  }
  private struct Reflecting: Error, CustomReflectable {
    var customMirror: Mirror { Mirror(self, children: ["hunter22": "hunter22"], displayStyle: .enum) }
  }
  private enum Cases: Error {
    case plain
    case loaded(String)
    case named(request: String)
  }
  private final class Object: Error { let secret = "hunter22" }

  @Test("An error is told in its own words, and by its type where it has none")
  func words() {
    let errors: [(any Error, String)] = [
      (Silent(), "Silent"), (Speaking(), "refused: token=(removed) second [2J line"),
      (Localized(), "The shop is closed."), (Reflecting(), "Reflecting"), (Cases.plain, "Cases.plain"),
      (Cases.loaded("hunter22"), "Cases.loaded"), (Cases.named(request: "hunter22"), "Cases.named"),
      (Object(), "Object"),
      (SyncError(.destination, "It is away", advice: "Wait"), "It is away. Wait."),
      (SyncError(.destination, "It is away", underlying: Silent()), "It is away. (Silent)"),
      (CatalogError(.notFound, "not there", request: "GET /a", status: 404), "GET /a → 404: not there."),
    ]
    for (error, words) in errors { #expect(ForeignWords.of(error) == words) }
  }

  @Test("A reason is bounded, whatever it is made of")
  func bounded() {
    #expect(ForeignWords.cleaned(String(repeating: "é ", count: 100_000)).count == 1_000)
    let marks = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(ForeignWords.cleaned(marks).unicodeScalars.count <= 4_000)
  }

  /// Throws once, then rejects, and has no read.
  private actor Shop: Destination {
    struct ShopError: Error { let request = ["Authorization": "Bearer abcdef0123456789"] }

    private var calls = 0
    let capabilities = DestinationCapabilities(identity: "shop", batchSize: 1, canRead: false)

    func read(_ keys: [RecordKey]) async throws -> [SyncRecord] { [] }

    func apply(_ actions: [SyncAction]) async throws -> [ActionOutcome] {
      calls += 1
      if calls == 1 { throw ShopError() }
      return actions.map { _ in .rejected(reason: "refused\u{1B}[2J, token: abcdef0123456789") }
    }
  }

  @Test("A destination's secrets stand in no event, report, letter, log or status, and its words on one line")
  func throughARun() async throws {
    var bench = RunBench()
    bench.destination = Shop()
    let told = Mutex("")
    let report = try await bench.engine.sync { event in told.withLock { $0 += "\(event)\n" } }
    var said = told.withLock { $0 }
    #expect(report[.products].unknown == 1 && report[.products].failed == 1)
    dump(report, to: &said)
    let letters = try await bench.engine.deadLetters().letters
    #expect(letters.map(\.reason).sorted() == ["ShopError", "refused [2J, token: (removed)"])
    for log in SyncLogEntry.Log.allCases {
      for entry in try await bench.engine.log(log) { said += "\(entry)\n" }
    }
    said += try await bench.engine.supportBundle().text
    #expect(!said.contains("abcdef0123456789"))
    #expect(!said.contains("\u{1B}"))
    #expect(said.contains("refused [2J"))
  }

  @Test("Two keys that look the same in a line are two to a destination")
  func idempotencyKeys() {
    let keys = ["a\nb", "a\tb"].map { SyncAction(.create, RecordKey(.products, $0), reason: "r").idempotencyKey }
    #expect(keys[0] != keys[1])
    #expect(RecordKey(.products, "a\nb").description == "products:a b")
  }
}
