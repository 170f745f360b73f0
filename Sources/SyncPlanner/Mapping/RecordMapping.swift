public import CatalogModels

/// Makes a source's items the destination's records.
///
/// ```swift
/// struct Prices: RecordMapping {
///   let version = "prices.1"
///   func feeds(for feed: SyncFeed) -> [SyncFeed] { feed == .products ? ["prices"] : [] }
///   func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] { … }
/// }
/// ```
///
/// A mapping is a pure function: the same item and the same context give the same records. What it makes is compared
/// with what the destination accepted last, so a new version sends only what really differs.
public protocol RecordMapping: Sendable {
  /// Names the mapping and changes whenever it would make other records of the same items.
  var version: String { get }

  /// The feeds into which records made of a feed's items go; none for a feed that it leaves out. Items of such a feed
  /// are not asked for. The default is the feed itself.
  ///
  /// What disappears from a feed of records is known only when all feeds of items that it is made of were swept.
  func feeds(for feed: SyncFeed) -> [SyncFeed]

  /// The records of one item, often one, perhaps none. The main record bears the item's own key id.
  ///
  /// - Throws: Any error. The item is then blocked with its description, and all others go on.
  func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord]

  /// Which value of the catalog a field of its records holds; `nil` for another, or where that is not known.
  ///
  /// A field that a record no longer has is cleared at the destination, unless its locale or channel is one that the
  /// scope does not ask for; where its attribute, locale or channel is no longer in the catalog at all, a brake holds
  /// the clearing back (F3). Without an answer, which is the default, every such field is cleared.
  func origin(of field: String, in feed: SyncFeed) -> FieldOrigin?
}

extension RecordMapping {
  /// The feed itself.
  public func feeds(for feed: SyncFeed) -> [SyncFeed] { [feed] }

  /// Unknown.
  public func origin(of field: String, in feed: SyncFeed) -> FieldOrigin? { nil }
}

/// Which value of the catalog a field holds.
public struct FieldOrigin: Sendable, Hashable {
  /// The attribute of products and product models.
  public var attribute: Code<Attribute>?
  /// The locale.
  public var locale: Code<CatalogLocale>?
  /// The channel.
  public var channel: Code<Channel>?

  /// Creates an origin.
  public init(
    attribute: Code<Attribute>? = nil, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) {
    self.attribute = attribute
    self.locale = locale
    self.channel = channel
  }
}
