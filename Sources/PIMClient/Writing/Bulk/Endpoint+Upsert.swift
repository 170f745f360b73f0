import CatalogModels

extension Endpoint where Item: BulkUpsertable {
  /// Changes many items, and creates those that do not exist: as many at once as the API takes.
  ///
  /// ```swift
  /// for try await result in client.products.upsert(patches) where result.error != nil { print(result) }
  /// ```
  ///
  /// Nothing is sent before the first result is asked for, and patches are read from the source as results are taken:
  /// memory holds one batch. Batches are sent one after the other, so that two patches of one item take effect in order.
  ///
  /// - Parameter patches: What to write. It is read once for each iteration of the results.
  public func upsert<S: AsyncSequence & Sendable>(
    _ patches: S
  ) -> UpsertResults<Item> where S.Element == CatalogPatch<Item> {
    UpsertResults(endpoint: self) {
      var iterator = patches.makeAsyncIterator()
      return PatchSource { try await iterator.next(isolation: #isolation) }
    }
  }

  /// Changes many items, and creates those that do not exist: as many at once as the API takes.
  ///
  /// - Parameter patches: What to write.
  public func upsert<S: Sequence & Sendable>(_ patches: S) -> UpsertResults<Item>
  where S.Element == CatalogPatch<Item> {
    UpsertResults(endpoint: self) {
      var iterator = patches.makeIterator()
      return PatchSource { iterator.next() }
    }
  }
}

/// Patches, one after the other.
struct PatchSource<Item: Writable> {
  let next: () async throws -> CatalogPatch<Item>?

  init(_ next: @escaping () async throws -> CatalogPatch<Item>?) { self.next = next }
}
