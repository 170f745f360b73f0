import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import PIMURLSession
import SyncPlanner

/// Brings a catalog out of a PIM, types it, plans what a destination lacks, and applies the plan.
@main
enum Program {
  static func main() async {
    let console = Console.standard()
    let status = await run(
      Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment, console)
    exit(status.rawValue)
  }

  /// Does what the arguments ask for, and says in one sentence what went wrong where something did.
  static func run(_ arguments: [String], environment: [String: String], _ console: Console) async -> ProgramStatus {
    do {
      let options = try Options(arguments)
      if options.isHelp {
        console.say(Options.usage)
        return .done
      }
      switch options.origin {
      case .sample:
        return try await SampleTour(options, console).run()
      case .folder(let path):
        let sandbox = SandboxPIM(try CatalogFolder(contentsOf: URL(filePath: path, directoryHint: .isDirectory)))
        return try await CatalogSync(options, console).run(.sandbox(sandbox))
      case .pim(let address):
        return try await CatalogSync(options, console).run(.pim(address, environment))
      }
    } catch let error as UsageError {
      console.complain("\(error.message). Try --help.")
      return .usage
    } catch {
      console.complain("\(error)")
      return ProgramStatus(of: error)
    }
  }
}

extension PIMSource {
  /// A PIM in memory.
  static func sandbox(_ sandbox: SandboxPIM) throws -> PIMSource {
    PIMSource(try sandbox.client())
  }

  /// A PIM behind HTTP, with the credentials of the environment.
  static func pim(_ address: String, _ environment: [String: String]) throws -> PIMSource {
    guard let origin = URL(string: address), origin.host() != nil else {
      throw UsageError("“\(address)” is no address such as https://pim.example.com")
    }
    func variable(_ name: String) throws(UsageError) -> String {
      guard let value = environment[name], !value.isEmpty else {
        throw UsageError("--pim needs \(name) in the environment")
      }
      return value
    }
    let credentials = Credentials.password(
      clientID: try variable("PIM_CLIENT_ID"), secret: try variable("PIM_CLIENT_SECRET"),
      username: try variable("PIM_USERNAME"), password: try variable("PIM_PASSWORD"))
    var configuration = CatalogClient.Configuration()
    // A PIM behind a proxy may know itself by another name. The token goes to the given address in any case.
    configuration.linkHosts = .any
    return PIMSource(
      try CatalogClient(origin, credentials, over: URLSessionTransport(), configuration: configuration))
  }
}
