import CatalogModels
import Foundation
import PIMTesting
import TestSupport

#if os(iOS) || os(tvOS) || os(watchOS) || os(visionOS)
  /// Programs of other processes cannot be started here; the package builds all the same.
  @main
  struct SandboxRunner {
    static func main() {}
  }
#else
  /// `SandboxRunner COMMAND ARGUMENT…`: runs a command beside a PIM on the loopback, whose address and credentials stand in
  /// the command's environment as `PIM_URL`, `PIM_CLIENT_ID`, `PIM_CLIENT_SECRET`, `PIM_USERNAME` and `PIM_PASSWORD`. Ends with
  /// the command's status. CI runs the documentation's programs with it.
  ///
  /// The PIM has the sample catalog, with its web shop's channel under the name `ecommerce` too, as the documentation has it.
  @main
  struct SandboxRunner {
    static func main() async throws {
      let pim = SandboxPIM(try SampleCatalog.folder())
      if let shop = pim.json(of: "webshop", in: .channels) {
        var fields = Dictionary(uniqueKeysWithValues: shop.members.map { ($0.name, $0.value) })
        fields["code"] = "ecommerce"
        try pim.upsert(.object(fields), in: .channels)
      }
      let command = Process()
      command.executableURL = URL(filePath: "/usr/bin/env")
      command.arguments = Array(CommandLine.arguments.dropFirst())
      let status = try await LoopbackServer.serving(transport: pim) { server in
        command.environment = ProcessInfo.processInfo.environment.merging([
          "PIM_URL": server.origin, "PIM_CLIENT_ID": pim.credentials.clientID,
          "PIM_CLIENT_SECRET": pim.credentials.secret,
          "PIM_USERNAME": pim.credentials.username, "PIM_PASSWORD": pim.credentials.password,
        ]) { $1 }
        return try await run(command)
      }
      exit(status)
    }

    private static func run(_ command: Process) async throws -> Int32 {
      try await withCheckedThrowingContinuation { continuation in
        command.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do { try command.run() } catch { continuation.resume(throwing: error) }
      }
    }
  }
#endif
