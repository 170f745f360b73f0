import CatalogModels
import PIMClient
import PIMTesting
import Testing

/// Pages: links, limits, counts, ends.
struct SandboxPagingTests {
  /// Families `f01` … of a number that a test likes.
  static func families(_ count: Int) throws -> CatalogFolder {
    var folder = CatalogFolder()
    for number in 1...count { try folder.append(#"{"code":"f\#(number < 10 ? "0" : "")\#(number)"}"#, to: .families) }
    return folder
  }

  /// Products with the uuids 0, 1, 2 …
  static func products(_ count: Int) throws -> CatalogFolder {
    let lines = (0..<count).map { number in
      let digits = String(number, radix: 16)
      let uuid = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
      return #"{"uuid":"\#(uuid)","enabled":\#(number % 2 == 0),"values":{},"updated":"2026-01-01T00:00:00+00:00"}"#
    }
    return try CatalogFolder(files: [
      (name: "products", lines: lines.joined(separator: "\n")),
      (name: "locales", lines: #"{"code":"en_US","enabled":true}"#),
    ])
  }

  @Test("page pagination names current_page and self, first, previous and next")
  func offsetLinks() async throws {
    let caller = Caller(try Self.families(7))
    let first = try await caller.get("families", ["limit": "3"])
    let base = "https://pim.example/api/rest/v1/families?page="
    #expect(first.json["current_page"] == 1 && first.json["items_count"] == nil)
    #expect(first.link("self") == "\(base)1&limit=3&with_count=false")
    #expect(first.link("first") == first.link("self") && first.link("previous") == nil)
    let second = try await caller.get(try #require(first.next))
    #expect(second.codes == ["f04", "f05", "f06"])
    #expect(second.link("previous") == first.link("self"))
    let third = try await caller.get(try #require(second.next))
    #expect(third.codes == ["f07"] && third.next == nil)
  }

  @Test("ten items are a page when nobody says otherwise")
  func usualLimit() async throws {
    #expect(try await Caller(try Self.families(12)).get("families", [:]).items.count == 10)
  }

  @Test(
    "N21: a list whose size is a multiple of the limit ends with an empty page", arguments: ["page", "search_after"])
  func emptyLastPage(type: String) async throws {
    let caller = Caller(try Self.products(6))
    var answer = try await caller.get("products-uuid", ["limit": "3", "pagination_type": type])
    var sizes = [answer.items.count]
    while let next = answer.next {
      answer = try await caller.get(next)
      sizes.append(answer.items.count)
    }
    #expect(sizes == [3, 3, 0])
  }

  @Test("N20: search_after sorts by key, follows next, and has no previous and no count")
  func searchAfter() async throws {
    let caller = Caller(try Self.products(5))
    let first = try await caller.get(
      "products-uuid", ["pagination_type": "search_after", "limit": "2", "with_count": "true"])
    #expect(first.json["items_count"] == nil && first.json["current_page"] == nil && first.link("previous") == nil)
    #expect(first.link("first")?.contains("search_after=") == false)
    var codes = first.codes
    var answer = first
    while let next = answer.next {
      answer = try await caller.get(next)
      #expect(answer.link("self") == next)
      codes += answer.codes
    }
    #expect(codes.count == 5 && codes == codes.sorted())
  }

  @Test("N20: a cursor that nobody gave out is refused")
  func foreignCursor() async throws {
    let answer = try await Caller(try Self.products(5)).get(
      "products-uuid", ["pagination_type": "search_after", "search_after": "00000000-0000-4000-8000-000000000001"])
    #expect(answer.status == 422)
  }

  @Test("N20: next keeps every parameter of the query")
  func nextKeepsQuery() async throws {
    let caller = Caller(try Self.products(30))
    let search = #"{"enabled":[{"operator":"=","value":true}]}"#
    let answer = try await caller.get(
      "products-uuid",
      [
        "pagination_type": "search_after", "limit": "4", "search": search, "locales": "en_US", "search_locale": "en_US",
        "with_attribute_options": "true", "with_completenesses": "true",
      ])
    let next = try #require(answer.next)
    for part in [
      "locales=en_US", "search_locale=en_US", "with_attribute_options=true", "with_completenesses=true", "limit=4",
      "search=", "pagination_type=search_after", "search_after=",
    ] {
      #expect(next.contains(part), "\(part)")
    }
    var items = answer.items
    var page = answer
    while let next = page.next {
      page = try await caller.get(next)
      items += page.items
    }
    #expect(items.count == 15 && items.allSatisfy { $0["enabled"] == true })
  }

  @Test(
    "pagination that the server refuses",
    arguments: [
      ("limit=101", "You cannot request more than 100 items."), ("limit=0", "\"0\" is not a valid limit number."),
      ("limit=x", "\"x\" is not a valid limit number."), ("page=0", "\"0\" is not a valid page number."),
      ("pagination_type=cursor", "Pagination type does not exist."),
      (
        "with_count=yes",
        "Parameter \"with_count\" has to be a boolean. Only \"true\" or \"false\" allowed, \"yes\" given."
      ),
    ])
  func refusedPagination(query: String, message: String) async throws {
    let caller = Caller(try Self.products(3))
    for path in ["products-uuid", "families"] {
      let answer = try await caller.get("/api/rest/v1/\(path)?\(query)")
      #expect(answer.status == 422 && answer.message == message && answer.json["code"] == 422)
    }
  }

  @Test("N22: only products and product models know search_after beside page")
  func noSearchAfter() async throws {
    let caller = Caller(try Self.families(3))
    #expect(
      try await caller.get("families", ["pagination_type": "search_after"]).message
        == "Pagination type is not supported.")
  }

  @Test("N22: with_count counts what the query finds")
  func counts() async throws {
    let caller = Caller(try Self.products(9))
    #expect(try await caller.get("products-uuid", ["with_count": "true", "limit": "2"]).json["items_count"] == 9)
    let answer = try await caller.get(
      "products-uuid",
      ["with_count": "true", "limit": "2", "search": #"{"enabled":[{"operator":"=","value":false}]}"#])
    #expect(answer.json["items_count"] == 4 && answer.items.count == 2)
  }

  @Test("N22: page pagination of products ends at the 10,000th item with 422")
  func pageLimit() async throws {
    let caller = Caller(try Self.products(10_001))
    let last = try await caller.get("products-uuid", ["page": "100", "limit": "100"])
    #expect(last.status == 200 && last.items.count == 100)
    let answer = try await caller.get(try #require(last.next))
    #expect(answer.status == 422)
    #expect(answer.message.hasPrefix("You have reached the maximum number of pages"))
    #expect(
      answer.json["_links"]?["documentation"]?["href"]
        == "http://api.akeneo.com/documentation/pagination.html#the-search-after-method")
    #expect(try await caller.all("products-uuid", ["pagination_type": "search_after", "limit": "100"]).count == 10_001)
  }

  @Test("N22: records and assets come in pages of a hundred and know no limit")
  func recordPages() async throws {
    var folder = CatalogFolder()
    try folder.append(#"{"code":"brand"}"#, to: .referenceEntities)
    for number in 0..<205 {
      try folder.append(#"{"code":"r\#(1_000 + number)","reference_entity":"brand"}"#, to: .referenceEntityRecords)
    }
    let caller = Caller(folder)
    var answer = try await caller.get("reference-entities/brand/records", ["limit": "5", "with_count": "true"])
    var sizes = [answer.items.count]
    while let next = answer.next {
      answer = try await caller.get(next)
      sizes.append(answer.items.count)
    }
    #expect(sizes == [100, 100, 5] && answer.json["items_count"] == nil)
  }

  @Test("N20: behind a proxy, links name another origin")
  func proxyLinks() async throws {
    var dialect = ServerDialect.strict
    dialect.linkOrigin = "http://internal:8080"
    dialect.linksDrop = ["search_locale"]
    let answer = try await Caller(try Self.products(5), dialect: dialect).get(
      "products-uuid", ["limit": "2", "search_locale": "en_US"])
    #expect(
      answer.next
        == "http://internal:8080/api/rest/v1/products-uuid?page=2&with_count=false&pagination_type=page&limit=2")
  }

  @Test("N20, N23: POST search pages by the address and finds by the body, which must come again")
  func postSearch() async throws {
    let caller = Caller(try Self.products(30))
    let body = #"{"search":"{\"enabled\":[{\"operator\":\"=\",\"value\":true}]}","locales":"en_US"}"#
    let json: HTTPHeaders = ["Content-Type": "application/json"]
    let address = "/api/rest/v1/products-uuid/search?pagination_type=search_after&limit=10"
    let first = try await caller.send(.post, address, headers: json, body: body)
    #expect(first.items.count == 10 && first.items.allSatisfy { $0["enabled"] == true })
    let next = try #require(first.next)
    #expect(!next.contains("locales") && !next.contains("search=") && next.contains("/products-uuid/search?"))
    let second = try await caller.send(.post, next, headers: json, body: body)
    #expect(second.items.count == 5 && second.next == nil)
    #expect(try await caller.get(next).status == 405)
    #expect(try await caller.send(.post, next, body: body).status == 415)
    #expect(try await caller.send(.post, next, headers: json, body: #"{"search":{}}"#).status == 422)
    #expect(try await caller.send(.post, next, headers: json, body: #"{"search""#).status == 400)
  }

  @Test("N23: POST search has bounds", arguments: [20, 21])
  func postSearchBounds(criteria: Int) async throws {
    let caller = Caller(try Self.products(3))
    let conditions = Array(repeating: #"{\"operator\":\"=\",\"value\":true}"#, count: criteria).joined(separator: ",")
    let answer = try await caller.send(
      .post, "/api/rest/v1/products-uuid/search", headers: ["Content-Type": "application/json"],
      body: #"{"search":"{\"enabled\":[\#(conditions)]}"}"#)
    #expect(answer.status == (criteria > 20 ? 422 : 200))
  }

  @Test("N23: an address of more than some 8,000 bytes gets 414")
  func longAddress() async throws {
    let caller = Caller(try Self.products(3))
    let long = String(repeating: "a", count: 8_200)
    let answer = try await caller.get("/api/rest/v1/products-uuid?attributes=\(long)")
    #expect(answer.status == 414 && answer.headers["Content-Type"]?.hasPrefix("text/html") == true)
    #expect(try await caller.get("/api/rest/v1/products-uuid?x=\(long.prefix(8_000))").status == 200)
  }

  @Test("a list that changes between two pages loses and repeats nothing that stays")
  func changingList() async throws {
    let caller = Caller(try Self.products(20))
    var answer = try await caller.get("products-uuid", ["pagination_type": "search_after", "limit": "5"])
    var codes = answer.codes
    caller.sandbox.delete(answer.codes[4], from: .products)
    try caller.sandbox.upsert(#"{"uuid":"00000000-0000-4000-7fff-000000000000","values":{}}"#, in: .products)
    while let next = answer.next {
      answer = try await caller.get(next)
      codes += answer.codes
    }
    #expect(codes.count == 20 && Set(codes).count == 20)
  }
}
