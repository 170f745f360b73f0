import ArgumentParser
import Foundation
import PIMClient
import PIMTesting
import SandboxHTTP

/// Serves a sandbox PIM over HTTP.
@main
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pim-sandbox",
    abstract: "Serves a catalog as a PIM would, for tests of programs in any language.",
    discussion: """
      The credentials are taken from PIM_CLIENT_ID, PIM_CLIENT_SECRET, PIM_USERNAME and PIM_PASSWORD, where these are \
      set, and printed. They protect nothing. Below /_sandbox the catalog can be changed while it is served: PATCH, \
      POST and DELETE of /_sandbox/products/UUID and the like.
      """)

  @Option(help: "A catalog folder of JSON-lines files. The sample catalog is served without it.")
  var catalog: String?
  @Option(help: "The port; 0 for any that is free.")
  var port = 8085
  @Option(help: "The address to listen at.")
  var host = "127.0.0.1"
  @Option(help: "Which server it behaves like: \(Dialect.allCases.map(\.rawValue).joined(separator: ", ")).")
  var dialect = Dialect.strict
  @Option(help: "How long each answer takes at least, in milliseconds.")
  var latency = 0
  @Flag(help: "Print address and credentials as one JSON object.")
  var json = false

  enum Dialect: String, ExpressibleByArgument, CaseIterable {
    case strict, cloud, onPremises
  }

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    guard (0...60_000).contains(latency) else { throw ValidationError("--latency is a number from 0 to 60000.") }
  }

  func run() async throws {
    do {
      let sandbox = try makeSandbox()
      try await SandboxService(sandbox, host: host, port: port).run { port in
        announce(port, sandbox)
      }
    } catch let error as CatalogFolderError {
      throw Failure("The catalog cannot be served: \(error.description)")
    }
  }

  private func makeSandbox() throws -> SandboxPIM {
    let folder =
      if let catalog {
        try CatalogFolder(contentsOf: URL(filePath: catalog, directoryHint: .isDirectory))
      } else {
        try SampleCatalog.folder()
      }
    guard folder.files.count > folder.unknownFiles.count else {
      throw Failure("The catalog cannot be served: \(catalog ?? "") holds no products.jsonl or the like.")
    }
    var dialect: ServerDialect =
      switch self.dialect {
      case .strict: .strict
      case .cloud: .cloud
      case .onPremises: .onPremises
      }
    // Clients may follow links as they are, so they lead back here.
    dialect.linkOrigin = nil
    let latency = Duration.milliseconds(latency)
    let credentials = SandboxPIM.Credentials(environment: ProcessInfo.processInfo.environment)
    // Nobody looks at the calls here, and a server may run for weeks.
    return SandboxPIM(
      folder, dialect: dialect, credentials: credentials, startingAt: Date(), keepingCalls: 0
    ) { _ in
      if latency > .zero { try await Task.sleep(for: latency) }
    }
  }

  private func announce(_ port: Int, _ sandbox: SandboxPIM) {
    let credentials = sandbox.credentials
    let facts = [
      ("PIM_URL", "http://\(host):\(port)"), ("PIM_CLIENT_ID", credentials.clientID),
      ("PIM_CLIENT_SECRET", credentials.secret), ("PIM_USERNAME", credentials.username),
      ("PIM_PASSWORD", credentials.password),
    ]
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let bytes = (try? encoder.encode(Dictionary(uniqueKeysWithValues: facts))) ?? Data()
      say(String(decoding: bytes, as: UTF8.self))
    } else {
      say("Serving \(sandbox.count(of: .products)) products. Stop with Ctrl-C.")
      for (name, value) in facts { say("export \(name)='\(value)'") }
    }
  }

  /// Writes a line at once, even into a pipe that a script waits at.
  private func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
  }
}

/// What is printed, and ends the program with status 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension SandboxPIM.Credentials {
  /// Those of the environment; the usual ones where it says nothing.
  init(environment: [String: String]) {
    self.init()
    clientID = environment["PIM_CLIENT_ID"] ?? clientID
    secret = environment["PIM_CLIENT_SECRET"] ?? secret
    username = environment["PIM_USERNAME"] ?? username
    password = environment["PIM_PASSWORD"] ?? password
  }
}
