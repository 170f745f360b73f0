public import CatalogModels

/// The results of a bulk upsert: one for each patch, in the order of the patches.
///
/// An item that the PIM refuses has its error in its result, and the others go on. What concerns all of them, such as
/// credentials that died, is thrown. Updates can be repeated: to go on after an error, send again from the place after
/// the last result. What the source of the patches throws is thrown after the results of the patches before it.
/// See https://api.akeneo.com/api-reference.html#patch_products_uuid
public struct UpsertResults<Item: BulkUpsertable>: AsyncSequence, Sendable {
  /// The result of one patch.
  public typealias Element = UpsertResult<Item>
  /// What the whole can fail with.
  public typealias Failure = CatalogError

  let endpoint: Endpoint<Item>
  let source: @Sendable () -> PatchSource<Item>

  /// Begins to write.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(UpsertRun(endpoint, source()))
  }

  /// Writes everything.
  ///
  /// - Returns: The number of items that were written, and the results of those that were not.
  /// - Throws: `CatalogError` for what concerns all items.
  public func finish() async throws(CatalogError) -> (written: Int, failures: [UpsertResult<Item>]) {
    var written = 0
    var failures: [UpsertResult<Item>] = []
    for try await result in self {
      if result.error == nil { written += 1 } else { failures.append(result) }
    }
    return (written, failures)
  }

  /// Gives one result after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let run: UpsertRun<Item>

    init(_ run: UpsertRun<Item>) { self.run = run }

    /// The next result, `nil` after the last and after an error.
    public mutating func next() async throws(CatalogError) -> UpsertResult<Item>? {
      try await run.next()
    }

    /// The next result, `nil` after the last and after an error.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CatalogError) -> UpsertResult<Item>? {
      try await run.next()
    }
  }
}
