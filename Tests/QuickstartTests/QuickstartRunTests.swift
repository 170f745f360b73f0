import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import Testing

@testable import Quickstart

/// What a run of the program printed and how it ended.
struct ProgramRun {
  let status: ProgramStatus
  let output: [Substring]
  let errors: [Substring]

  init(_ arguments: [String], environment: [String: String] = [:], isTerminal: Bool = false) async {
    let texts = Texts()
    let console = Console(isTerminal: isTerminal) { text, stream in texts.append(text, stream) }
    status = await Program.run(arguments, environment: environment, console)
    output = texts.lines(.output)
    errors = texts.lines(.error)
  }

  /// The counts of a feed in the last line.
  func counts(_ feed: String) throws -> [String: Int] {
    let result = try RawJSON(parsing: #require(output.last).utf8)
    let counts = try #require(result["feeds"]?[feed])
    return Dictionary(uniqueKeysWithValues: counts.members.map { ($0.name, $0.value.int ?? -1) })
  }

  private final class Texts: Sendable {
    private let texts = Mutex<[(String, Console.Stream)]>([])

    func append(_ text: String, _ stream: Console.Stream) { texts.withLock { $0.append((text, stream)) } }

    func lines(_ stream: Console.Stream) -> [Substring] {
      texts.withLock { $0.filter { $0.1 == stream }.map(\.0).joined() }.split(separator: "\n")
    }
  }
}

/// A folder that goes with its test.
struct ScratchFolder: ~Copyable {
  let url = FileManager.default.temporaryDirectory.appending(path: "quickstart-\(UUID())")

  func path(_ name: String) -> String { url.appending(path: name).path }

  deinit { try? FileManager.default.removeItem(at: url) }
}

struct QuickstartRunTests {
  @Test func theSampleGoesOutAndThenJustTheChange() async throws {
    let run = await ProgramRun(["--json"])
    #expect(run.status == .done)
    let second = try run.counts("products")
    #expect(second == ["collected": 24, "created": 0, "updated": 1, "deleted": 0, "unchanged": 23, "failed": 0])
    let requests = try RawJSON(parsing: #require(run.output.last).utf8)["requests"]?.int ?? 0
    #expect(requests > 20)
    #expect(run.output.contains { $0.contains("changed: enabled") })
  }

  @Test func aFolderIsCollectedOnceAndThenOnlyItsEdits() async throws {
    let scratch = ScratchFolder()
    let catalog = scratch.path("catalog")
    try SampleCatalog.folder().write(to: URL(filePath: catalog))
    let arguments = [
      "--catalog", catalog, "--state", scratch.path("state"), "--out", scratch.path("out"), "--json",
    ]

    let first = await ProgramRun(arguments)
    #expect(first.status == .done)
    #expect(try first.counts("products")["created"] == 24)

    let second = await ProgramRun(arguments)
    #expect(try second.counts("products")["unchanged"] == 24)
    #expect(try second.counts("products")["updated"] == 0)

    let file = URL(filePath: catalog).appending(path: "products.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8)
    let edited = lines.replacing(#""enabled":true"#, with: #""enabled":false"#, maxReplacements: 1)
    #expect(edited != lines)
    try edited.write(to: file, atomically: true, encoding: .utf8)
    let third = await ProgramRun(arguments)
    #expect(try third.counts("products")["updated"] == 1)
    #expect(try third.counts("products")["unchanged"] == 23)

    // One line for each record, each an object of its own.
    let records = try String(contentsOf: URL(filePath: scratch.path("out/products.jsonl")), encoding: .utf8)
      .split(separator: "\n")
    #expect(records.count == 24)
    for record in records { #expect(try RawJSON(parsing: record.utf8).kind == .object) }
  }

  @Test func aPlanAloneChangesNothing() async throws {
    let scratch = ScratchFolder()
    let arguments = ["--state", scratch.path("state"), "--out", scratch.path("out"), "--json"]
    let plan = await ProgramRun(arguments + ["--plan-only"])
    #expect(plan.status == .done)
    #expect(try plan.counts("products")["created"] == 24)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/products.jsonl")))
    let again = await ProgramRun(arguments + ["--plan-only"])
    #expect(try again.counts("products")["created"] == 24)
  }

  @Test func wrongUseEndsWithTwo() async {
    for arguments in [
      ["--bogus"], ["--pim", "no address"], ["--pim", "https://pim.example"], ["--channel", "nowhere"],
    ] {
      let run = await ProgramRun(arguments)
      #expect(run.status == .usage, "\(arguments)")
      #expect(run.errors.filter { $0.hasPrefix("Quickstart:") }.count == 1, "\(arguments)")
    }
  }

  @Test func anUnreachablePIMEndsWithThree() async {
    // Port 1 of the own machine: nobody listens there.
    let run = await ProgramRun(
      ["--pim", "http://127.0.0.1:1"],
      environment: [
        "PIM_CLIENT_ID": "id", "PIM_CLIENT_SECRET": "a-secret", "PIM_USERNAME": "user", "PIM_PASSWORD": "a-password",
      ])
    #expect(run.status == .noPIM)
    #expect(!run.errors.contains { $0.contains("a-secret") || $0.contains("a-password") })
  }

  @Test func aMissingFolderEndsWithOne() async {
    let run = await ProgramRun(["--catalog", "/nowhere/at/all"])
    #expect(run.status == .failed)
    #expect(run.errors.contains { $0.contains("/nowhere/at/all") })
  }

  @Test func onATerminalOneLineUpdatesItself() async {
    let run = await ProgramRun([], isTerminal: true)
    #expect(run.errors.joined().contains("\r\u{1B}[KCollecting products: 24"))
  }
}
