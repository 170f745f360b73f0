internal import CatalogJSON

/// Lists and items of all resources but products and media files.
extension SandboxServer {
  mutating func list(
    _ resource: Resource, _ parents: [String], _ request: IncomingRequest, edits: PageEdits
  ) throws(Refusal) -> ServerAnswer {
    let place = try place(of: resource, parents)
    var query = request.query
    let rendering = try rendering(resource.file, request)
    switch resource.paging {
    case .whole:
      let keys = store[place].keys()
      let rows = keys.compactMap { store[place][key: $0] }.map { Node.object(shape(rendering.object($0))) }
      return .json(json.bytes(.array(rows)))
    case .offset:
      let page = try PageRequest(query, knowsSearchAfter: false)
      let keys = try filtered(resource, place, query)
      let defaults = [("page", "\(page.page)"), ("limit", "\(page.limit)"), ("with_count", "\(page.countsItems)")]
      query = Self.completed(query, with: defaults)
      let (start, overflows) = (page.page - 1).multipliedReportingOverflow(by: page.limit)
      let shown = keys[(overflows ? keys.count : min(start, keys.count))...].prefix(page.limit)
      let writer = writer(request, edits, for: resource)
      return .json(
        writer.offset(
          items(shown, place, resource, parents, rendering, writer), path: resource.path(parents), query: query,
          page: page.page, isFull: shown.count == page.limit, count: page.countsItems ? keys.count : nil))
    case .searchAfter:
      let page = PageRequest(query, pageSize: dialect.unlimitedPageSize)
      let test = try entityTest(place, query)
      let found = try scan(place, after: page.cursor, limit: page.limit, tests: test.map { [$0] } ?? [])
      let writer = writer(request, edits, for: resource)
      return .json(
        writer.searchAfter(
          items(found[...], place, resource, parents, rendering, writer), path: resource.path(parents), query: query,
          cursor: page.cursor, last: found.last, isFull: found.count == page.limit))
    }
  }

  mutating func item(
    _ resource: Resource, _ parents: [String], _ code: String, _ request: IncomingRequest
  ) throws(Refusal) -> ServerAnswer {
    let place = try place(of: resource, parents)
    guard let item = store.item(place, code) else {
      throw Refusal(404, Self.absence(of: resource, code, parents))
    }
    let rendering = try rendering(resource.file, request)
    var object = shape(rendering.object(item))
    let links = rendering.links(of: item)
    if !links.isEmpty { object.prepend("_links", .object(NodeObject(links))) }
    return .json(json.bytes(object))
  }

  // MARK: Helpers

  /// Checks that what a resource belongs to is there.
  private func place(of resource: Resource, _ parents: [String]) throws(Refusal) -> CatalogStore.Place {
    guard let first = parents.first else { return CatalogStore.Place(resource.file) }
    let owners: [CatalogFile: (CatalogFile, String)] = [
      .familyVariants: (.families, "Family"), .attributeOptions: (.attributes, "Attribute"),
      .referenceEntityAttributes: (.referenceEntities, "Reference entity"),
      .referenceEntityAttributeOptions: (.referenceEntities, "Reference entity"),
      .referenceEntityRecords: (.referenceEntities, "Reference entity"),
      .assetFamilyAttributes: (.assetFamilies, "Asset family"),
      .assetFamilyAttributeOptions: (.assetFamilies, "Asset family"), .assets: (.assetFamilies, "Asset family"),
    ]
    guard let (owner, name) = owners[resource.file], store.item(owner, first) != nil else {
      throw Refusal(404, "\(owners[resource.file]?.1 ?? resource.name) \"\(first)\" does not exist.")
    }
    if resource.file == .attributeOptions, let attribute = store.attribute(first) {
      let types = ["pim_catalog_simpleselect", "pim_catalog_multiselect"]
      guard types.contains(attribute.type) else {
        throw Refusal(
          404,
          "Attribute \"\(attribute.code)\" does not support options. Only attributes of type "
            + "\"\(types.joined(separator: "\", \""))\" support options.")
      }
    }
    let keys = parents.enumerated().map { resource.file.mindsCase && $0.offset == 0 ? $0.element : folded($0.element) }
    if parents.count == 2 {
      let attributes: CatalogFile =
        resource.file == .assetFamilyAttributeOptions ? .assetFamilyAttributes : .referenceEntityAttributes
      guard store.item(CatalogStore.Place(attributes, [keys[0]]), parents[1]) != nil else {
        throw Refusal(404, "Attribute \"\(parents[1])\" does not exist for \(name.lowercased()) \"\(first)\".")
      }
    }
    return CatalogStore.Place(resource.file, keys)
  }

  private static func absence(of resource: Resource, _ code: String, _ parents: [String]) -> String {
    switch resource.file {
    case .attributeOptions:
      "Attribute option \"\(code)\" does not exist or is not an option of the attribute \"\(parents[0])\"."
    case .referenceEntityRecords: "Record \"\(code)\" does not exist for the reference entity \"\(parents[0])\"."
    case .assets: "Asset \"\(code)\" does not exist for the asset family \"\(parents[0])\"."
    default: "\(resource.name) \"\(code)\" does not exist."
    }
  }

  private func rendering(_ file: CatalogFile, _ request: IncomingRequest) throws(Refusal) -> ItemRendering {
    var rendering = ItemRendering(
      file: file, store: store, dialect: dialect, links: LinkWriter(request, dialect), query: request.query)
    guard file == .referenceEntityRecords || file == .assets else { return rendering }
    if let code = request.query["channel"] {
      guard let channel = store.item(.channels, code) else {
        throw .unprocessable("Channel \"\(code)\" does not exist.")
      }
      rendering.channel = channel.code
    }
    if let text = request.query["locales"] {
      let codes = text.split(separator: ",").map { String($0).trimmedSpaces }
      try ProductFilters.check(locales: codes, in: store)
      rendering.locales = Set(codes.compactMap { store.item(.locales, $0)?.code })
    }
    return rendering
  }

  private func entityTest(_ place: CatalogStore.Place, _ query: QueryItems) throws(Refusal) -> ItemTest? {
    guard place.file == .referenceEntityRecords || place.file == .assets, let search = query["search"] else {
      return nil
    }
    return try EntityFilters(
      place: place, attributes: store.entityAttributes(of: place), store: store, now: now, channel: query["channel"],
      locales: query["locales"]?.split(separator: ",").map(String.init)
    ).test(search)
  }

  private mutating func filtered(
    _ resource: Resource, _ place: CatalogStore.Place, _ query: QueryItems
  ) throws(Refusal) -> [String] {
    let keys = resource.file == .categories ? store.categoriesInOrder() : store[place].keys()
    guard !resource.filters.isEmpty, let search = query["search"], !search.isEmpty else { return keys }
    let tests = try StructureFilters(resource: resource, store: store, dialect: dialect, now: now).tests(search)
    let table = store[place]
    return keys.filter { key in
      guard let item = table[key: key] else { return false }
      return tests.allSatisfy { $0(item, store) }
    }
  }

  private func items(
    _ keys: ArraySlice<String>, _ place: CatalogStore.Place, _ resource: Resource, _ parents: [String],
    _ rendering: ItemRendering, _ writer: PageWriter
  ) -> [[UInt8]] {
    let path = resource.path(parents)
    let table = store[place]
    return keys.compactMap { key in
      guard let item = table[key: key] else { return nil }
      let own = [("self", writer.links.href("\(path)/\(Percent.path(item.code))"))] + rendering.links(of: item)
      return writer.linked(json.bytes(shape(rendering.object(item))), NodeObject(own))
    }
  }

  func writer(_ request: IncomingRequest, _ edits: PageEdits, for resource: Resource? = nil) -> PageWriter {
    var writer = PageWriter(json: json, links: LinkWriter(request, dialect), edits: edits)
    let isUnder =
      resource?.file == .assets && dialect.putsAssetsUnderUnderscore
      || resource?.file == .assetFamilies && dialect.putsAssetFamiliesUnderUnderscore
    if isUnder { writer.itemsKey = "_items" }
    return writer
  }

  func shape(_ object: NodeObject) -> NodeObject { ShapeDialect(dialect: dialect).shaped(object) }

  /// Keys behind a cursor that pass all tests, as many as fit on a page. The catalog is walked once in all pages.
  mutating func scan(
    _ place: CatalogStore.Place, after cursor: String?, limit: Int, tests: [ItemTest]
  ) throws(Refusal) -> [String] {
    let keys = store[place].keys()
    let table = store[place]
    var position = 0
    if let cursor { position = table.firstPlace(after: try Cursor.read(cursor)) }
    var found: [String] = []
    while position < keys.count, found.count < limit {
      if let item = table[key: keys[position]], tests.allSatisfy({ $0(item, store) }) { found.append(keys[position]) }
      position += 1
    }
    return found
  }

  /// A query with the parameters that the server adds, those first.
  static func completed(_ query: QueryItems, with defaults: [(String, String)]) -> QueryItems {
    var result = QueryItems()
    for (name, value) in defaults { result[name] = query[name] ?? value }
    for item in query.items { result[item.name] = item.value }
    return result
  }
}
