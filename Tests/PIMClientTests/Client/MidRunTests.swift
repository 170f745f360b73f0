import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

/// What a run meets on its way.
struct MidRunTests {
  @Test("N25: an attribute or locale that is deleted in mid-run refuses the next page; what came before is kept")
  func deletedInMidRun() async throws {
    let words = "Locale \\\"de_DE\\\" does not exist or is not activated."
    let transport = ScriptedTransport([
      .json(
        PageText.of(
          ["a"], next: "/api/rest/v1/product-models?pagination_type=search_after&limit=100&locales=de_DE&search_after=a"
        )),
      .status(422, [:], #"{"code":422,"message":"\#(words)"}"#),
    ])
    let client = try ClientUnderTest.make(transport)
    var pages = client.productModels.list(.all.locales(["de_DE"])).pages.makeAsyncIterator()
    let first = try #require(try await pages.next())
    #expect(first.items.map(\.code) == ["a"])
    #expect(first.next != nil)
    let error = try await failure { () async throws(CatalogError) in try await pages.next() }
    #expect(error.code == .unprocessable)
    #expect(error.message.contains("de_DE"))
    #expect(error.advice?.contains("still exists") == true)
  }

  @Test("N11: a 404 says that it is no proof of a deletion")
  func notFoundIsNoProof() async throws {
    let client = try ClientUnderTest.make(ScriptedTransport([.status(404, [:], "")]))
    let error = try await failure { () async throws(CatalogError) in try await client.products.get(UUID()) }
    #expect(error.code == .notFound)
    #expect(error.advice?.contains("no proof") == true)
  }

  @Test("N9: links with escaped slashes are followed")
  func escapedLink() async throws {
    let link = #"https:\/\/pim.example.com\/api\/rest\/v1\/families?page=2\u0026limit=100"#
    let transport = ScriptedTransport([.json(PageText.of(["a"], next: link)), .json(PageText.of(["b"]))])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.families.list().all().count == 2)
    #expect(transport.requests.last?.query == "page=2&limit=100")
  }

  @Test("N8: products whose associations hold null are read")
  func nullInAssociations() async throws {
    let item = #"""
      {"uuid":"8945388d-cf5b-49af-8799-05d1ed6e296f","associations":{"X":{"products":[null,"a"],"product_models":[null]}}}
      """#
    let client = try ClientUnderTest.make(ScriptedTransport([.json(PageText.with(items: item))]))
    #expect(try await client.products.list().all().count == 1)
  }

  @Test("N28: a token and its refresh token that both die between two pages do not end the list")
  func tokensDieBetweenPages() async throws {
    let server = TokenServer()
    server.change { $0.refreshTokensAreDead = true }
    let paged = PagedServer(tokens: server)
    let client = try ClientUnderTest.make(
      paged, credentials: .password(clientID: "c", secret: "s", username: "u", password: "p"))
    var codes: [Code<Family>] = []
    for try await page in client.families.list().pages {
      codes += page.items.map(\.code)
      server.expire()
    }
    #expect(codes == ["f1", "f2", "f3"])
    #expect(server.grants == ["password", "refresh", "password", "refresh", "password"])
  }

  @Test("N27: a storm of 429 without Retry-After ends in one error that leaves a position to go on from")
  func rateLimitStorm() async throws {
    let storm = Gate()
    let transport = ScriptedTransport { request, _ in
      let page = Int(request.parameter("page") ?? "1") ?? 1
      if page == 2, !storm.isOpen { return HTTPResponse(status: 429) }
      let next = page < 3 ? "/api/rest/v1/families?page=\(page + 1)&limit=100" : nil
      return HTTPResponse(status: 200, body: HTTPBody(PageText.of(["f\(page)"], next: next)))
    }
    let listing = try ClientUnderTest.make(transport).families.list()
    var pages = listing.pages.makeAsyncIterator()
    let token = try #require(try await pages.next()?.next)
    let error = try await failure { () async throws(CatalogError) in try await pages.next() }
    #expect(error.code == .rateLimited)
    storm.open()
    #expect(try await listing.resuming(at: token).all().map(\.code) == ["f2", "f3"])
  }

  /// Three pages behind a token server.
  private struct PagedServer: HTTPTransport {
    let tokens: TokenServer

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      let answer = try await tokens.send(request)
      guard answer.status == 200, request.method == .get else { return answer }
      let page = Int(RecordedRequest(request, body: []).parameter("page") ?? "1") ?? 1
      let next = page < 3 ? "/api/rest/v1/families?page=\(page + 1)&limit=100" : nil
      return HTTPResponse(status: 200, body: HTTPBody(PageText.of(["f\(page)"], next: next)))
    }
  }
}
