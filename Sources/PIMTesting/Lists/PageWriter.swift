/// Puts a page together: links, count and items (N20 to N22).
struct PageWriter {
  let json: ServerJSON
  let links: LinkWriter
  var edits = PageEdits()
  var itemsKey = "items"

  /// A page of `search_after`. There is a `next` when the page is full, even when nothing follows (N21).
  func searchAfter(
    _ items: [[UInt8]], path: String, query: QueryItems, cursor: String?, last: String?, isFull: Bool
  ) -> [UInt8] {
    var first = query
    first["search_after"] = nil
    var own = first
    own["search_after"] = cursor
    var next = first
    next["search_after"] = last.map(Cursor.write)
    var all = NodeObject([
      ("self", links.href(path, own)),
      ("first", links.href(path, first)),
    ])
    if isFull, last != nil { all["next"] = edited(next, own: own, path: path) }
    return page(all, [], items)
  }

  /// A page of page pagination, counted where it was asked for.
  func offset(
    _ items: [[UInt8]], path: String, query: QueryItems, page number: Int, isFull: Bool, count: Int?
  ) -> [UInt8] {
    func at(_ page: Int) -> QueryItems {
      var query = query
      query["page"] = "\(page)"
      return query
    }
    var all = NodeObject([("self", links.href(path, at(number))), ("first", links.href(path, at(1)))])
    if number > 1 { all["previous"] = links.href(path, at(number - 1)) }
    if isFull { all["next"] = edited(at(number + 1), own: at(number), path: path) }
    var data: [(String, Node)] = [("current_page", Node(number))]
    if let count { data.append(("items_count", Node(count))) }
    return page(all, data, items)
  }

  private func edited(_ next: QueryItems, own: QueryItems, path: String) -> Node? {
    switch edits.next {
    case .keep: return links.href(path, next)
    case .drop: return nil
    case .same: return links.href(path, own)
    case .origin(let origin): return links.href(path, next, origin: origin)
    case .without(let name):
      var next = next
      next[name] = nil
      return links.href(path, next)
    }
  }

  private func page(_ links: NodeObject, _ data: [(String, Node)], _ items: [[UInt8]]) -> [UInt8] {
    let kept =
      edits.holes.isEmpty ? items : items.enumerated().filter { !edits.holes.contains($0.offset) }.map(\.element)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(kept.reduce(1_024) { $0 + $1.count + 1 })
    bytes += Array("{\"_links\":".utf8)
    json.append(links, to: &bytes)
    for (name, node) in data {
      bytes += Array(",\"\(name)\":".utf8)
      json.append(node, to: &bytes)
    }
    bytes += Array(",\"_embedded\":{\"\(itemsKey)\":[".utf8)
    for (place, item) in kept.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: item)
    }
    bytes += Array("]}}".utf8)
    return bytes
  }

  /// Gives an item its `_links`, before everything else in it.
  func linked(_ item: [UInt8], _ itemLinks: NodeObject) -> [UInt8] {
    var bytes = Array("{\"_links\":".utf8)
    json.append(itemLinks, to: &bytes)
    let rest = item.dropFirst()
    if rest.first != UInt8(ascii: "}") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: rest)
    return bytes
  }
}

/// What a fault does to a page.
struct PageEdits: Sendable {
  enum Next: Sendable { case keep, drop, same, origin(String), without(String) }

  var next = Next.keep
  /// Places on the page whose items are missing.
  var holes: Set<Int> = []
}

/// Writes the addresses that answers name.
struct LinkWriter {
  let origin: String
  let drops: Set<String>

  init(_ request: IncomingRequest, _ dialect: ServerDialect) {
    origin = dialect.linkOrigin ?? request.origin
    drops = dialect.linksDrop
  }

  func href(_ path: String, _ query: QueryItems = QueryItems(), origin other: String? = nil) -> Node {
    var query = query
    query.items.removeAll { drops.contains($0.name) }
    let text = query.text
    return ["href": .string((other ?? origin) + path + (text.isEmpty ? "" : "?\(text)"))]
  }
}
