public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A page of one part of a list.
public struct PartitionPage<Item: Partitionable>: Sendable {
  /// The items that no page of this reading had before, in the server's order. Never empty.
  public let items: [Item]
  /// Which part it belongs to, from 0, in the order in which their reading begins.
  public let partition: Int
  /// Which page of the part it is, from 0.
  public let number: Int
  /// The part as a query of its own.
  public let query: Query<Item>
  /// Where the part goes on, `nil` after its last page: `endpoint.list(page.query).resuming(at: next)` reads the rest.
  public let next: PageToken?
  /// The server's clock when it answered, where it said so.
  public let serverTime: Date?
}

/// The pages of a list whose parts are read at once, as they arrive.
public struct PartitionedPages<Item: Partitionable>: AsyncSequence, Sendable {
  /// A page.
  public typealias Element = PartitionPage<Item>
  /// What reading can fail with.
  public typealias Failure = CatalogError

  let endpoint: Endpoint<Item>
  let query: Query<Item>
  let width: Int

  /// Begins to read. Nothing is sent before the first page is asked for.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }

  /// Reads one page after the other. When it goes, so do all requests that are under way.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let pages: PartitionedPages<Item>
    private var run: PartitionRun<Item>?
    private var isFinished = false

    init(_ pages: PartitionedPages<Item>) { self.pages = pages }

    /// The next page, `nil` after the last and after an error.
    public mutating func next() async throws(CatalogError) -> PartitionPage<Item>? {
      guard !isFinished else { return nil }
      let run = self.run ?? PartitionRun(pages)
      self.run = run
      do throws(CatalogError) {
        if let page = try await run.next() { return page }
        finish()
        return nil
      } catch {
        finish()
        throw error
      }
    }

    /// The next page, `nil` after the last and after an error.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CatalogError) -> PartitionPage<Item>? {
      try await next()
    }

    private mutating func finish() {
      isFinished = true
      run = nil
    }
  }
}
