internal import CatalogJSON

/// Products and product models.
extension SandboxServer {
  mutating func products(
    _ form: ProductForm, _ request: IncomingRequest, _ query: QueryItems, edits: PageEdits, path: String? = nil
  ) throws(Refusal) -> ServerAnswer {
    let search = try Self.search(query)
    let page = try PageRequest(query, knowsSearchAfter: true)
    let projection = try Projection(query, form: form, store: store)
    let tests = try tests(form, search, projection, query)
    var own = Self.links(query, page, search)
    if path != nil { own.items.removeAll { !Self.searchParameters.contains($0.name) } }
    let writer = writer(request, edits)
    let place = CatalogStore.Place(form.file)
    switch page.kind {
    case .searchAfter:
      let found = try scan(place, after: page.cursor, limit: page.limit, tests: tests)
      return .json(
        writer.searchAfter(
          items(found[...], form, projection, writer), path: path ?? form.path, query: own, cursor: page.cursor,
          last: found.last, isFull: found.count == page.limit))
    case .offset:
      let (end, overflows) = page.page.multipliedReportingOverflow(by: page.limit)
      guard !overflows, end <= dialect.pagedItemsLimit else {
        throw Refusal(
          422,
          "You have reached the maximum number of pages you can retrieve with the \"page\" pagination type. "
            + "Please use the search after pagination type instead",
          documentation: "http://api.akeneo.com/documentation/pagination.html#the-search-after-method")
      }
      let keys = matches(place, tests, query)
      let shown = keys[min(end - page.limit, keys.count)...].prefix(page.limit)
      return .json(
        writer.offset(
          items(shown, form, projection, writer), path: path ?? form.path, query: own, page: page.page,
          isFull: shown.count == page.limit, count: page.countsItems ? keys.count : nil))
    }
  }

  func product(_ form: ProductForm, _ code: String, _ request: IncomingRequest) throws(Refusal) -> ServerAnswer {
    let found = try found(form, code)
    let projection = try Projection(request.query, form: form, store: store)
    let rendering = ProductRendering(form: form, projection: projection, store: store, dialect: dialect)
    return .json(json.bytes(shape(rendering.object(found))))
  }

  /// A draft is there when the row's `metadata` speaks of one; it shows the row, for the sandbox knows no other state.
  func draft(_ form: ProductForm, _ code: String) throws(Refusal) -> ServerAnswer {
    let found = try found(form, code)
    let status = found.json["metadata"]?["workflow_status"]?.string
    guard status == "draft_in_progress" || status == "proposal_waiting_for_approval" else {
      let name = form == .model ? "product model" : "product"
      throw Refusal(404, "There is no draft created for the \(name) \"\(code)\". You should create one.")
    }
    let rendering = ProductRendering(form: form, projection: Projection(), store: store, dialect: dialect)
    return .json(json.bytes(shape(rendering.object(found))))
  }

  private func found(_ form: ProductForm, _ code: String) throws(Refusal) -> StoredItem {
    let found =
      switch form {
      case .uuid: store.item(.products, code)
      case .identifier: store.product(identifiedBy: code)
      case .model: store.item(.productModels, code)
      }
    if let found { return found }
    if form == .uuid, !Self.isUUID(code) { throw Refusal(400, "The provided uuid is not valid") }
    let name = form == .model ? "Product model" : "Product"
    throw Refusal(404, "\(name) \"\(code)\" does not exist or you do not have permission to access it.")
  }

  // MARK: Helpers

  private static let searchParameters: Set<String> = ["page", "with_count", "pagination_type", "limit", "search_after"]

  private static func search(_ query: QueryItems) throws(Refusal) -> JSONSlice? {
    guard let text = query["search"] else { return nil }
    guard let json = try? JSONSlice(parsing: Array(text.utf8)), json.kind == .object || json.kind == .array else {
      throw Refusal(400, "Search query parameter should be valid JSON.")
    }
    return json
  }

  private func tests(
    _ form: ProductForm, _ search: JSONSlice?, _ projection: Projection, _ query: QueryItems
  ) throws(Refusal) -> [ItemTest] {
    var tests: [ItemTest] = []
    // N13: who has no identifier is not there.
    if form == .identifier { tests.append { item, _ in item.facts?.identifier != nil } }
    // N12: the channel's tree only.
    if let scope = projection.scope, let tree = store.tree(of: scope) {
      tests.append { item, _ in item.facts?.categories.contains { tree.contains($0) } ?? false }
    }
    if let code = query["search_scope"], store.item(.channels, code) == nil {
      throw .unprocessable("Scope \"\(code)\" does not exist.")
    }
    let filters = ProductFilters(
      form: form, store: store, dialect: dialect, now: now, searchLocale: query["search_locale"],
      searchScope: query["search_scope"])
    return tests + (try filters.tests(search ?? .emptyObject))
  }

  /// All keys that pass, in order.
  private mutating func matches(_ place: CatalogStore.Place, _ tests: [ItemTest], _ query: QueryItems) -> [String] {
    let keys = store[place].keys()
    guard !tests.isEmpty else { return keys }
    var question = query
    for name in ["page", "limit", "with_count"] { question[name] = nil }
    let asked = Matches.Question(place: place, query: question, revision: store.revision, now: now)
    if let known = matchesAsked, known.question == asked { return known.keys }
    let table = store[place]
    let found = keys.filter { key in
      guard let item = table[key: key] else { return false }
      return tests.allSatisfy { $0(item, store) }
    }
    matchesAsked = Matches(question: asked, keys: found)
    return found
  }

  /// The parameters that links of product lists name, in the server's order.
  private static func links(_ query: QueryItems, _ page: PageRequest, _ search: JSONSlice?) -> QueryItems {
    var links = QueryItems()
    if page.kind == .offset { links["page"] = "\(page.page)" }
    links["with_count"] = query["with_count"] ?? "false"
    links["pagination_type"] = page.kind == .offset ? "page" : "search_after"
    links["limit"] = "\(page.limit)"
    if let search, search[0] != nil || search.members.contains(where: { _ in true }) {
      links["search"] = String(decoding: ServerJSON(escapes: true).bytes(Node(search)), as: UTF8.self)
    }
    for name in ["scope", "search_scope", "locales", "search_locale", "attributes"] { links[name] = query[name] }
    for item in query.items where item.name.hasPrefix("with_") || item.name == "convert_measurements" {
      if item.name != "with_count", item.value == "true" { links[item.name] = item.value }
    }
    return links
  }

  private mutating func items(
    _ keys: ArraySlice<String>, _ form: ProductForm, _ projection: Projection, _ writer: PageWriter
  ) -> [[UInt8]] {
    // In two steps: nothing but `self` may hold the store when it is changed, or all of it would be copied.
    let written = written(keys, form, projection, writer)
    for (key, bytes) in written.fresh { store.remember(bytes, of: key, in: CatalogStore.Place(form.file)) }
    return written.items
  }

  private func written(
    _ keys: ArraySlice<String>, _ form: ProductForm, _ projection: Projection, _ writer: PageWriter
  ) -> (items: [[UInt8]], fresh: [(key: String, bytes: [UInt8])]) {
    let rendering = ProductRendering(form: form, projection: projection, store: store, dialect: dialect)
    // What is shown as it is kept is written once; the identifier form of products is the rarer one.
    let keeps = projection.isPlain && form != .identifier
    var items: [[UInt8]] = []
    var fresh: [(key: String, bytes: [UInt8])] = []
    let table = store[CatalogStore.Place(form.file)]
    for key in keys {
      guard let item = table[key: key] else { continue }
      let name = form == .identifier ? item.facts?.identifier ?? item.code : item.code
      let own = NodeObject([("self", writer.links.href("\(form.path)/\(Percent.path(name))"))])
      if keeps, let wire = item.wire, wire.identities == store.identities {
        items.append(writer.linked(wire.bytes, own))
        continue
      }
      let bytes = json.bytes(shape(rendering.object(item)))
      if keeps { fresh.append((key, bytes)) }
      items.append(writer.linked(bytes, own))
    }
    return (items, fresh)
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(\.isHexDigit)
  }
}

/// The answer to the last filtered question of page pagination, so that its pages do not each ask the whole catalog.
struct Matches: Sendable {
  struct Question: Sendable, Hashable {
    let place: CatalogStore.Place
    let query: QueryItems
    let revision: Int
    let now: CivilTime
  }

  let question: Question
  let keys: [String]
}
