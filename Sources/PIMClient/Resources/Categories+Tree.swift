public import CatalogModels

extension Endpoint where Item == CatalogCategory {
  /// A category and all below it, each once, parents before their children.
  ///
  /// Servers answer the filter on a parent with its children or with all its descendants (N17). Where it may have been
  /// the children only, all categories are read and the tree is found among them, which takes far fewer calls than
  /// asking for the children of each.
  ///
  /// - Parameters:
  ///   - root: The category at the top, such as a channel's `categoryTree`.
  ///   - query: What else the categories should bring.
  /// - Throws: `CatalogError`, with the code `notFound` where there is no such category.
  public func tree(
    of root: Code<CatalogCategory>, _ query: Query<CatalogCategory> = .all
  ) async throws(CatalogError) -> [CatalogCategory] {
    let top = try await get(root, query)
    var below: [CatalogCategory] = []
    for try await category in list(query.where([.parent(root)])) { below.append(category) }
    guard !below.isEmpty else { return [top] }
    if below.allSatisfy({ $0.parent.map { $0.matches(root) } ?? true }) {
      below = []
      for try await category in list(query) { below.append(category) }
    }
    return Self.tree(top, among: below)
  }

  private static func tree(_ top: CatalogCategory, among all: [CatalogCategory]) -> [CatalogCategory] {
    var children: [String: [CatalogCategory]] = [:]
    for category in all {
      if let parent = category.parent { children[parent.folded, default: []].append(category) }
    }
    var (tree, seen) = ([top], Set([top.code.folded]))
    var index = 0
    while index < tree.count {
      for child in children[tree[index].code.folded] ?? [] where seen.insert(child.code.folded).inserted {
        tree.append(child)
      }
      index += 1
    }
    return tree
  }
}
