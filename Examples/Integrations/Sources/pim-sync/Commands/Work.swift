import ArgumentParser
import CatalogModels
import Foundation
import PIMClient
import SyncPlanner
import SyncPostgres
import SyncSession

struct Work: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shares the work with other machines: one destination for each site, which is a channel and a locale.",
    discussion: """
      Start it on as many machines as you like, with one PostgreSQL database as --store. With --offer the sites are put \
      up as work; each worker takes what nobody holds, until all is done. Whose worker falls silent loses its site to \
      another, who carries on. {site} in --to stands for the site, as in shop-{site}.sqlite.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Put all sites of the PIM up as work first.") var offer = false
  @Option(help: "Who works; host and process unless told.") var name: String?
  @Option(help: "After so many seconds without a sign of life another takes over.") var lease = 60
  @Option(help: "How many calls to the PIM all workers begin in a second, together.") var callsPerSecond = 100

  /// How often a site is tried before it is left to people.
  private static let attempts = 3

  func validate() throws {
    guard (1...86_400).contains(lease) else { throw ValidationError("--lease is a number of seconds from 1 on.") }
  }

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let pattern = try session.settings.required(.destination)
    guard pattern.text.contains("{site}") else {
      throw SettingError("\(pattern.place): {site} is missing, as in shop-{site}.sqlite: each site has its own.")
    }
    guard let store = try await session.database() else {
      throw SettingError("--store: machines share their work through a PostgreSQL database, such as “dbname=catalog”.")
    }
    let host = try URL(string: session.settings.required(.pim).text)?.host() ?? "pim"
    let client = try session.client(PostgresRateBudget(host, callsPerSecond: callsPerSecond, in: store))
    let claims = PostgresClaims(in: store)
    if offer { try await claims.offer(Self.sites(client)) }
    return try await Worker(
      name: name ?? "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)",
      lease: .seconds(lease), attempts: Self.attempts, claims: claims, store: store, source: PIMSource(client),
      place: pattern.text, mapping: session.mapping(), policy: session.policy(), console: session.console,
      asJSON: output.json
    ).run()
  }

  /// Each channel with each of its locales.
  private static func sites(_ client: CatalogClient) async throws -> [String: RawJSON] {
    var sites: [String: RawJSON] = [:]
    for try await channel in client.channels.list() {
      for locale in channel.locales {
        sites["\(channel.code)-\(locale)"] = [
          "channel": .string(channel.code.rawValue), "locale": .string(locale.rawValue),
        ]
      }
    }
    return sites
  }
}
