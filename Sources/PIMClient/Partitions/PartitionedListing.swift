public import CatalogModels

/// Items whose lists can be read as several parts at once: they have dates, a family and a count.
public protocol Partitionable: ProductEntity, HasChosenPaging, Counted {}

extension Product: Partitionable {}
extension IdentifiedProduct: Partitionable {}
extension ProductModel: Partitionable {}

extension Endpoint where Item: Partitionable {
  /// The items that a query finds, read as several parts of the list at once.
  ///
  /// Reading by cursor is sequential: each page names the next. A large list is therefore cut into parts that exclude
  /// each other and leave nothing out, and several are read at a time, within the client's limit of calls at once.
  /// It gives what ``list(_:)`` would, sooner, and in another order.
  ///
  /// ```swift
  /// for try await product in client.products.partitioned() { … }
  /// ```
  ///
  /// - **How it is cut** is measured first, with a few pages of samples and with counts: by windows of the time of
  ///   creation, and where that does not divide the list, such as after an import in one second, by family and by the
  ///   time of the last update. Small lists, and lists that the server does not count or that nothing divides, are
  ///   read in one piece.
  /// - **Complete**: what is in the list from beginning to end comes, also when it changes meanwhile. Products never
  ///   leave their window of creation. They can leave their family; so a list that was cut by family ends with what was
  ///   updated since the beginning. That needs the server's time zone, which is tried out with one of the products; it
  ///   is not done where most of the list was updated just before.
  /// - **Once**: an item that comes a second time is left out. 16 bytes are kept for each key, in a table of up to 48
  ///   bytes a key.
  /// - **Order**: pages as they arrive; within a page and a part the server's order, between parts none.
  /// - **Memory**: a page at hand and one asked for ahead for each part that is being read, and the keys. When the
  ///   reader is slow, no more is asked for.
  ///
  /// - Parameters:
  ///   - query: What to list. Its pagination is of no account: parts are read by cursor.
  ///   - width: How many parts are read at once, 1 to 64. More than the client's ``CatalogClient/Configuration``
  ///     allows calls at once is of no use.
  public func partitioned(_ query: Query<Item> = .all, into width: Int = 4) -> PartitionedListing<Item> {
    PartitionedListing(pages: PartitionedPages(endpoint: self, query: query, width: min(max(1, width), 64)))
  }
}

/// The items of a list whose parts are read at once, in no order between the parts.
///
/// It can be read many times; each reading asks the PIM anew, and may cut the list in other ways. When the loop over it
/// ends early, reading ends. The first part that fails ends all others, and its error is thrown.
public struct PartitionedListing<Item: Partitionable>: AsyncSequence, Sendable {
  /// An item.
  public typealias Element = Item
  /// What reading can fail with.
  public typealias Failure = CatalogError

  /// The same list in pages, which say to which part they belong.
  public let pages: PartitionedPages<Item>

  init(pages: PartitionedPages<Item>) { self.pages = pages }

  /// Begins to read.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages.makeAsyncIterator()) }

  /// Reads one item after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var pages: PartitionedPages<Item>.AsyncIterator
    private var items: [Item] = []
    private var index = 0

    init(_ pages: PartitionedPages<Item>.AsyncIterator) { self.pages = pages }

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
