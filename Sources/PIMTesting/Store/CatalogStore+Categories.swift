internal import CatalogJSON

extension CatalogStore {
  /// The keys of all categories as the server lists them: tree by tree, each before what is below it. Siblings are in
  /// the order of their positions, where they have any.
  mutating func categoriesInOrder() -> [String] {
    let keys = self[.categories].keys()
    let table = self[.categories]
    var children: [String: [(position: Int, key: String)]] = [:]
    for key in keys {
      guard let row = table[key: key]?.json else { continue }
      let parent = row["parent"]?.string.map(folded) ?? ""
      children[parent, default: []].append((row["position"]?.int ?? Int.max, key))
    }
    var ordered: [String] = []
    var seen: Set<String> = []
    var waiting: [String] = []
    func push(_ parent: String) {
      let siblings = (children[parent] ?? []).sorted { ($0.position, $0.key) < ($1.position, $1.key) }
      waiting += siblings.reversed().map(\.key)
    }
    push("")
    while let key = waiting.popLast() {
      guard seen.insert(key).inserted else { continue }
      ordered.append(key)
      push(key)
    }
    // Categories whose parent is missing, or that are each other's parents, come last.
    return ordered + keys.filter { !seen.contains($0) }
  }
}
