public import CatalogModels
import PIMClient

/// What one supplier gets to see of a catalog and may enrich: families × locales of a channel, and the attributes linked
/// with it (A2).
///
/// ```swift
/// var audience = SupplierAudience(
///   "nordpfad", families: ["tents"], locales: ["en_US"], channel: "webshop", supplier: "brand", reference: "supplier_ref")
/// let engine = SyncEngine(
///   from: PIMSource(client), by: audience, to: portal, remembering: store, policy: audience.policy)
/// let report = try await engine.sync(audience.scope)
/// ```
///
/// It is a mapping of its own: whatever lies outside of it is never sent. Each supplier has an engine with its own store,
/// because each portal accepts on its own. What comes back is read by ``request(for:in:)``.
public struct SupplierAudience: RecordMapping, Codable, Hashable {
  /// The supplier's code, which is the value of the attribute ``supplier``.
  public var name: String
  /// The families linked with the supplier.
  public var families: [Code<Family>]
  /// The locales linked with the supplier.
  public var locales: [Code<CatalogLocale>]
  /// The channel whose requirements tell what is to be enriched.
  public var channel: Code<Channel>
  /// The attributes linked with the supplier; `nil` for all of the families'.
  public var attributes: [Code<Attribute>]?
  /// The attribute that says whose product it is: text, a select or a record.
  public var supplier: Code<Attribute>
  /// The attribute with the supplier's own reference of the product (A7).
  public var reference: Code<Attribute>
  /// The feeds of this audience. What none of those that go to the supplier carries is not sent (A1).
  public var feeds: [Feed]

  /// Creates an audience.
  public init(
    _ name: String, families: [Code<Family>], locales: [Code<CatalogLocale>], channel: Code<Channel>,
    attributes: [Code<Attribute>]? = nil, supplier: Code<Attribute>, reference: Code<Attribute>,
    feeds: [Feed] = Feed.usual
  ) {
    self.name = name
    self.families = families
    self.locales = locales
    self.channel = channel
    self.attributes = attributes
    self.supplier = supplier
    self.reference = reference
    self.feeds = feeds
  }

  /// What a feed carries, when it runs, from where and to where (A1).
  public struct Feed: Codable, Sendable, Hashable {
    /// What it is called.
    public var name: String
    /// What it carries.
    public var carries: Set<SyncFeed>
    /// When it runs.
    public var runs: Runs
    /// Where it comes from.
    public var source: Side
    /// Where it goes.
    public var destination: Side

    /// Creates a feed.
    public init(_ name: String, carries: Set<SyncFeed>, runs: Runs, from source: Side, to destination: Side) {
      self.name = name
      self.carries = carries
      self.runs = runs
      self.source = source
      self.destination = destination
    }

    /// When a feed runs. More cases may come, so a `switch` needs a `default`.
    public enum Runs: String, Codable, Sendable, Hashable {
      /// With every run, when something of it changed.
      case onChange
      /// When a product is assigned, and with every run from then on.
      case onAssignment
      /// When the supplier submits.
      case onSubmission
    }

    /// An end of a feed. More cases may come, so a `switch` needs a `default`.
    public enum Side: String, Codable, Sendable, Hashable {
      /// The retailer's PIM.
      case pim
      /// The supplier's portal.
      case portal
    }

    /// Structure, assigned products and their assets to the supplier; proposals, submissions and assets from it.
    public static let usual = [
      Feed(
        "structure", carries: [.families, .familyVariants, .attributeGroups, .attributes, .attributeOptions],
        runs: .onChange, from: .pim, to: .portal),
      Feed("products", carries: [.productModels, .products], runs: .onAssignment, from: .pim, to: .portal),
      Feed("assets", carries: [.assets], runs: .onAssignment, from: .pim, to: .portal),
      Feed(
        "contributions", carries: [.products, .productModels, .assets], runs: .onSubmission, from: .portal, to: .pim),
    ]
  }

  /// The supplier and a digest of everything in the audience.
  public var version: String { "audience.\(name).\(Fingerprint(of: json))" }

  /// What the source is asked for: the products of the linked families that name the supplier and bear its reference,
  /// each variant on its own, and of the product models those above such a variant (A7, A10).
  public var scope: SyncScope {
    var scope = SyncScope(channel: channel, locales: locales, families: families, feeds: carried)
    scope.productModels = .parents
    scope.includesReferenceEntities = false
    scope.productFilters = [
      .attribute(supplier, .any([name])), .attribute(reference, .notEmpty),
    ]
    return scope
  }

  /// How its engine behaves: an assignment cannot be taken back (A9).
  public var policy: SyncPolicy {
    var policy = SyncPolicy()
    policy.irrevocableFeeds = [.products]
    return policy
  }

  /// What goes to the supplier.
  private var carried: Set<SyncFeed> {
    feeds.filter { $0.source == .pim && $0.destination == .portal }.reduce(into: []) { $0.formUnion($1.carries) }
  }

  /// The feed itself, where one carries it to the supplier.
  public func feeds(for feed: SyncFeed) -> [SyncFeed] { carried.contains(feed) ? [feed] : [] }

  enum CodingKeys: String, CodingKey {
    case name, families, locales, channel, attributes, supplier, reference, feeds
  }

  /// Attribute requirements and family variants say what may be enriched.
  public var usesDefinitions: Bool { true }
}
