import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct ListingTests {
  private static let families = "/api/rest/v1/families"

  /// Pages of one family each, `f0` to the last.
  private static func pages(_ count: Int) -> ScriptedTransport {
    ScriptedTransport { request, _ in
      let page = Int(request.parameter("page") ?? "1") ?? 1
      let next = page < count ? "\(families)?page=\(page + 1)&limit=100" : nil
      return HTTPResponse(
        status: 200, headers: ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"],
        body: HTTPBody(PageText.of(["f\(page - 1)"], next: next)))
    }
  }

  @Test("Reading goes on from a page's token, also after the token was kept as JSON")
  func resuming() async throws {
    let transport = Self.pages(4)
    let listing = try ClientUnderTest.make(transport).families.list()
    var pages = listing.pages.makeAsyncIterator()
    _ = try await pages.next()
    let token = try #require(try await pages.next()?.next)
    let kept = try JSONDecoder().decode(PageToken.self, from: JSONEncoder().encode(token))
    #expect(kept == token)
    #expect(try await listing.resuming(at: kept).all().map(\.code) == ["f2", "f3"])
    #expect(try await listing.all().map(\.code) == ["f0", "f1", "f2", "f3"])
  }

  @Test("A list is read whole, up to a number of items, or no further than its first item")
  func collecting() async throws {
    let transport = Self.pages(3)
    let families = try ClientUnderTest.make(transport).families
    #expect(try await families.list().all(upTo: 3).map(\.code) == ["f0", "f1", "f2"])
    let asked = transport.requests.count
    let error = try await failure { () async throws(CatalogError) in try await families.list().all(upTo: 1) }
    #expect(error.code == .payloadTooLarge && error.message.contains("more than the 1 "))
    #expect(transport.requests.count == asked + 2, "reading ends with the page that is too much")
    #expect(try await families.list().first()?.code == "f0")
    #expect(transport.requests.count == asked + 3)
    let empty = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.of([]))) }
    #expect(try await ClientUnderTest.make(empty).families.list().first() == nil)
  }

  @Test("A token of another list or query is refused")
  func foreignToken() async throws {
    let transport = Self.pages(4)
    let client = try ClientUnderTest.make(transport)
    var pages = client.families.list(.where(.hasProducts(true))).pages.makeAsyncIterator()
    // The script's links lose the filter, so the token comes from a list without one.
    await #expect(throws: CatalogError.self) { _ = try await pages.next() }
    var plain = client.families.list().pages.makeAsyncIterator()
    let token = try #require(try await plain.next()?.next)
    for error in [
      try await failure { () async throws(CatalogError) in try await client.attributes.list().resuming(at: token).all()
      },
      try await failure { () async throws(CatalogError) in
        try await client.families.list(.where(.hasProducts(true))).resuming(at: token).all()
      },
    ] {
      #expect(error.code == .invalidArgument)
    }
  }

  @Test("A page says what the server's clock showed")
  func serverTimeOfPage() async throws {
    var pages = try ClientUnderTest.make(Self.pages(1)).families.list().pages.makeAsyncIterator()
    let page = try #require(try await pages.next())
    #expect(page.serverTime == Date(timeIntervalSince1970: 784_111_777))
    #expect(page.next == nil)
    #expect(try await pages.next() == nil)
  }

  @Test("The next page is asked for before the present one is used, and no further one")
  func readingAhead() async throws {
    let transport = Self.pages(5)
    let client = try ClientUnderTest.make(transport) { $0.readsAhead = true }
    var items = client.families.list().makeAsyncIterator()
    #expect(try await items.next()?.code == "f0")
    try await until { transport.requests.count >= 2 }
    for _ in 0..<100 { await Task.yield() }
    #expect(transport.requests.count == 2)
    #expect(try await items.next()?.code == "f1")
    try await until { transport.requests.count >= 3 }
  }

  @Test("A page is delivered before the error of the one asked for ahead, and nothing comes after an error")
  func errorOfPageAhead() async throws {
    let transport = ScriptedTransport([
      .json(PageText.of(["a"], next: "\(Self.families)?page=2&limit=100")), .status(404, [:], ""),
      .json(PageText.of(["b"])),
    ])
    let client = try ClientUnderTest.make(transport) { $0.readsAhead = true }
    var items = client.families.list().makeAsyncIterator()
    #expect(try await items.next()?.code == "a")
    let error = try await failure { () async throws(CatalogError) in try await items.next() }
    #expect(error.code == .notFound)
    #expect(try await items.next() == nil)
    #expect(transport.requests.count == 2)
  }

  @Test("Leaving the loop cancels the page asked for ahead")
  func leavingCancelsPageAhead() async throws {
    let cancelled = Gate()
    let transport = ScriptedTransport { _, number in
      if number == 0 {
        return HTTPResponse(
          status: 200, body: HTTPBody(PageText.of(["a"], next: "\(Self.families)?page=2&limit=100")))
      }
      do { try await Gate().wait() } catch { cancelled.open() }
      throw CancellationError()
    }
    let client = try ClientUnderTest.make(transport) { $0.readsAhead = true }
    for try await _ in client.families.list() {
      try await until { transport.requests.count >= 2 }
      break
    }
    try await cancelled.wait()
  }

  @Test("Cancelling the reader ends a page that was asked for ahead within that page")
  func cancellingReader() async throws {
    let transport = ScriptedTransport { _, number in
      if number > 0 { try await Gate().wait() }
      return HTTPResponse(
        status: 200, body: HTTPBody(PageText.of(["a"], next: "\(Self.families)?page=2&limit=100")))
    }
    let client = try ClientUnderTest.make(transport) { $0.readsAhead = true }
    let reader = Task { try await failure { () async throws(CatalogError) in try await client.families.list().all() } }
    try await until { transport.requests.count >= 2 }
    reader.cancel()
    #expect(try await reader.value.code == .cancelled)
  }

  @Test("The server's clock comes from any answer with a date", arguments: [200, 401, 404])
  func serverTime(_ status: Int) async throws {
    let transport = ScriptedTransport([.status(status, ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"], "")])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.serverTime() == Date(timeIntervalSince1970: 784_111_777))
    #expect(transport.requests.map(\.line) == ["GET /api/rest/v1"])
    #expect(transport.requests.first?.headers["Authorization"] == nil)
  }

  @Test("An answer without a date is an error", arguments: [[:], ["Date": "yesterday"]] as [[String: String]])
  func noServerTime(_ headers: [String: String]) async throws {
    let fields = HTTPHeaders(headers.map { (name: $0.key, value: $0.value) })
    let client = try ClientUnderTest.make(ScriptedTransport([.status(200, fields, "")]))
    let error = try await failure { () async throws(CatalogError) in try await client.serverTime() }
    #expect(error.code == .unexpectedContent)
  }
}
