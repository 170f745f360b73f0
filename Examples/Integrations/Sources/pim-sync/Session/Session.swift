import CatalogModels
import Foundation
import Logging
import PIMAsyncHTTPClient
import PIMClient
import SyncObserving
import SyncPlanner
import SyncSQLite

/// What a command works with, opened from the settings.
struct Session: Sendable {
  let settings: Settings
  let console: Console
  let logger: Logger?

  init(_ options: CommonOptions) throws {
    settings = try options.settings()
    console = Console.standard
    logger =
      options.verbose
      ? {
        var logger = Logger(label: "pim-sync") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .debug
        return logger
      }() : nil
  }

  /// The PIM, which is not asked for anything yet.
  func client() throws -> CatalogClient {
    let address = try settings.required(.pim)
    guard let origin = URL(string: address.text), origin.host() != nil else {
      throw SettingError("\(address.place): “\(address.text)” is no address such as https://pim.example.com.")
    }
    var configuration = CatalogClient.Configuration()
    // A PIM behind a proxy may know itself by another name. The token goes to the given address in any case.
    configuration.linkHosts = .any
    configuration.observer = logger.map(LoggingObserver.init)
    do {
      return try CatalogClient(
        origin, credentials(), over: AsyncHTTPClientTransport(), configuration: configuration)
    } catch let error as CatalogError {
      throw SettingError("\(address.place): \(error.message). \(error.advice ?? "")")
    }
  }

  private func credentials() throws -> Credentials {
    if let token = settings[.token] { return .token(token.text) }
    return .password(
      clientID: try settings.required(.clientID).text, secret: try settings.required(.secret).text,
      username: try settings.required(.username).text, password: try settings.required(.password).text)
  }

  /// What remembers.
  func store() async throws -> any SyncStore {
    try await SQLiteSyncStore(URL(filePath: settings[.store]?.text ?? "pim-sync.sqlite"))
  }

  /// Where records go.
  func destination() async throws -> any Destination {
    let place = try settings.required(.destination).text
    let url = URL(filePath: place)
    return ["sqlite", "db"].contains(url.pathExtension)
      ? try await SQLiteDestination(url) : try await FolderDestination(url)
  }

  /// What is wanted of the catalog.
  func scope() throws -> SyncScope {
    SyncScope(
      channel: settings[.channel].map { Code($0.text) }, locales: try settings.codes(.locales)?.map { Code($0) },
      families: try settings.codes(.families)?.map { Code($0) })
  }

  /// What to do where there is a choice.
  func policy() throws -> SyncPolicy {
    guard let found = settings[.gone] else { return .default }
    guard let gone = SyncPolicy.Gone(rawValue: found.text) else {
      throw SettingError("\(found.place): “\(found.text)” is none of disable, delete, keep.")
    }
    return SyncPolicy(gone: gone)
  }

  /// An engine over all of that. What is wrong with the settings is said before anything is opened.
  func engine() async throws -> SyncEngine {
    let (client, policy) = (try client(), try policy())
    _ = try (settings.required(.destination), scope())
    return SyncEngine(
      from: PIMSource(client), to: try await destination(), remembering: try await store(), policy: policy)
  }

  /// Shows an event as progress, and logs it where that is wanted.
  ///
  /// - Parameter plan: The plan that is being applied.
  func show(_ event: SyncEvent, of plan: SyncPlan.Summary? = nil) {
    console.show(event, of: plan)
    if let logger { event.log(to: logger) }
  }
}
