internal import CatalogJSON
internal import PIMClient

/// The sandbox's inside: everything that an answer depends on beside the request.
struct SandboxServer: Sendable {
  var store: CatalogStore
  var tokens: TokenBook
  var dialect: ServerDialect
  var now: CivilTime
  /// Resources that the connection may not read.
  var denied: Set<CatalogFile> = []
  var matchesAsked: Matches?

  var json: ServerJSON { ServerJSON(escapes: dialect.escapesJSON) }

  /// Answers a request. Nothing but the request and what is kept here decides.
  mutating func answer(_ request: IncomingRequest, edits: PageEdits = PageEdits()) -> ServerAnswer {
    guard request.address.utf8.count <= dialect.addressLimit else {
      return .html("414 Request-URI Too Large", status: 414)
    }
    do throws(Refusal) {
      return try route(request, edits: edits)
    } catch {
      var answer = ServerAnswer.json(json.bytes(error.body), status: error.status)
      answer.headers += error.headers
      return answer
    }
  }

  private mutating func route(_ request: IncomingRequest, edits: PageEdits) throws(Refusal) -> ServerAnswer {
    guard let route = Route(request.path, dialect: dialect) else {
      let short = String(request.path.dropLast())
      if request.isReading, request.path.hasSuffix("/"), Route(short, dialect: dialect) != nil {
        let query = request.query.text
        let location = request.origin + short + (query.isEmpty ? "" : "?\(query)")
        return ServerAnswer(status: 301, headers: [("Location", location), ("Content-Type", "text/html")])
      }
      throw Refusal(404, "No route found for \"\(request.method) \(request.path)\"")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard route.methods.contains(method) else {
      let allowed = route.methods.joined(separator: ", ")
      var refusal = Refusal(
        405, "No route found for \"\(request.method) \(request.path)\": Method Not Allowed (Allow: \(allowed))")
      refusal.headers = [("Allow", allowed)]
      throw refusal
    }
    switch route {
    case .token: return try grantToken(request)
    case .root: return root(request)
    default:
      try authenticate(request)
      try checkPermission(route)
      try checkHeaders(request, route)
      return try serve(route, request, edits: edits)
    }
  }

  private mutating func serve(
    _ route: Route, _ request: IncomingRequest, edits: PageEdits
  ) throws(Refusal) -> ServerAnswer {
    switch route {
    case .token, .root, .systemInformation:
      let body: NodeObject = NodeObject([("version", .string(dialect.version)), ("edition", .string(dialect.edition))])
      return .json(json.bytes(body))
    case .list(let resource, let parents): return try list(resource, parents, request, edits: edits)
    case .item(let resource, let parents, let code): return try item(resource, parents, code, request)
    case .products(let form): return try products(form, request, request.query, edits: edits)
    case .product(let form, let code): return try product(form, code, request)
    case .draft(let form, let code): return try draft(form, code)
    case .productSearch: return try searchProducts(request, edits: edits)
    case .mediaFiles: return try mediaFiles(request, edits: edits)
    case .mediaFile(let code): return try mediaFile(code, request)
    case .download(let kind, let code): return try download(kind, code, request)
    }
  }

  // MARK: Before anything is served

  private func authenticate(_ request: IncomingRequest) throws(Refusal) {
    let header = request.headers["Authorization"] ?? ""
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw Refusal(401, "Authentication is required")
    }
    if let refusal = tokens.refusal(of: String(parts[1]).trimmedSpaces, now: now) { throw refusal }
  }

  private func checkPermission(_ route: Route) throws(Refusal) {
    let (file, plural): (CatalogFile, String) =
      switch route {
      case .list(let resource, _), .item(let resource, _, _): (resource.file, resource.plural)
      case .products(let form), .product(let form, _), .draft(let form, _):
        (form.file, form == .model ? "product models" : "products")
      case .productSearch: (.products, "products")
      case .mediaFiles, .mediaFile, .download: (.mediaFiles, "media files")
      case .token, .root, .systemInformation: (.mediaContents, "")
      }
    guard !denied.contains(file) else {
      throw Refusal(403, "Access forbidden. You are not allowed to list \(plural).")
    }
  }

  private func checkHeaders(_ request: IncomingRequest, _ route: Route) throws(Refusal) {
    if case .download = route { return }
    if request.isReading, let accept = request.headers["Accept"] {
      let ranges = accept.split(separator: ",").map { range in
        String(range.split(separator: ";").first ?? "").trimmedSpaces.lowercased()
      }
      let isFine = ranges.contains { $0 == "application/json" || $0 == "*/*" || $0 == "application/*" }
      guard isFine else {
        throw Refusal(
          406, "\"\(accept)\" in \"Accept\" header is not valid. Only \"application/json\" is allowed.")
      }
    }
    if !request.isReading { try checkContentType(request, ["application/json"]) }
  }

  func checkContentType(_ request: IncomingRequest, _ allowed: [String]) throws(Refusal) {
    let list = allowed.joined(separator: "\" or \"")
    guard let type = request.contentType, !type.isEmpty else {
      throw Refusal(415, "The \"Content-Type\" header is missing. \"\(list)\" has to be specified as value.")
    }
    guard allowed.contains(type) else {
      throw Refusal(
        415,
        "\"\(type)\" in \"Content-Type\" header is not valid. Only \"\(list)\" \(allowed.count > 1 ? "are" : "is") allowed."
      )
    }
  }
}
