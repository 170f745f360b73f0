import Foundation
import PIMClient
import Synchronization

/// Serves the products of a generated catalog, after some time for each call.
final class GeneratedServer: HTTPTransport {
  private struct State {
    var calls = 0
    var inFlight = 0
    var mostInFlight = 0
  }

  private let catalog: GeneratedCatalog
  private let latency: Duration
  private let state = Mutex(State())

  init(_ catalog: GeneratedCatalog, latency: Duration) {
    self.catalog = catalog
    self.latency = latency
  }

  var calls: Int { state.withLock { $0.calls } }
  var mostAtOnce: Int { state.withLock { $0.mostInFlight } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    state.withLock { state in
      state.calls += 1
      state.inFlight += 1
      state.mostInFlight = max(state.mostInFlight, state.inFlight)
    }
    defer { state.withLock { $0.inFlight -= 1 } }
    try await Task.sleep(for: latency)
    let body = await answer(request.url)
    return HTTPResponse(
      status: body == nil ? 422 : 200,
      headers: ["Content-Type": "application/json", "Date": "Mon, 02 Feb 2026 09:00:00 GMT"],
      body: HTTPBody(body ?? #"{"code":422,"message":"unknown filter"}"#))
  }

  @concurrent
  private func answer(_ url: URL) async -> String? {
    let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems ?? []
    func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
    guard url.path() == "/api/rest/v1/products-uuid", let search = GeneratedSearch(value("search")) else { return nil }
    let limit = value("limit").flatMap { Int($0) } ?? 10
    var start = value("search_after").flatMap { GeneratedCatalog.place(of: $0) }.map { $0 + 1 } ?? 0
    var toSkip = ((value("page").flatMap { Int($0) } ?? 1) - 1) * limit
    var found: [Int] = []
    while start < catalog.count, found.count < limit {
      if search.finds(start, in: catalog) {
        if toSkip > 0 { toSkip -= 1 } else { found.append(start) }
      }
      start += 1
    }
    var count = ""
    if value("with_count") == "true" {
      let all = (0..<catalog.count).reduce(0) { $0 + (search.finds($1, in: catalog) ? 1 : 0) }
      count = #","items_count":\#(all)"#
    }
    var next = ""
    if value("pagination_type") == "search_after", found.count == limit, let last = found.last {
      let query = (url.query() ?? "").split(separator: "&").filter { !$0.hasPrefix("search_after=") }
      let link =
        "https://pim.example.com\(url.path())?\(query.joined(separator: "&"))&search_after=\(catalog.uuid(last))"
      next = #","next":{"href":"\#(link)"}"#
    }
    let products = found.map(catalog.json).joined(separator: ",")
    return #"{"_links":{"self":{"href":"x"}\#(next)}\#(count),"_embedded":{"items":[\#(products)]}}"#
  }
}
