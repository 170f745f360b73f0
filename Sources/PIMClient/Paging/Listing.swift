public import CatalogModels

/// The items of a list, one after the other, read page by page.
///
/// It can be read many times; each reading asks the PIM anew. When the loop over it ends early, reading ends.
public struct Listing<Item: CatalogEntity>: AsyncSequence, Sendable {
  /// An item.
  public typealias Element = Item
  /// What reading can fail with.
  public typealias Failure = CatalogError

  /// The same list in pages, which say where a later reading can go on.
  public let pages: Pages<Item>

  init(_ pages: Pages<Item>) { self.pages = pages }

  /// The same list from a page on.
  ///
  /// - Parameter token: The ``Page/next`` of a page of the same query.
  public func resuming(at token: PageToken) -> Listing { Listing(pages.resuming(at: token)) }

  /// Begins to read.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages.makeAsyncIterator()) }

  /// Reads one item after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var pages: Pages<Item>.AsyncIterator
    private var items: [Item] = []
    private var index = 0

    init(_ pages: Pages<Item>.AsyncIterator) { self.pages = pages }

    /// The next item, `nil` after the last and after an error.
    public mutating func next() async throws(CatalogError) -> Item? {
      while index == items.count {
        guard let page = try await pages.next() else { return nil }
        items = page.items
        index = 0
      }
      defer { index += 1 }
      return items[index]
    }

    /// The next item, `nil` after the last and after an error.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(CatalogError) -> Item? {
      try await next()
    }
  }
}
