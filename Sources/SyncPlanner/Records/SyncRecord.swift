public import CatalogModels

/// The destination's view of an item: what it is sent, field by field.
public struct SyncRecord: Sendable, Hashable {
  /// The key.
  public let key: RecordKey
  /// The content by field.
  public var fields: [String: RawJSON]
  /// Records that must be at the destination before this one, such as a variant's parent.
  public var dependencies: [RecordKey]

  /// Creates a record.
  public init(_ key: RecordKey, fields: [String: RawJSON], dependencies: [RecordKey] = []) {
    self.key = key
    self.fields = fields
    self.dependencies = dependencies
  }

  /// The fields as one object, its members in the order of their names.
  public var json: RawJSON { .object(fields) }
}
