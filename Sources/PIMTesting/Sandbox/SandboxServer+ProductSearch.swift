internal import CatalogJSON

extension SandboxServer {
  /// `POST /products-uuid/search`: what the query of a list says stands in the body (N20, N23).
  mutating func searchProducts(_ request: IncomingRequest, edits: PageEdits) throws(Refusal) -> ServerAnswer {
    let body = request.body.isEmpty ? JSONSlice.emptyObject : try request.json()
    var query = request.query
    for (name, value) in body.members where !value.isNull {
      switch name {
      case "search":
        guard let text = value.string else {
          throw .unprocessable("Property \"search\" expects a string as data, \"\(Criterion.phpType(value))\" given.")
        }
        query["search"] = text
        try Self.checkBounds(text)
      case "attributes" where (value.string ?? "").split(separator: ",").count > 800:
        throw .unprocessable("You cannot request more than 800 attributes.")
      default: query[name] = value.string ?? value.text
      }
    }
    return try products(.uuid, request, query, edits: edits, path: "/api/rest/v1/products-uuid/search")
  }

  private static func checkBounds(_ search: String) throws(Refusal) {
    guard let json = try? JSONSlice(parsing: Array(search.utf8)) else { return }
    var criteria = 0
    for (_, conditions) in json.members {
      for condition in conditions.elements {
        criteria += 1
        guard (condition["value"]?.elements).map({ Array($0).count }) ?? 0 <= 800 else {
          throw .unprocessable("A search criterion cannot have more than 800 values.")
        }
      }
    }
    guard criteria <= 20 else { throw .unprocessable("You cannot search by more than 20 criteria.") }
  }
}
