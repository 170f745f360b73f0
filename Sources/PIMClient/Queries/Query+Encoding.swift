import CatalogJSON
import CatalogModels

extension Query {
  /// The parameters besides the filters, named as the resource names them.
  func parameters(_ channelParameter: String) -> [(String, String)] {
    var all: [(String, String)] = []
    if let channel { all.append((channelParameter, channel.rawValue)) }
    if let locales { all.append(("locales", locales.map(\.rawValue).joined(separator: ","))) }
    if let attributes { all.append(("attributes", attributes.map(\.rawValue).joined(separator: ","))) }
    return all + extras.map { ($0.name, $0.value) }
  }

  /// The filters as the API's `search`, `nil` without any.
  func search(serverSecondsFromGMT offset: Int) throws(CatalogError) -> JSONSlice? {
    guard !filters.isEmpty else { return nil }
    if filters.contains(where: \.isLogical) { return logicalSearch }
    let filters = criteria
    var properties: [String] = []
    var conditions: [String: [Filter<Item>]] = [:]
    for filter in filters {
      if conditions[filter.property] == nil { properties.append(filter.property) }
      conditions[filter.property, default: []].append(filter)
    }
    var members: [(String, JSONSlice)] = []
    for property in properties {
      let filters = conditions[property] ?? []
      let written = filters.map { $0.json(serverSecondsFromGMT: offset) }
      if filters.contains(where: { $0.form == .object }) {
        guard written.count == 1, let one = written.first else {
          throw CatalogError(
            .invalidArgument, "there are \(written.count) filters on `\(property)`, which takes one only",
            advice: "Filter by one of them and test the rest when the items have come.")
        }
        members.append((property, one))
      } else {
        members.append((property, JSONSlice(array: written)))
      }
    }
    return JSONSlice(object: members)
  }

  /// The filters together with the conditions that go with them, each once.
  var criteria: [Filter<Item>] {
    var all = filters
    for companion in filters.flatMap(\.companion) where !all.contains(companion) { all.append(companion) }
    return all
  }

  // MARK: Bounds

  /// Whether the lists that have bounds of their own keep them.
  var keepsLimits: Bool {
    filters.allSatisfy { filter in filter.limit.map { (filter.codes?.count ?? 0) <= $0 } ?? true }
  }

  /// The query as short as cutting could make it.
  var withShortestLists: Query {
    changed { query in
      for index in query.filters.indices where query.filters[index].canBeCut {
        query.filters[index].codes = query.filters[index].codes.map { Array($0.prefix(1)) }
      }
    }
  }

  /// Whether a body may hold the query (N23).
  func fits(_ criteria: Int, _ listItems: Int, _ attributes: Int) -> Bool {
    self.criteria.count <= criteria && (self.attributes?.count ?? 0) <= attributes
      && filters.allSatisfy { ($0.codes?.count ?? 0) <= listItems }
  }

  /// Two queries that find the same together and nothing twice, `nil` where there is no list that can be cut.
  func halves() -> (Query, Query)? {
    var longest: Int?
    for (index, filter) in filters.enumerated() where filter.canBeCut {
      guard let codes = filter.codes, codes.count > 1 else { continue }
      if let other = longest, let most = filters[other].codes?.count, most >= codes.count { continue }
      longest = index
    }
    guard let longest, let codes = filters[longest].codes else { return nil }
    let middle = codes.count / 2
    return (
      changed { $0.filters[longest].codes = Array(codes[..<middle]) },
      changed { $0.filters[longest].codes = Array(codes[middle...]) }
    )
  }
}
