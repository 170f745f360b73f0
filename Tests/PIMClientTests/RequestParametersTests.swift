import CatalogJSON
import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

/// Holds the parameters of each request that the client can make to the vendor's description of the API.
struct RequestParametersTests {
  private typealias Used = [APIOperation: Set<String>]

  // MARK: What the client sends

  /// The operations and parameters of all lists, counts and single items, with all that can be asked of them.
  private static func used() async throws -> Used {
    let transport = ScriptedTransport { request, _ in
      let isPage = request.parameter("limit") != nil || !request.path.hasSuffix("/one")
      let page = PageText.of([], count: 0)
      return HTTPResponse(
        status: 200, body: HTTPBody(isPage ? page : #"{"code":"one","identifier":"one","family":"one"}"#))
    }
    let client = try ClientUnderTest.make(transport)
    func ask<Item: CatalogEntity>(_ endpoint: Endpoint<Item>, _ query: Query<Item>, extras: Query<Item> = .all)
      async throws
    {
      _ = try await endpoint.list(query).all()
      if let id = Code<Item>("one") as? Item.ID { _ = try? await endpoint.get(id, extras) }
      if let id = UUID() as? Item.ID { _ = try? await endpoint.get(id, extras) }
      _ = try? await endpoint.count(query)
    }
    func values<Item: ProductEntity & HasChosenPaging & Counted>(_ filter: Filter<Item>) -> Query<Item> {
      .where(filter).paging(.page).withCount().locales(["en_US"]).attributes(["name"]).searchLocale("en_US")
        .searchChannel("web").convertMeasurements(in: "web").withQualityScores().withAssetShareLinks()
        .withWorkflowStatuses()
    }
    func extras<Item: ProductEntity>() -> Query<Item> {
      .all.withQualityScores().withAssetShareLinks().withWorkflowStatuses()
    }

    try await ask(
      client.products, values(.enabled(true)).withAttributeOptions().withCompletenesses(),
      extras: extras().withAttributeOptions().withCompletenesses())
    try await ask(
      client.productsByIdentifier, values(.enabled(true)).withAttributeOptions().withCompletenesses(),
      extras: extras().withAttributeOptions().withCompletenesses())
    try await ask(
      client.productModels, values(.parent(.empty)).withAttributeOptions(), extras: extras().withAttributeOptions())
    let short = try ClientUnderTest.make(transport) { $0.addressLimit = 10 }
    _ = try await short.products.list(values(.enabled(true)).withAttributeOptions().withCompletenesses()).all()

    try await ask(client.families, .where(.hasProducts(true)).withCount().pageSize(7))
    try await ask(client.familyVariants(of: "one"), .all.withCount())
    try await ask(
      client.attributes, .where(.code(anyOf: ["name"])).withCount().withTableSelectOptions(),
      extras: .all.withTableSelectOptions())
    try await ask(client.options(of: "one"), .all.withCount())
    try await ask(client.attributeGroups, .where(.code(anyOf: ["name"])).withCount())
    try await ask(client.associationTypes, .all.withCount())
    try await ask(
      client.categories, .where(.isRoot(true)).withCount().withPosition().withEnrichedAttributes(),
      extras: .all.withPosition().withEnrichedAttributes())
    try await ask(client.channels, .all.withCount())
    try await ask(client.locales, .where(.enabled(true)).withCount())
    try await ask(client.currencies, .where(.enabled(true)).withCount())
    try await ask(client.mediaFiles, .all.withCount())
    try await ask(client.measurementFamilies, .all)
    try await ask(client.referenceEntities, .all)
    try await ask(client.attributes(of: Code<ReferenceEntity>("one")), .all)
    try await ask(client.options(of: "one", in: Code<ReferenceEntity>("one")), .all)
    try await ask(client.records(of: "one"), .where(.updated(.sinceLast(days: 1))).channel("web").locales(["en_US"]))
    try await ask(client.assetFamilies, .all)
    try await ask(client.attributes(of: Code<AssetFamily>("one")), .all)
    try await ask(client.options(of: "one", in: Code<AssetFamily>("one")), .all)
    try await ask(
      client.assets(of: "one"), .where(.any(of: .updated(.after(.distantPast)))).channel("web").locales(["en_US"]))

    let operations = client.operations
    var used: Used = [:]
    for request in transport.requests {
      let operation = try #require(
        Self.operation(request.method, request.path, operations), "unknown: \(request.line)")
      let names = request.query.split(separator: "&").compactMap { $0.split(separator: "=").first.map(String.init) }
      used[operation, default: []].formUnion(names)
      if request.method == "POST" {
        used[operation, default: []].formUnion(try JSONSlice(parsing: request.body).members.map(\.key))
      }
    }
    return used
  }

  /// The operation whose path a request has: that with the fewest codes in it.
  private static func operation(_ method: String, _ path: String, _ all: Set<APIOperation>) -> APIOperation? {
    let parts = path.split(separator: "/")
    func fits(_ operation: APIOperation) -> Bool {
      let template = operation.path.split(separator: "/")
      return operation.method == method && template.count == parts.count
        && zip(template, parts).allSatisfy { $0 == "{}" || $0 == $1 }
    }
    return all.filter(fits).min { a, b in a.path.split(separator: "{").count < b.path.split(separator: "{").count }
  }

  // MARK: What is described and documented

  /// The parameters of the description, those of bodies included.
  private static func described() throws -> Used {
    let json = try JSONSlice(parsing: Array(Data(contentsOf: SpecificationCoverageTests.file)))
    var all: Used = [:]
    for (path, methods) in (json["paths"] ?? .emptyObject).members {
      for (method, operation) in methods.members where method == "get" || method == "post" {
        var names: Set<String> = []
        for parameter in (operation["parameters"] ?? .emptyArray).elements {
          switch parameter["in"]?.string {
          case "query": if let name = parameter["name"]?.string { names.insert(name) }
          case "body" where path.hasSuffix("/search"):
            names.formUnion((parameter["schema"]?["properties"] ?? .emptyObject).members.map(\.key))
          default: break
          }
        }
        all[APIOperation(method, path)] = names
      }
    }
    return all
  }

  private static let filters = "https://api.akeneo.com/documentation/filter.html"
  private static let postman = "https://api.akeneo.com/files/Akeneo%20PIM%20API.postman_collection.json"

  /// Parameters that are documented outside the description, each with its page.
  private static let additions: [(parameter: String, paths: [String], page: String)] = [
    ("search_locale", lists, "\(filters)#search_locale-query-parameter"),
    ("search_scope", lists, "\(filters)#search_scope-query-parameter"),
    (
      "convert_measurements", lists,
      "https://api.akeneo.com/concepts/target-market-settings.html#requesting-converted-values"
    ),
    ("with_asset_share_links", lists + items, postman),
    ("with_workflow_execution_statuses", lists + items, postman),
    // The description names it by its template in the body.
    ("with_quality_scores", ["/products-uuid/search"], "https://api.akeneo.com/api-reference.html#get_products_uuid"),
    // N18
    (
      "with_attribute_options", ["/product-models", "/product-models/{}"],
      "https://api.akeneo.com/tutorials/how-to-get-pim-product-information.html"
    ),
    ("with_enriched_attributes", ["/categories", "/categories/{}"], "https://api.akeneo.com/news.html"),
  ]
  private static let lists = ["/products-uuid", "/products-uuid/search", "/products", "/product-models"]
  private static let items = ["/products-uuid/{}", "/products/{}", "/product-models/{}"]

  private static func documented(_ operation: APIOperation) -> Set<String> {
    Set(additions.filter { $0.paths.contains { "/api/rest/v1\($0)" == operation.path } }.map(\.parameter))
  }

  // MARK: Tests

  @Test(
    "N18, N20, N22: each parameter that the client sends is in the description, or documented elsewhere",
    .enabled(
      if: SpecificationCoverageTests.isThere, "the description ../shared/spec/akeneo-web-api.json is not there"))
  func sentParametersAreKnown() async throws {
    let described = try Self.described()
    for (operation, names) in try await Self.used() {
      let known = try #require(described[operation], "\(operation) is not described")
      let unknown = names.subtracting(known).subtracting(Self.documented(operation)).sorted()
      #expect(unknown.isEmpty, "\(operation): \(unknown)")
    }
  }

  @Test(
    "N20: each parameter of the description can be sent, but for those of links, which are the server's",
    .enabled(
      if: SpecificationCoverageTests.isThere, "the description ../shared/spec/akeneo-web-api.json is not there"))
  func describedParametersAreSent() async throws {
    let fromLinks: Set = ["page", "search_after", "with_quality_scores__products"]
    let used = try await Self.used()
    let operations = try ClientUnderTest.make(ScriptedTransport([])).operations
    for (operation, names) in try Self.described() where operations.contains(operation) {
      let unsent = names.subtracting(fromLinks).subtracting(used[operation] ?? []).sorted()
      #expect(unsent.isEmpty, "\(operation): \(unsent)")
    }
  }

  @Test("No documented addition is there for nothing")
  func additionsAreSent() async throws {
    let used = try await Self.used()
    for (parameter, paths, page) in Self.additions {
      for path in paths {
        let operations = used.filter { $0.key.path == "/api/rest/v1\(path)" }
        #expect(operations.contains { $0.value.contains(parameter) }, "\(parameter) of \(path)")
      }
      #expect(page.hasPrefix("https://api.akeneo.com/"))
    }
  }

  @Test("Docs/Filters.md names the parameters that the client sends, and no others")
  func guideNamesTheParameters() async throws {
    let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/Filters.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    let section = try #require(text.range(of: "## Parameters\n"))
    let rows = text[section.upperBound...].split(separator: "\n").filter { $0.hasPrefix("| `") }
    let named = Set(
      rows.flatMap { row in
        // The first cell: names between backticks.
        (row.split(separator: "|").first ?? "").split(separator: "`").filter { !$0.contains(" ") && $0 != "," }
      }.map(String.init))
    let sent = try await Self.used().values.reduce(into: Set<String>()) { $0.formUnion($1) }
    #expect(named == sent.subtracting(["search"]), "\(named.symmetricDifference(sent).sorted())")
  }
}
