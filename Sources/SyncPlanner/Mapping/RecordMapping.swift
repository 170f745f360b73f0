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

  /// What is wrong with the mapping for this catalog, and what of the catalog it leaves out: known before anything runs
  /// (G1). The default finds nothing.
  ///
  /// Problems that would hold fields or items back are of the kind `mapping`; what has no place at the destination is of
  /// the kind `unmapped`.
  func check(_ context: CatalogContext) -> [SyncDiagnostic]

  /// Whether definitions are used of which the mapping makes no records: measurement families, association types and
  /// family variants are then read all the same.
  var usesDefinitions: Bool { get }

  /// Whether ``CatalogContext/identities`` is used. The products that product models name by identifier (N8) are looked
  /// up only then.
  var usesIdentities: Bool { get }
}

extension RecordMapping {
  /// The feed itself.
  public func feeds(for feed: SyncFeed) -> [SyncFeed] { [feed] }

  /// Unknown.
  public func origin(of field: String, in feed: SyncFeed) -> FieldOrigin? { nil }

  /// Nothing.
  public func check(_ context: CatalogContext) -> [SyncDiagnostic] { [] }

  /// They are not.
  public var usesDefinitions: Bool { false }

  /// They are not.
  public var usesIdentities: Bool { false }
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
