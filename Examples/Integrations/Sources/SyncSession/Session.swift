import CatalogModels
import Foundation
package import Logging
import PIMAsyncHTTPClient
package import PIMClient
import SyncObserving
package import SyncPlanner
package import SyncPostgres
import SyncSQLite

/// What a command works with, opened from the settings.
package struct Session: Sendable {
  package let settings: Settings
  package let logger: Logger?

  package init(_ options: CommonOptions) throws {
    settings = try options.settings()
    logger =
      options.verbose
      ? {
        var logger = Logger(label: "pim-sync") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .debug
        return logger
      }() : nil
  }

  /// The PIM, which is not asked for anything yet.
  ///
  /// - Parameter budget: Calls that workers on many machines share.
  package func client(_ budget: PostgresRateBudget? = nil) throws -> CatalogClient {
    let address = try settings.required(.pim)
    guard let origin = URL(string: address.text), origin.host() != nil else {
      throw SettingError("\(address.place): “\(address.text)” is no address such as https://pim.example.com.")
    }
    var configuration = CatalogClient.Configuration()
    // A PIM behind a proxy may know itself by another name. The token goes to the given address in any case.
    configuration.linkHosts = .any
    configuration.observer = logger.map(LoggingObserver.init)
    do {
      let transport: any HTTPTransport = AsyncHTTPClientTransport()
      return try CatalogClient(
        origin, credentials(), over: budget?.pacing(transport) ?? transport, configuration: configuration)
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
  package func store() async throws -> any SyncStore {
    if let database = try await database() { return database }
    return try await SQLiteSyncStore(URL(filePath: settings[.store]?.text ?? "pim-sync.sqlite"))
  }

  /// The store, where it is in PostgreSQL.
  package func database() async throws -> PostgresSyncStore? {
    guard let found = settings[.store], found.text.contains("=") || found.text.hasPrefix("postgres") else { return nil }
    // Whoever lists the machine's processes sees the options.
    let mayHoldSecret = found.text.contains("password") || found.text.contains(/:\/\/[^\/@]*:[^\/@]*@/)
    guard found.place != Setting.store.option || !mayHoldSecret else {
      throw SettingError(
        "\(found.place): a password does not belong there. Give it by PGPASSWORD, ~/.pgpass or \(Setting.store.variable)."
      )
    }
    return try await PostgresSyncStore(found.text)
  }

  /// Where records go.
  package func destination() async throws -> any Destination {
    try await Self.destination(at: settings.required(.destination).text)
  }

  /// The destination at a place: a SQLite file or a folder.
  package static func destination(at place: String) async throws -> any Destination {
    let url = URL(filePath: place)
    return ["sqlite", "db"].contains(url.pathExtension)
      ? try await SQLiteDestination(url) : try await FolderDestination(url)
  }

  /// What makes records of what the PIM has.
  package func mapping() throws(SettingError) -> any RecordMapping {
    guard let found = settings[.mapping] else { return IdentityMapping() }
    do {
      return try DestinationMapping(parsing: Data(contentsOf: URL(filePath: found.text)))
    } catch let error as SyncError {
      throw SettingError("\(found.place): \(found.text) is no mapping. \(error.message)")
    } catch {
      throw SettingError("\(found.place): \(found.text) cannot be read: \(Settings.reason(error))")
    }
  }

  /// What is wanted of the catalog.
  package func scope() throws -> SyncScope {
    SyncScope(
      channel: settings[.channel].map { Code($0.text) }, locales: try settings.codes(.locales)?.map { Code($0) },
      families: try settings.codes(.families)?.map { Code($0) })
  }

  /// What to do where there is a choice.
  package func policy() throws -> SyncPolicy {
    var policy = SyncPolicy.default
    if let found = settings[.gone] { policy.whenGone = try Self.choice(found) }
    if let found = settings[.ledger] { policy.ledgerDetail.level = try Self.choice(found) }
    return policy
  }

  /// One of several words.
  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ found: Settings.Found
  ) throws(SettingError) -> Choice {
    if let choice = Choice(rawValue: found.text) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw SettingError("\(found.place): “\(found.text)” is none of \(words).")
  }

  /// An engine over all of that. What is wrong with the settings is said before anything is opened.
  ///
  /// - Parameter asksPIM: Whether the PIM is asked. Where not, neither its address nor credentials need be there.
  package func engine(_ other: SyncPolicy? = nil, asksPIM: Bool = true) async throws -> SyncEngine {
    let source: any SyncSource = asksPIM ? PIMSource(try client()) : NoPIM()
    let (policy, mapping) = (try other ?? policy(), try mapping())
    _ = try (settings.required(.destination), scope())
    return SyncEngine(
      from: source, by: mapping, to: try await destination(), remembering: try await store(), policy: policy)
  }
}

/// The source of commands that look at what is remembered only.
private struct NoPIM: SyncSource {
  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    throw SettingError("This command does not ask the PIM.")
  }
}
