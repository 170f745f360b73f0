import CatalogModels
import PIMClient

/// The categories below a root, the root included.
struct CategoryTree {
  let root: String
  private(set) var codes: Set<String>

  init(root: Code<CatalogCategory>) {
    self.root = root.folded
    codes = [root.folded]
  }

  mutating func insert(_ code: Code<CatalogCategory>) { codes.insert(code.folded) }

  /// Whether something that is in these categories is in the tree.
  func holds(_ categories: [Code<CatalogCategory>]) -> Bool {
    categories.contains { codes.contains($0.folded) }
  }
}

extension PIMCollection {
  /// The categories of the channel's tree, or of the scope's own root; all trees where neither is given.
  func collectCategories() async throws {
    guard let root = scope.categoryRoot ?? market.channel?.categoryTree else {
      guard scope.wants(.categories) else { return }
      return try await reading(.categories) {
        try await deliver(ordered: client.categories.all())
        return .complete
      }
    }
    guard scope.categoryRoot != nil || needsTree else { return }
    try await reading(.categories) {
      let categories = try await branch(below: root)
      var tree = CategoryTree(root: root)
      for category in categories { tree.insert(category.code) }
      self.tree = tree
      try await deliver(ordered: categories)
      return .complete
    }
  }

  private var needsTree: Bool {
    scope.wants(.categories) || scope.wants(.products) || scope.wants(.productModels)
  }

  /// A category and all below it, each once, whichever way the server answers (N17).
  private func branch(below root: Code<CatalogCategory>) async throws -> [CatalogCategory] {
    do {
      return try await client.categories.tree(of: root)
    } catch {
      guard error.code == .notFound else { throw error }
      let all = try await client.categories.all()
      throw SyncError(unknown: "category", root.rawValue, among: all.filter { $0.parent == nil }.map(\.code.rawValue))
    }
  }

  /// Delivers categories, those above before those below.
  private func deliver(ordered categories: [CatalogCategory]) async throws {
    let own = Dictionary(categories.map { ($0.code.folded, $0) }) { first, _ in first }
    let parents = own.mapValues { category in category.parent.flatMap { own[$0.folded]?.code.folded } }
    let items = own.values.map { category in
      let parent = category.parent.flatMap { own[$0.folded] }
      var above: [Code<CatalogCategory>] = []
      var next = parent
      while let category = next, above.count < own.count {
        above.insert(category.code, at: 0)
        next = category.parent.flatMap { own[$0.folded] }
      }
      categoryPaths[category.code] = above
      var item = SourceItem(
        .categories, category, dependencies: parent.map { [RecordKey(.categories, $0.code.rawValue)] } ?? [],
        depth: depth(of: category.code.folded, in: parents))
      item.ancestors = above.map(\.rawValue)
      return item
    }
    try await deliver(items.sorted { ($0.depth, $0.key.id) < ($1.depth, $1.key.id) })
  }
}
