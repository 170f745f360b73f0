public import CatalogModels

/// The pages of a list, in order, each asked for when it is needed or one ahead.
public struct Pages<Item: CatalogEntity>: AsyncSequence, Sendable {
  /// A page.
  public typealias Element = Page<Item>
  /// What reading can fail with.
  public typealias Failure = CatalogError

  let endpoint: Endpoint<Item>
  let query: Query<Item>
  let start: PageToken?

  /// The same list from a page on.
  ///
  /// - Parameter token: The ``Page/next`` of a page of the same query.
  public func resuming(at token: PageToken) -> Pages {
    Pages(endpoint: endpoint, query: query, start: token)
  }

  /// Begins to read.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(PageWalk(self)) }

  /// Reads one page after the other. When it goes, so does the request that was made ahead.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let walk: PageWalk<Item>

    init(_ walk: PageWalk<Item>) { self.walk = walk }

    /// The next page, `nil` after the last and after an error.
    public mutating func next() async throws(CatalogError) -> Page<Item>? {
      try await walk.next()
    }

    /// The next page, `nil` after the last and after an error.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CatalogError) -> Page<Item>? {
      try await walk.next()
    }
  }
}
