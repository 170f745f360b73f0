import CatalogModels
import PIMTesting
import TestSupport
import Testing

/// Clients that others wrote in other languages, against the sandbox over real HTTP: it speaks the API's dialect, not
/// only ours.
struct OtherLanguageTests {
  /// A dialect by its name, with links that lead back to the address that was asked: these clients follow them as
  /// they are.
  enum Dialect: CaseIterable {
    case strict, cloud, onPremises

    var serverDialect: ServerDialect {
      var dialect: ServerDialect =
        switch self {
        case .strict: .strict
        case .cloud: .cloud
        case .onPremises: .onPremises
        }
      dialect.linkOrigin = nil
      return dialect
    }
  }

  @Test(
    "The Python package akeneo-api-client lists products, models, families and attributes of the sandbox, all of them",
    .enabled(OtherLanguage.advice) { await OtherLanguage.akeneoAPIClient.isInstalled() },
    arguments: Dialect.allCases)
  func akeneoAPIClientLists(_ dialect: Dialect) async throws {
    try await expectWholeLists(.akeneoAPIClient, dialect) { _ in true }
  }

  @Test(
    "N13: the Python package pyakeneo lists the sandbox, all but products without identifier",
    .enabled(OtherLanguage.advice) { await OtherLanguage.pyakeneo.isInstalled() },
    arguments: Dialect.allCases)
  func pyakeneoLists(_ dialect: Dialect) async throws {
    try await expectWholeLists(.pyakeneo, dialect) { $0["identifier"]?.string != nil }
  }

  private func expectWholeLists(
    _ client: OtherLanguage, _ dialect: Dialect, products isListed: (RawJSON) -> Bool
  ) async throws {
    let catalog = try SampleCatalog.folder()
    let sandbox = SandboxPIM(catalog, dialect: dialect.serverDialect)
    let listed = try await LoopbackServer.serving(transport: sandbox) { server in
      try RawJSON(parsing: try await client.list(from: server.origin, as: sandbox.credentials))
    }
    for file in [CatalogFile.products, .productModels, .families, .attributes] {
      let rows = try catalog[file].map { try RawJSON(parsing: $0.utf8) }
      let expected = rows.filter { file != .products || isListed($0) }
      let keys = expected.compactMap { $0[file == .products ? client.productKey : "code"]?.string }
      let found = listed[file.rawValue]?.elements.compactMap(\.string) ?? []
      #expect(keys.count > 5, "\(file) needs more than one page")
      #expect(found.sorted() == keys.sorted(), "\(client) lists \(file)")
    }
    #expect(sandbox.calls.allSatisfy { $0.status == 200 }, "\(client) was refused nothing")
  }
}
