internal import CatalogJSON
internal import CatalogModels

/// What a record is called in the ledger and in plans: its feed, and its key within the feed.
public struct RecordKey: Hashable, Sendable, Codable {
  /// The feed.
  public let feed: SyncFeed
  /// The key: a product's UUID in lower case, a code, or codes from the outermost to the innermost with `/` between
  /// them, such as `color/red` for an option.
  public let id: String

  /// Creates a key.
  public init(_ feed: SyncFeed, _ id: String) {
    self.feed = feed
    self.id = id
  }
}

extension RecordKey: Comparable {
  /// Whether feed and key are the same byte for byte: two spellings of one letter are two keys, as in a store.
  public static func == (a: RecordKey, b: RecordKey) -> Bool {
    a.id.hasSameBytes(as: b.id) && a.feed == b.feed
  }

  /// By feed's name, then by key, both by their UTF-8 bytes, which is the order of a store.
  public static func < (a: RecordKey, b: RecordKey) -> Bool {
    a.feed == b.feed
      ? a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
      : a.feed.rawValue.utf8.lexicographicallyPrecedes(b.feed.rawValue.utf8)
  }
}

extension RecordKey: CustomStringConvertible {
  /// Feed and key with a colon between them, on one line: to be read, not to tell records apart.
  public var description: String { "\(feed.rawValue):\(id)".onOneLine }
}
