import Foundation
import Hummingbird
import Logging
import NIOCore
public import PIMTesting

/// A sandbox PIM behind a real HTTP server, for programs in any language.
///
/// Its clock runs with the wall's, so that tokens expire and changes get dates as in a real PIM.
public struct SandboxService: Sendable {
  /// What is served.
  public let sandbox: SandboxPIM
  private let host: String
  private let port: Int

  /// Creates a service; ``run(whenReady:)`` starts it.
  ///
  /// - Parameters:
  ///   - sandbox: What is served.
  ///   - host: The name or address to listen at.
  ///   - port: The port; 0 for one that the system chooses.
  public init(_ sandbox: SandboxPIM, host: String = "127.0.0.1", port: Int = 0) {
    self.sandbox = sandbox
    self.host = host
    self.port = port
  }

  /// Serves until the task is cancelled, or the process gets SIGINT or SIGTERM.
  ///
  /// - Parameter whenReady: Is told the port once requests can come.
  /// - Throws: ``ListenError`` where nobody can listen at the address.
  public func run(whenReady: @escaping @Sendable (Int) async -> Void) async throws {
    let router = Router()
    SandboxControl(sandbox: sandbox).addRoutes(to: router.group("_sandbox"))
    let application = Application(
      responder: SandboxResponder(
        sandbox: sandbox, clock: WallClock(sandbox), control: router.buildResponder()),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "pim-sandbox"),
      onServerRunning: { await whenReady($0.localAddress?.port ?? 0) },
      logger: Logger(label: "pim-sandbox") { _ in SwiftLogNoOpLogHandler() })
    do {
      try await application.runService()
    } catch {
      throw ListenError(error, host: host, port: port) ?? error
    }
  }
}
