import CatalogModels
import Foundation
import Testing

/// One of this package's programs, started as a user would start it.
final class Program: Sendable {
  /// How a program ended.
  struct Ending: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// The result that `--json` prints: the last line.
    var json: RawJSON {
      get throws { try RawJSON(parsing: (output.split(separator: "\n").last ?? "").utf8) }
    }
  }

  private let process = Process()
  private let outputs: (URL, URL)
  private let ended: AsyncStream<Never>

  /// Starts a program. What it writes goes to files in the folder, so that no pipe fills up.
  init(_ name: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
    let id = UUID().uuidString
    outputs = (folder.appending(path: "\(id).out"), folder.appending(path: "\(id).err"))
    for url in [outputs.0, outputs.1] { try Data().write(to: url) }
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    ended = stream
    // Programs lie beside the test runner.
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PIM_") }
      .merging(environment) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: outputs.0)
    process.standardError = try FileHandle(forWritingTo: outputs.1)
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Runs a program to its end.
  static func run(
    _ name: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) async throws -> Ending {
    try await Program(name, arguments, in: folder, environment: environment).ending()
  }

  /// Waits until the program has ended.
  func ending() async throws -> Ending {
    for await _ in ended {}
    return Ending(
      status: process.terminationStatus, output: try String(contentsOf: outputs.0, encoding: .utf8),
      errors: try String(contentsOf: outputs.1, encoding: .utf8))
  }

  /// Whether it is still running.
  var isRunning: Bool { process.isRunning }

  /// Sends a signal, such as SIGKILL.
  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  /// The first line of the output, as soon as it is there.
  func firstLine() async throws -> String {
    while true {
      let text = try String(contentsOf: outputs.0, encoding: .utf8)
      if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
      let errors = try String(contentsOf: outputs.1, encoding: .utf8)
      try #require(isRunning, "the program ended: \(errors)")
      await Task.yield()
    }
  }
}

/// A `pim-sandbox` on a port of its own, and the environment in which a client finds it.
struct RunningSandbox {
  let program: Program
  let environment: [String: String]

  init(catalog: URL? = nil, latency: Int = 0, in folder: URL) async throws {
    var arguments = ["--port", "0", "--json", "--latency", "\(latency)"]
    if let catalog { arguments += ["--catalog", catalog.path()] }
    program = try Program("pim-sandbox", arguments, in: folder)
    let facts = try RawJSON(parsing: try await program.firstLine().utf8)
    environment = Dictionary(facts.members.map { ($0.name, $0.value.string ?? "") }) { $1 }
  }

  var address: String { environment["PIM_URL"] ?? "" }
}
