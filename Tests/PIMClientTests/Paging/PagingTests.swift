import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct PagingTests {
  private static let families = "/api/rest/v1/families"
  private static let origin = ClientUnderTest.origin

  @Test("N20: `next` is followed to the end, with the cursor as the server wrote it")
  func cursorIsKept() async throws {
    let uuids = (0..<3).map { "00000000-0000-4000-8000-00000000000\($0)" }
    let cursor = "search_after=%5B%22a%2Bb+c%22%5D&pagination_type=search_after&limit=2"
    let transport = ScriptedTransport([
      .json(
        PageText.with(
          items: #"{"uuid":"\#(uuids[0])"},{"uuid":"\#(uuids[1])"}"#,
          next: "\(Self.origin)/api/rest/v1/products-uuid?\(cursor)")),
      .json(PageText.with(items: #"{"uuid":"\#(uuids[2])"}"#)),
    ])
    let client = try ClientUnderTest.make(transport)
    let products = try await client.products.list(.all.pageSize(2)).all()
    #expect(products.map { $0.uuid.uuidString.lowercased() } == uuids)
    #expect(transport.requests.map(\.query) == ["pagination_type=search_after&limit=2", cursor])
  }

  @Test("N20: products and product models are read by cursor unless told, other lists by page")
  func defaultPaging() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.of([]))) }
    let client = try ClientUnderTest.make(transport)
    _ = try await client.products.list().all()
    _ = try await client.productModels.list().all()
    _ = try await client.products.list(.all.paging(.page)).all()
    _ = try await client.families.list().all()
    #expect(
      transport.requests.map(\.query) == [
        "pagination_type=search_after&limit=100", "pagination_type=search_after&limit=100",
        "pagination_type=page&limit=100", "limit=100",
      ])
  }

  @Test(
    "N20: a link to the own host is followed at the configured origin, whatever scheme, port and base it bears",
    arguments: [
      "http://pim.example.com/base/api/rest/v1/families?page=2&limit=100",
      "https://PIM.EXAMPLE.COM:8443/base/api/rest/v1/families?page=2&limit=100",
      "https://pim.example.com/api/rest/v1/families?page=2&limit=100",
      "/base/api/rest/v1/families?page=2&limit=100", "/api/rest/v1/families?page=2&limit=100",
      "https://pim.example.com/base/api/rest/v1/families?page=2&limit=100#top",
    ])
  func linkIsRebased(_ link: String) async throws {
    let transport = ScriptedTransport([.json(PageText.of(["a"], next: link)), .json(PageText.of(["b"]))])
    let client = try ClientUnderTest.make(transport, origin: "https://pim.example.com/base")
    #expect(try await client.families.list().all().map(\.code) == ["a", "b"])
    #expect(transport.requests.last?.url == "https://pim.example.com/base/api/rest/v1/families?page=2&limit=100")
  }

  @Test(
    "N20: a next link on another host or path is refused and the token stays here",
    arguments: [
      "https://evil.example.com/api/rest/v1/families?page=2&limit=100",
      "//evil.example.com/api/rest/v1/families?page=2&limit=100",
      "https://pim.example.com.evil.example/api/rest/v1/families?page=2&limit=100",
      "https://pim.example.com@evil.example/api/rest/v1/families?page=2&limit=100",
      "https://user:pw@pim.example.com/api/rest/v1/families?page=2&limit=100",
      "https://pim.example.com/api/rest/v1/products?page=2&limit=100",
      "https://pim.example.com/api/rest/v1/families/../products?page=2&limit=100",
      "https://pim.example.com", "ftp://pim.example.com/api/rest/v1/families", "?page=2", "families?page=2",
      "javascript:alert(1)", "https:///api/rest/v1/families", "/api/rest/v1/families?page=%zz",
      "/api/rest/v1/families?page=2 HTTP/1.1",
    ])
  func foreignLink(_ link: String) async throws {
    let transport = ScriptedTransport([.json(PageText.of(["a"], next: link)), .json(PageText.of(["b"]))])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .untrustedLink)
    #expect(error.request == "GET \(Self.families)")
    #expect(transport.requests.count == 1)
  }

  @Test(
    "N20: a host name that the PIM is known to use for itself is rebased",
    arguments: [LinkHosts.named(["internal", "other"]), .any])
  func knownLinkHost(_ hosts: LinkHosts) async throws {
    let link = "http://internal:8080\(Self.families)?page=2&limit=100"
    let transport = ScriptedTransport([.json(PageText.of(["a"], next: link)), .json(PageText.of(["b"]))])
    let client = try ClientUnderTest.make(transport) { $0.linkHosts = hosts }
    #expect(try await client.families.list().all().count == 2)
    #expect(transport.requests.last?.url == "\(Self.origin)\(Self.families)?page=2&limit=100")
  }

  @Test("N20: the names of the own machine count as one")
  func loopbackNames() async throws {
    let link = "http://localhost:9000\(Self.families)?page=2&limit=100"
    let transport = ScriptedTransport([.json(PageText.of(["a"], next: link)), .json(PageText.of(["b"]))])
    let client = try ClientUnderTest.make(transport, origin: "http://127.0.0.1:9000")
    #expect(try await client.families.list().all().count == 2)
    #expect(transport.requests.last?.url.hasPrefix("http://127.0.0.1:9000/") == true)
  }

  @Test(
    "N20: a next link that lost or changed a part of the query is refused",
    arguments: [
      ("", "lost the parameter `search`"),
      ("search=%7B%7D", "changed the parameter `search`"),
      ("search=SEARCH", "lost the parameter `locales`"),
      ("search=SEARCH&locales=en_US", "changed the parameter `locales`"),
      ("search=SEARCH&locales=en_US,fr_FR&with_attribute_options=false&search_locale=en_US", "with_attribute_options"),
      ("search=SEARCH&locales=en_US,fr_FR&with_attribute_options=true", "lost the parameter `search_locale`"),
    ])
  func lostParameter(_ query: String, _ words: String) async throws {
    let search = "%7B%22enabled%22%3A%5B%7B%22operator%22%3A%22%3D%22%2C%22value%22%3Atrue%7D%5D%7D"
    let rest = query.replacingOccurrences(of: "SEARCH", with: search)
    let link = "/api/rest/v1/products-uuid?pagination_type=search_after&limit=100&search_after=x&\(rest)"
    let transport = ScriptedTransport([.json(PageText.with(items: "", next: link))])
    let client = try ClientUnderTest.make(transport)
    let query: Query<Product> = .where(.enabled(true)).locales(["en_US", "fr_FR"]).withAttributeOptions()
      .searchLocale("en_US")
    let error = try await failure { () async throws(CatalogError) in try await client.products.list(query).all() }
    #expect(error.code == .untrustedLink)
    #expect(error.message.contains(words), "\(error)")
  }

  @Test(
    "N20: a next link that says the same in other words is followed",
    arguments: [
      // JSON with spaces and escapes, switches as numbers, another page size, another order.
      "with_attribute_options=1&search=%7B+%22enabled%22+%3A%5B%7B%22value%22%3Atrue%2C%22operator%22%3A%22%5Cu003d%22%7D%5D%7D&limit=10&pagination_type=search_after&search_after=x",
      "search_after=x&pagination_type=search_after&with_attribute_options=true&search={%22enabled%22:[{%22operator%22:%22=%22,%22value%22:true}]}&extra=1",
    ])
  func rewordedLink(_ query: String) async throws {
    let link = "/api/rest/v1/products-uuid?\(query)"
    let transport = ScriptedTransport([
      .json(PageText.with(items: "", next: link)), .json(PageText.with(items: "")),
    ])
    let client = try ClientUnderTest.make(transport)
    _ = try await client.products.list(.where(.enabled(true)).withAttributeOptions()).all()
    #expect(transport.requests.count == 2)
  }

  @Test("N20: a link that leads back to any earlier page is an error, not a loop", arguments: [1, 2, 3])
  func repeatedCursor(_ length: Int) async throws {
    let transport = ScriptedTransport { _, number in
      let page = number % length + 2
      return HTTPResponse(
        status: 200, body: HTTPBody(PageText.of(["c\(number)"], next: "\(Self.families)?page=\(page)&limit=100")))
    }
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .pagingLoop)
    #expect(transport.requests.count == length + 1)
  }

  @Test("N20: a link back to the first page is an error too")
  func linkToFirstPage() async throws {
    let transport = ScriptedTransport { _, _ in
      HTTPResponse(status: 200, body: HTTPBody(PageText.of(["a"], next: "\(Self.families)?limit=100")))
    }
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .pagingLoop)
    #expect(transport.requests.count == 1)
  }

  @Test("Empty pages without end are an error")
  func endlessEmptyPages() async throws {
    let transport = ScriptedTransport { _, number in
      HTTPResponse(status: 200, body: HTTPBody(PageText.of([], next: "\(Self.families)?page=\(number + 2)&limit=100")))
    }
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .pagingLoop)
    #expect(transport.requests.count == 101)
  }

  @Test("N21: an empty last page ends the list, a short or empty page in the middle does not")
  func emptyAndShortPages() async throws {
    let transport = ScriptedTransport([
      .json(PageText.of(["a", "b"], next: "\(Self.families)?page=2&limit=2")),
      .json(PageText.of(["c"], next: "\(Self.families)?page=3&limit=2")),
      .json(PageText.of([], next: "\(Self.families)?page=4&limit=2")),
      .json(PageText.of(["d", "e"], next: "\(Self.families)?page=5&limit=2")),
      .json(PageText.of([])),
    ])
    let client = try ClientUnderTest.make(transport)
    var sizes: [Int] = []
    for try await page in client.families.list(.all.pageSize(2)).pages {
      #expect(page.number == sizes.count)
      sizes.append(page.items.count)
    }
    #expect(sizes == [2, 1, 0, 2, 0])
  }

  @Test(
    "N21: no `next` is the end, also as null or empty", arguments: ["null", #"{"href":null}"#, #"{"href":""}"#, "{}"])
  func noNext(_ next: String) async throws {
    let transport = ScriptedTransport([.json(#"{"_links":{"next":\#(next)},"_embedded":{"items":[{"code":"a"}]}}"#)])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.families.list().all().count == 1)
  }

  @Test("N2: bare arrays, `_items` and `items` are read alike")
  func shapesOfLists() async throws {
    let transport = ScriptedTransport([
      .json(#"[{"code":"Length"},{"code":"Weight"}]"#), .json(#"[{"code":"a"}]"#), .json("[]"),
      .json(#"{"_links":{},"_embedded":{"_items":[{"code":"x"}]}}"#), .json(PageText.of(["y"])),
    ])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.measurementFamilies.list().all().map(\.code) == ["Length", "Weight"])
    #expect(try await client.attributes(of: "brand" as Code<ReferenceEntity>).list().all().count == 1)
    #expect(try await client.attributes(of: "shots" as Code<AssetFamily>).list().all().isEmpty)
    #expect(try await client.assets(of: "shots").list().all().map(\.code) == ["x"])
    #expect(try await client.assetFamilies.list().all().map(\.code) == ["y"])
    #expect(transport.requests.allSatisfy { $0.query.isEmpty })
  }

  @Test("N22: records and assets are asked without limit and count, and go on by the server's cursor")
  func recordsHaveNoLimit() async throws {
    let path = "/api/rest/v1/reference-entities/brand/records"
    let transport = ScriptedTransport([
      .json(PageText.of(["a"], next: "\(path)?search_after=a")), .json(PageText.of(["b"])),
    ])
    let client = try ClientUnderTest.make(transport)
    let records = try await client.records(of: "brand").list(.all.pageSize(7)).all()
    #expect(records.map(\.code) == ["a", "b"])
    #expect(records.allSatisfy { $0.referenceEntity == "brand" })
    #expect(transport.requests.map(\.query) == ["", "search_after=a"])
    let error = try await failure { () async throws(CatalogError) in try await client.records(of: "brand").count() }
    #expect(error.code == .invalidArgument)
  }

  @Test("N22: a count is asked by page, and never together with a cursor")
  func counting() async throws {
    let transport = ScriptedTransport { _, _ in
      HTTPResponse(status: 200, body: HTTPBody(PageText.of([], count: 1_239)))
    }
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.products.count(.where(.enabled(true))) == 1_239)
    #expect(try await client.families.count() == 1_239)
    _ = try await client.products.list(.all.withCount()).all()
    var counts: [Int?] = []
    for try await page in client.families.list(.all.withCount()).pages { counts.append(page.totalCount) }
    #expect(counts == [1_239])
    let queries = transport.requests.map {
      [$0.parameter("pagination_type"), $0.parameter("limit"), $0.parameter("with_count")]
    }
    #expect(
      queries == [
        ["page", "1", "true"], [nil, "1", "true"], ["search_after", "100", nil], [nil, "100", "true"],
      ])
  }

  @Test("N22: the end of page pagination at the 10,000th product says to use the cursor")
  func endOfPagePagination() async throws {
    let words = """
      You have reached the maximum number of pages you can retrieve with the \\"page\\" pagination type. Please use \
      the search after pagination type instead
      """
    let transport = ScriptedTransport([.status(422, [:], #"{"code":422,"message":"\#(words)"}"#)])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in
      try await client.products.list(.all.paging(.page)).all()
    }
    #expect(error.code == .pagingLimit)
    #expect(error.advice?.contains("search_after") == true)
  }

  @Test("N22: page sizes that the API refuses fail before they are sent", arguments: [0, -1, 101])
  func pageSizeBounds(_ size: Int) async throws {
    let transport = ScriptedTransport([])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in
      try await client.products.list(.all.pageSize(size)).all()
    }
    #expect(error.code == .invalidArgument)
    #expect(transport.requests.isEmpty)
  }
}
