public import CatalogModels
public import ValueParser

/// One thing that a source found: a product, a family, a record.
public struct SourceItem: Sendable {
  /// The item's feed, and its key within it as ``RecordKey`` describes.
  public let key: RecordKey
  /// The object as it came.
  public let raw: RawObject
  /// The values by their types, for what has values. What they name stands in `TypedValues.references`.
  public let values: TypedValues?
  /// The items that must be at the destination before this one: a variant's product model, a category's parent.
  public let dependencies: [RecordKey]
  /// How many items of its own feed stand above it: 0 for a root model, 1 for a model below it.
  public let depth: Int
  /// Whether it belongs to the scope.
  public let membership: Membership
  /// The codes of what stands above it, the uppermost first: the product models above a variant or a model, the
  /// categories above a category.
  public var ancestors: [String] = []
  /// The family variant of a product model, or of the model above a variant.
  public var familyVariant: Code<FamilyVariant>?

  /// Whether an item belongs to the scope. A run of changes asks without filters, so that what left is seen (G7).
  /// More cases may come, so a `switch` needs a `default`.
  public enum Membership: Sendable, Hashable {
    /// It does.
    case inside
    /// It does not, or no longer. A destination that has it loses it, by the policy for what is gone.
    case outside(reason: String)
  }

  /// Creates an item.
  public init(
    _ key: RecordKey, _ raw: RawObject, values: TypedValues? = nil, dependencies: [RecordKey] = [], depth: Int = 0,
    membership: Membership = .inside
  ) {
    self.key = key
    self.raw = raw
    self.values = values
    self.dependencies = dependencies
    self.depth = max(0, depth)
    self.membership = membership
  }

  /// The feed.
  public var feed: SyncFeed { key.feed }

  /// The item as a model.
  ///
  /// - Throws: `CatalogError` with the code `unexpectedContent` where it is none of that kind.
  public func entity<Entity: CatalogEntity>(as type: Entity.Type = Entity.self) throws(CatalogError) -> Entity {
    try Entity(raw)
  }
}
