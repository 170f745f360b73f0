public import CatalogModels

/// The destination's view of an item: what it is sent, field by field.
public struct SyncRecord: Sendable, Hashable {
  /// The key.
  public let key: RecordKey
  /// The content by field.
  public var fields: [String: RawJSON]
  /// Records that must be at the destination before this one, such as a variant's parent.
  public var dependencies: [RecordKey]
  /// Fields that the destination keeps as they are, each with the reason: their value is there and does not fit, or is
  /// hidden just now. They are neither sent nor cleared.
  public var heldFields: [String: String] = [:]
  /// Whether the record is to be at the destination.
  public var standing = Standing.wanted
  /// Whether several items make this record, all of them the same: the first one counts.
  public var isShared = false
  /// Whether the destination need not have the record while it is empty, such as the links of a product without any.
  public var isOptional = false

  /// Whether a record is to be at the destination, as a publication gate says.
  /// More cases may come, so a `switch` needs a `default`.
  public enum Standing: Sendable, Hashable {
    /// It is.
    case wanted
    /// Nothing is done: the destination keeps what it has, and gets nothing that it does not have.
    case held(reason: String)
    /// What the destination has is disabled, and it gets nothing that it does not have.
    case disabled(reason: String)
    /// What the destination has stays and is kept up to date; it gets nothing that it does not have.
    case kept(reason: String)
  }

  /// Creates a record.
  public init(_ key: RecordKey, fields: [String: RawJSON], dependencies: [RecordKey] = []) {
    self.key = key
    self.fields = fields
    self.dependencies = dependencies
  }

  /// The fields as one object, its members in the order of their names.
  public var json: RawJSON { .object(fields) }

  /// The fingerprint of ``json``, taken without making it.
  public var fingerprint: Fingerprint { Fingerprint(ofFields: fields) }
}
