import CatalogJSON
import CatalogModels

/// The request for the first page of a list, or of a part of it.
struct PageRequest: Hashable, Sendable {
  var method: HTTPMethod
  var path: String
  var query: QueryParameters
  var body: [UInt8] = []

  /// The call for the page at a target: the first one, or one to which a link of the server's led.
  func call(_ target: String? = nil) -> Call {
    var call = Call(method: method, path: path, query: query.encoded, body: body)
    if !body.isEmpty { call.contentType = "application/json" }
    if let target {
      let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      call.query = parts.count > 1 ? String(parts[1]) : ""
    }
    return call
  }

  /// What the body says, in short, `nil` without one.
  var bodyFingerprint: String? {
    guard !body.isEmpty else { return nil }
    var hasher = FingerprintHasher()
    hasher.combine(body)
    return hasher.finalize().hex
  }

  /// The encoded path and query of the first page.
  var target: String { call().target }
}

// MARK: From a query to requests

extension PageRequest {
  /// What the API takes at most (N23).
  private enum Bound {
    static let criteria = 20
    static let listItems = 800
    static let attributes = 800
  }

  /// The requests that answer a query together: one, unless its lists of codes are too long for one.
  static func plan<Item>(
    _ query: Query<Item>, _ resource: Resource<Item>, _ configuration: CatalogClient.Configuration,
    counting: Bool = false
  ) throws(CatalogError) -> [PageRequest] {
    if let reason = query.contradiction { throw CatalogError(.invalidArgument, reason.message, advice: reason.advice) }
    let path = try resource.path.encoded()
    let fixed = parameters(query, resource, configuration, counting)
    func request(_ query: Query<Item>) throws(CatalogError) -> PageRequest {
      var all = fixed
      for (name, value) in try members(of: query, resource, configuration) { all.append(name, value) }
      return PageRequest(method: .get, path: path, query: all)
    }
    func halves() throws(CatalogError) -> [PageRequest]? {
      guard let (first, second) = query.halves() else { return nil }
      return try plan(first, resource, configuration, counting: counting)
        + plan(second, resource, configuration, counting: counting)
    }

    let whole = try request(query)
    if query.keepsLimits, whole.target.utf8.count <= configuration.addressLimit { return [whole] }
    // Cutting works on every server, so it comes first wherever it can make the address short enough.
    if try request(query.withShortestLists).target.utf8.count <= configuration.addressLimit,
      let cut = try halves()
    {
      return cut
    }
    if let searchPath = resource.searchPath {
      if query.keepsLimits, query.fits(Bound.criteria, Bound.listItems, Bound.attributes) {
        let members = try members(of: query, resource, configuration).map { name, value in
          // Switches are true or false in a body; everything else, the search included, is a string.
          let isSwitch = name.hasPrefix("with_") || name == "convert_measurements"
          return (name, isSwitch ? JSONSlice(bool: value == "true") : JSONSlice(string: value))
        }
        return [
          PageRequest(
            method: .post, path: try searchPath.encoded(), query: fixed,
            body: Array(JSONSlice(object: members).utf8))
        ]
      }
      if let cut = try halves() { return cut }
    }
    throw CatalogError(
      .invalidArgument, "the query is too long for one request and has no list that could be cut",
      advice: "Give fewer filters, attributes or codes; lists that exclude cannot be cut.", request: "GET \(path)")
  }

  /// The parameters that say what is looked for and what items bring.
  private static func members<Item>(
    of query: Query<Item>, _ resource: Resource<Item>, _ configuration: CatalogClient.Configuration
  ) throws(CatalogError) -> [(String, String)] {
    let search = try query.search(serverSecondsFromGMT: configuration.serverSecondsFromGMT)
    return (search.map { [("search", $0.text)] } ?? []) + query.parameters(resource.channelParameter)
  }

  private static func parameters<Item>(
    _ query: Query<Item>, _ resource: Resource<Item>, _ configuration: CatalogClient.Configuration, _ counting: Bool
  ) -> QueryParameters {
    var parameters = QueryParameters()
    if case .cursorOrPages = resource.lists {
      let byPage = counting || query.paging == .page
      parameters["pagination_type"] = byPage ? "page" : "search_after"
    }
    if resource.takesLimit {
      let size = counting ? 1 : query.pageSize ?? configuration.pageSize
      parameters["limit"] = "\(min(max(size, 1), 100))"
    }
    let countsWhileReading = query.countsItems && resource.counts && parameters["pagination_type"] != "search_after"
    if counting || countsWhileReading { parameters["with_count"] = "true" }
    return parameters
  }
}
