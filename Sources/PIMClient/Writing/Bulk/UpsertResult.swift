public import CatalogModels

/// What became of one patch of a bulk upsert.
public struct UpsertResult<Item: BulkUpsertable>: Sendable, Identifiable {
  /// The patch's place in the sequence, from 0.
  public let position: Int
  /// The key of the item.
  public let id: Item.ID
  /// What the PIM did, or why it did nothing.
  public let outcome: Result<WriteOutcome, CatalogError>

  /// Why the item was not written; `nil` when it was.
  public var error: CatalogError? {
    if case .failure(let error) = outcome { error } else { nil }
  }
}

extension UpsertResult: CustomStringConvertible {
  /// The place, the key and the outcome.
  public var description: String {
    switch outcome {
    case .success(let outcome): "\(position): \(Item.entityName) \(id) \(outcome)"
    case .failure(let error): "\(position): \(Item.entityName) \(id) not written: \(error)"
    }
  }
}
