public import CatalogModels

extension Listing {
  /// Reads the whole list.
  ///
  /// ```swift
  /// let families = try await client.families.list().all()
  /// ```
  ///
  /// All items are in memory at once: read what may be large in a loop, one after the other. To have the first few of a
  /// list and no more, read `prefix(_:)` of it.
  ///
  /// - Parameter limit: The largest number of items that is accepted.
  /// - Throws: `CatalogError`: `payloadTooLarge` as soon as there are more items than that, so that no list is taken for
  ///   whole that was cut; and what reading fails with.
  public func all(upTo limit: Int = .max) async throws(CatalogError) -> [Item] {
    try await pages.collect(\.items, upTo: limit)
  }

  /// The first item; `nil` for an empty list. What follows is not read.
  ///
  /// ```swift
  /// let sample = try await client.products.list(.where(.family(.any("shoes")))).first()
  /// ```
  ///
  /// - Throws: `CatalogError`, where reading fails.
  public func first() async throws(CatalogError) -> Item? {
    var items = makeAsyncIterator()
    return try await items.next()
  }
}

extension PartitionedListing {
  /// Reads the whole list, in the order in which its parts come.
  ///
  /// - Parameter limit: The largest number of items that is accepted.
  /// - Throws: `CatalogError`: `payloadTooLarge` as soon as there are more items than that; and what reading fails with.
  public func all(upTo limit: Int = .max) async throws(CatalogError) -> [Item] {
    try await pages.collect(\.items, upTo: limit)
  }
}

extension AsyncSequence where Failure == CatalogError {
  /// What all pages hold together.
  fileprivate func collect<Item: CatalogEntity>(
    _ items: (Element) -> [Item], upTo limit: Int
  ) async throws(CatalogError) -> [Item] {
    var all: [Item] = []
    for try await page in self {
      let more = items(page)
      guard more.count <= limit - all.count else { throw .tooMany(Item.self, limit) }
      all += more
    }
    return all
  }
}

extension CatalogError {
  fileprivate static func tooMany<Item: CatalogEntity>(_ item: Item.Type, _ limit: Int) -> CatalogError {
    CatalogError(
      .payloadTooLarge, "The list has more than the \(limit) items that are accepted, each a \(Item.entityName).",
      advice: "Read it in a loop, one item after the other, or ask for less with a filter.")
  }
}
