import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct QueryTests {
  @Test("Parameters are named as the resource names them; `+` is encoded")
  func parameterNames() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.of([]))) }
    let client = try ClientUnderTest.make(transport)
    _ = try await client.products.list(
      .all.channel("a+b").locales(["en_US", "fr_FR"]).attributes(["x", "y"]).withAttributeOptions()
        .withQualityScores().withCompletenesses()
    ).all()
    _ = try await client.records(of: "brand").list(.all.channel("web").locales(["en_US"])).all()
    _ = try await client.attributes.list(.all.withTableSelectOptions()).all()
    _ = try await client.categories.list(.all.withPosition().withEnrichedAttributes()).all()
    #expect(
      transport.requests.map(\.query) == [
        "pagination_type=search_after&limit=100&scope=a%2Bb&locales=en_US%2Cfr_FR&attributes=x%2Cy"
          + "&with_attribute_options=true&with_quality_scores=true&with_completenesses=true",
        "channel=web&locales=en_US", "limit=100&with_table_select_options=true",
        "limit=100&with_position=true&with_enriched_attributes=true",
      ])
  }

  @Test("A single item brings what a query asks to bring, and takes no filters")
  func singleItem() async throws {
    let uuid = UUID()
    let transport = ScriptedTransport([.json(#"{"uuid":"\#(uuid.uuidString)"}"#)])
    let client = try ClientUnderTest.make(transport)
    _ = try await client.products.get(uuid, .all.withAttributeOptions().withCompletenesses())
    #expect(
      transport.requests.map(\.url) == [
        "\(ClientUnderTest.origin)/api/rest/v1/products-uuid/\(uuid.uuidString.lowercased())"
          + "?with_attribute_options=true&with_completenesses=true"
      ])
    let error = try await failure { () async throws(CatalogError) in
      try await client.products.get(uuid, .where(.enabled(true)))
    }
    #expect(error.code == .invalidArgument)
  }

  @Test("N23: a long filter that cannot be cut goes as a body, with `search` as a string, and `next` means that body")
  func longFilterAsBody() async throws {
    let categories = (0..<300).map { Code<CatalogCategory>("category-with-a-long-code-\($0)") }
    let path = "/api/rest/v1/products-uuid/search"
    let transport = ScriptedTransport([
      .json(PageText.with(items: "", next: "\(path)?pagination_type=search_after&limit=100&search_after=x")),
      .json(PageText.with(items: "")),
    ])
    let client = try ClientUnderTest.make(transport)
    let query: Query<Product> = .where(.categories(.within(categories))).locales(["en_US"]).withCompletenesses()
    _ = try await client.products.list(query).all()
    #expect(transport.requests.map(\.line) == ["POST \(path)", "POST \(path)"])
    #expect(transport.requests[0].query == "pagination_type=search_after&limit=100")
    #expect(transport.requests[1].parameter("search_after") == "x")
    #expect(transport.requests[0].body == transport.requests[1].body)
    #expect(transport.requests[0].headers["Content-Type"] == "application/json")
    let body = try RawJSON(parsing: transport.requests[0].body)
    let search = try RawJSON(parsing: try #require(body["search"]?.string).utf8)
    #expect(search["categories"]?[0]?["value"]?.elements.count == 300)
    #expect(body["locales"]?.string == "en_US")
    #expect(body["with_completenesses"]?.bool == true)
  }

  @Test("N23: a PIM that does not know the search by body is an error that says so", arguments: [404, 405])
  func noSearchByBody(_ status: Int) async throws {
    let client = try ClientUnderTest.make(ScriptedTransport([.status(status, [:], "")])) { $0.addressLimit = 10 }
    let error = try await failure { () async throws(CatalogError) in
      try await client.products.list(.where(.enabled(true))).all()
    }
    #expect(error.status == status)
    #expect(error.advice?.contains("search by body") == true)
  }

  @Test("N23: a search by body is tried again, since it changes nothing")
  func searchByBodyIsRetried() async throws {
    let transport = ScriptedTransport([.status(503, [:], ""), .json(PageText.with(items: ""))])
    let client = try ClientUnderTest.make(transport) { $0.addressLimit = 10 }
    _ = try await client.products.list(.where(.enabled(true))).all()
    #expect(transport.requests.map(\.method) == ["POST", "POST"])
  }

  @Test("N23: long lists of uuids and identifiers are spread over several requests, at most 100 identifiers in each")
  func longListsAreCut() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.with(items: ""))) }
    let client = try ClientUnderTest.make(transport)
    let uuids = (0..<2_000).map { _ in UUID() }
    _ = try await client.products.list(.where(.uuid(.any(uuids)))).all()
    #expect(try Self.entries(transport.requests, "uuid") == uuids.map { $0.uuidString.lowercased() })
    #expect(transport.requests.allSatisfy { $0.method == "GET" && $0.path.utf8.count + $0.query.utf8.count < 6_000 })

    let second = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.with(items: ""))) }
    let skus = (0..<250).map { "sku-\($0)" }
    _ = try await ClientUnderTest.make(second).products.list(.where(.identifier(.any(skus)))).all()
    #expect(try Self.listSizes(second.requests, "identifier").allSatisfy { $0 <= 100 })
    #expect(try Self.entries(second.requests, "identifier") == skus)
  }

  @Test("N23: a body holds at most 800 entries in a list; longer lists are cut where they can be")
  func bodiesAreBounded() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.with(items: ""))) }
    let client = try ClientUnderTest.make(transport)
    let uuids = (0..<2_000).map { _ in UUID() }
    let attributes = (0..<700).map { Code<Attribute>("attribute-\($0)") }
    _ = try await client.products.list(.where(.uuid(.any(uuids))).attributes(attributes)).all()
    #expect(transport.requests.allSatisfy { $0.method == "POST" })
    #expect(try Self.listSizes(transport.requests, "uuid") == [500, 500, 500, 500])
    #expect(try Self.entries(transport.requests, "uuid") == uuids.map { $0.uuidString.lowercased() })
  }

  @Test("N23: long lists of codes are cut so that no address is too long, and each code is asked for once")
  func longCodeLists() async throws {
    let transport = ScriptedTransport { request, _ in
      let search = try RawJSON(parsing: (request.parameter("search") ?? "").utf8)
      let codes = search["code"]?[0]?["value"]?.elements.compactMap(\.string) ?? []
      return HTTPResponse(status: 200, body: HTTPBody(PageText.of(codes)))
    }
    let client = try ClientUnderTest.make(transport)
    let codes = (0..<1_000).map { Code<Attribute>("attribute with a long code, number \($0)") }
    let found = try await client.attributes.list(.where(.code(anyOf: codes))).all()
    #expect(found.map(\.code) == codes)
    #expect(transport.requests.count > 1)
    #expect(transport.requests.allSatisfy { $0.method == "GET" && $0.path.utf8.count + $0.query.utf8.count < 6_000 })
  }

  @Test("N23: counts of a list that was cut are added up")
  func countsAreAddedUp() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.of([], count: 7))) }
    let client = try ClientUnderTest.make(transport)
    let codes = (0..<1_000).map { Code<Family>("family-with-a-long-code-\($0)") }
    let count = try await client.families.count(.where(.code(anyOf: codes)))
    #expect(count == 7 * transport.requests.count)
    #expect(transport.requests.count > 1)
  }

  @Test("N23: what is too long and cannot be cut fails before it is sent")
  func tooLongAndUncuttable() async throws {
    let transport = ScriptedTransport([])
    let client = try ClientUnderTest.make(transport)
    let categories = (0..<1_000).map { Code<CatalogCategory>("category-with-a-long-code-\($0)") }
    let models: Query<ProductModel> = .where(.categories(.any(categories)))
    let error = try await failure { () async throws(CatalogError) in try await client.productModels.list(models).all() }
    #expect(error.code == .invalidArgument)
    let attributes = (0..<801).map { Code<Attribute>("attribute-\($0)") }
    let many = try await failure { () async throws(CatalogError) in
      try await client.products.list(.all.attributes(attributes)).all()
    }
    #expect(many.code == .invalidArgument)
    let criteria = (0..<21).map {
      Filter<Product>.attribute(Code("attribute_\($0)"), .contains(String(repeating: "x", count: 300)))
    }
    let tooMany = try await failure { () async throws(CatalogError) in
      try await client.products.list(.where(criteria)).all()
    }
    #expect(tooMany.code == .invalidArgument)
    #expect(transport.requests.isEmpty)
  }

  @Test("N23: reading a list that was cut resumes in the right part")
  func resumingInPart() async throws {
    let transport = ScriptedTransport { request, _ in
      let search = try RawJSON(parsing: (request.parameter("search") ?? "").utf8)
      let codes = search["code"]?[0]?["value"]?.elements.compactMap(\.string) ?? []
      return HTTPResponse(status: 200, body: HTTPBody(PageText.of(codes)))
    }
    let client = try ClientUnderTest.make(transport)
    let codes = (0..<1_000).map { Code<Attribute>("attribute with a long code, number \($0)") }
    let listing = client.attributes.list(.where(.code(anyOf: codes)))
    var pages = listing.pages.makeAsyncIterator()
    let first = try #require(try await pages.next())
    let rest = try await listing.resuming(at: try #require(first.next)).all()
    #expect((first.items + rest).map(\.code) == codes)
  }

  private static func lists(_ requests: [RecordedRequest], _ property: String) throws -> [[String]] {
    try requests.map { request in
      let text =
        request.method == "POST"
        ? try RawJSON(parsing: request.body)["search"]?.string : request.parameter("search")
      return try RawJSON(parsing: (text ?? "").utf8)[property]?[0]?["value"]?.elements.compactMap(\.string) ?? []
    }
  }

  private static func listSizes(_ requests: [RecordedRequest], _ property: String) throws -> [Int] {
    try lists(requests, property).map(\.count)
  }

  private static func entries(_ requests: [RecordedRequest], _ property: String) throws -> [String] {
    try lists(requests, property).flatMap { $0 }
  }
}
