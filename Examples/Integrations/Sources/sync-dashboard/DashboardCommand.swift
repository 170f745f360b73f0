import ArgumentParser
import Foundation
import SandboxHTTP
import SyncPlanner
import SyncSession

/// Shows a synchronisation in the browser.
@main
struct DashboardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync-dashboard",
    abstract: "Shows how a synchronisation stands, what it sent, and what came of it, in the browser.",
    discussion: """
      It reads the same settings as pim-sync and may run beside it. Without a PIM's address and credentials it shows \
      what the destination has, and not what the PIM has. It knows no users: it listens to this machine only, unless \
      --public-name says under which name a proxy that asks for a password forwards to it.
      """)

  @OptionGroup var options: CommonOptions
  @Option(help: "The port; 0 for any that is free.") var port = 8086
  @Option(help: "The address to listen at.") var host = "127.0.0.1"
  @Option(help: "A name under which browsers know it, beside this machine's own names.") var publicName: [String] = []

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    guard Guard.isLoopback(host) || !publicName.isEmpty else {
      throw ValidationError("--host \(host) can be reached by others: name the proxy's name with --public-name.")
    }
  }

  func run() async throws {
    let session = try Session(options)
    let dashboard = try Dashboard(
      engine: try await session.viewer(), destination: try await session.destination(), scope: try session.scope())
    let server = DashboardServer(dashboard: dashboard, host: host, port: port, names: publicName)
    try await server.run { port in
      let line = "The dashboard is at http://\(host):\(port)/. Stop it with Ctrl-C.\n"
      try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    }
  }
}

extension Session {
  /// An engine to look through. Without a PIM it looks at the destination and the store only.
  func viewer() async throws -> SyncEngine {
    let destination = try await destination()
    if destination is FolderDestination {
      throw SettingError(
        "“to”: a folder can be open in one program only. The dashboard needs a SQLite destination, such as shop.sqlite."
      )
    }
    let source: any SyncSource
    do { source = PIMSource(try client()) } catch let error as SettingError {
      source = NoSource(reason: error.description)
    }
    return SyncEngine(
      from: source, by: try mapping(), to: destination, remembering: try await store(), policy: try policy())
  }
}

/// What stands in a PIM's place where none was named.
private struct NoSource: SyncSource {
  let reason: String

  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    throw SyncError(.source, reason)
  }
}
