import SyncPlanner

extension Dashboard {
  private static let pageSize = 50

  /// Items by name or SKU, with the fields of C5.
  func items(_ text: String, in state: String?, after place: String?) async throws -> Page {
    let states = state.flatMap { SyncEngine.Item.State(rawValue: $0) }.map { Set([$0]) }
    let query = SyncEngine.ItemQuery(text, in: [.products, .productModels], states: states)
    let items = try await engine.items(query, after: place.flatMap { RecordKey(shown: $0) }, limit: Self.pageSize)
    var content: [String: Any] = [
      "text": text, "count": items.count, "none": items.isEmpty,
      "items": items.map(\.row),
      "states": SyncEngine.Item.State.allCases.map {
        ["name": $0.rawValue, "chosen": $0.rawValue == state] as [String: Any]
      },
    ]
    if items.count == Self.pageSize, let last = items.last {
      content["next"] = [("q", text), ("state", state ?? ""), ("after", last.key.description)].asQuery
    }
    return Page(template: "items", title: "Items", content: content)
  }
}

extension SyncEngine.Item {
  /// A line of the table.
  fileprivate var row: [String: Any] {
    var row: [String: Any] = [
      "id": key.id, "feed": key.feed.rawValue, "link": [("key", key.description)].asQuery, "state": state.rawValue,
      "isProblem": problem != nil,
    ]
    for (name, _) in Self.facts { row[name] = display[name].map { Self.shown($0, name) } ?? "–" }
    row["name"] = display["name"] ?? key.id
    row["exported"] = lastExported?.shown ?? "never"
    return row
  }
}

extension RecordKey {
  /// Reads what ``description`` shows.
  init?(shown text: String) {
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
    self.init(SyncFeed(String(text[..<colon])), String(text[text.index(after: colon)...]))
  }
}
