/// A page of a list as the API gives it, before its items are made models.
package struct RawPage: Sendable {
  package var items: [RawObject]
  /// The link to the next page, as the server wrote it.
  package var next: String?
  /// The number of items in all pages, where it was asked for.
  package var itemsCount: Int?
  /// Messages that stand in place of items, such as a disabled catalog's `error`.
  package var error: String?
  /// Where the items stood, such as `_embedded.items`; empty for a bare array.
  package var itemsPath: String

  /// Makes models of the items.
  ///
  /// - Throws: The model's error for the first item that is none, which names the item by its place in the page.
  package func models<Item: CatalogEntity>(of _: Item.Type = Item.self) throws(CatalogError) -> [Item] {
    try models { raw throws(CatalogError) in try Item(raw) }
  }

  /// Makes models of the items in a way of the caller's, which may add what the address says.
  ///
  /// - Throws: The error for the first item that does not make a model, which names the item by its place in the page.
  package func models<Item>(_ make: (RawObject) throws(CatalogError) -> Item) throws(CatalogError) -> [Item] {
    var models: [Item] = []
    models.reserveCapacity(items.count)
    for (place, item) in items.enumerated() {
      do {
        models.append(try make(item))
      } catch {
        var error = error
        error.message = "`\(itemsPath)[\(place)]`: \(error.message)"
        throw error
      }
    }
    return models
  }
}
