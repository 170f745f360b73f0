import CatalogModels
import PIMClient

/// Items that somebody chose, read by their keys: the catalog's lists of products are not read for them.
extension PIMCollection {
  /// The chosen products and models, where nothing else was chosen; `nil` where the usual way is to be taken. Feeds
  /// other than these are read as always: they are small, or are found through products only.
  var chosenProducts: Set<RecordKey>? {
    guard let keys = request.keys, !keys.isEmpty else { return nil }
    let feeds: Set<SyncFeed> = [.products, .productModels]
    return keys.allSatisfy { feeds.contains($0.feed) || !SyncFeed.all.contains($0.feed) } ? keys : nil
  }

  /// Reads chosen products and models, what stands above them, and the variants of the models.
  func collectChosen(_ keys: Set<RecordKey>) async throws {
    let ids = Dictionary(grouping: keys, by: \.feed).mapValues { $0.map(\.id).sorted() }
    let models = ids[.productModels] ?? []
    try await reading(.productModels) {
      if scope.wants(.productModels) { try await look(for: models, in: .productModels) }
      return .changes
    }
    try await reading(.products) {
      guard scope.wants(.products) else { return .changes }
      try await look(for: ids[.products] ?? [], in: .products)
      for model in models where scope.productFilters.isEmpty {
        var query = Query<Product>.where([.descendant(of: Code(model))])
        if let locales = market.locales { query = query.locales(locales) }
        for try await page in client.products.list(query.withAttributeOptions()).pages {
          try await take(page.items.filter { membership(of: $0) == .inside }, .swept)
        }
      }
      return .changes
    }
  }
}
