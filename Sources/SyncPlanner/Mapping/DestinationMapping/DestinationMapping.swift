public import CatalogModels

/// A mapping that is data and not code: what a destination calls things, written down once and read from a JSON file
/// (G1).
///
/// ```swift
/// let mapping = try DestinationMapping(parsing: bytes)
/// let engine = SyncEngine(from: source, by: mapping, to: shop, remembering: store)
/// ```
///
/// It makes the feeds that it installs, each of what the PIM has for it:
///
/// | feed | made of |
/// |---|---|
/// | `products` | products and product models: the mapped fields |
/// | `variants` | products with a parent: their parent and what tells them apart |
/// | `prices` | price attributes of products, or an ``OfferSource`` |
/// | `links` | associations |
/// | `categories`, `categoryPermissions` | categories of the mapped trees |
/// | `productattributes` | mapped attributes and their options |
/// | `scopesWebsite` | sites |
/// | `families`, `assets`, `referenceEntityRecords` | the PIM's items of that name |
/// | `offers`, `scopesCustomerGroup`, `productoverrides` | an ``OfferSource`` |
///
/// A value that does not fit its field is told as a diagnostic, and its field is left as it is at the destination; the
/// other fields go on. The guide `Docs/Mapping.md` has a whole example.
public struct DestinationMapping: RecordMapping, Codable, Hashable {
  /// What the mapping is called, in plans and messages.
  public var name: String
  /// Where it is sold. The first site is the default one: fields that are the same everywhere are taken from it.
  public var sites: [Site]
  /// The fields of products, product models and variants.
  public var fields: [Field]
  /// The destination's attribute sets by family; `nil` where each family is a set of its own name. With a list, products
  /// of other families are held.
  public var attributeSets: [Code<Family>: String]?
  /// The association types that become links.
  public var links: [Link]
  /// The branches of the category tree that the destination has; `nil` for all.
  public var categories: [Branch]?
  /// Who may see which category.
  public var permissions: [Permission]
  /// What pictures are for.
  public var images: [Image]
  /// The files of assets, by asset family.
  public var assets: [AssetFiles]
  /// The price attributes of the feed `prices`. Without any, the feed is made of an ``OfferSource``.
  public var prices: [PriceField]
  /// What becomes of product models below another one.
  public var levels: Levels
  /// What a product must have before it is published.
  public var gate: PublicationGate?
  /// The feeds that are installed, of those in the table above.
  public var feeds: Set<SyncFeed>

  /// What becomes of product models below another one. More cases may come, so a `switch` needs a `default`.
  public enum Levels: String, Codable, Sendable, Hashable {
    /// They are left out: the destination knows one level of variants, whose parent is the uppermost model (G3).
    case flatten
    /// They are sent.
    case keep
  }

  /// Creates a mapping.
  public init(
    name: String, sites: [Site], fields: [Field], attributeSets: [Code<Family>: String]? = nil, links: [Link] = [],
    categories: [Branch]? = nil, permissions: [Permission] = [], images: [Image] = [], assets: [AssetFiles] = [],
    prices: [PriceField] = [], levels: Levels = .flatten, gate: PublicationGate? = nil,
    feeds: Set<SyncFeed> = [.products]
  ) {
    self.name = name
    self.sites = sites
    self.fields = fields
    self.attributeSets = attributeSets
    self.links = links
    self.categories = categories
    self.permissions = permissions
    self.images = images
    self.assets = assets
    self.prices = prices
    self.levels = levels
    self.gate = gate
    self.feeds = feeds
  }

  /// The name and a digest of everything in the mapping: it changes with each change of it.
  public var version: String { "\(name).\(Fingerprint(of: json))" }

  /// Whether links name products by identifier.
  public var usesIdentities: Bool { feeds.contains(.links) && !links.isEmpty }

  /// Measurements, axes and two-way associations rest on such definitions.
  public var usesDefinitions: Bool { true }

  /// The installed feeds that are made of a feed of the PIM's.
  public func feeds(for feed: SyncFeed) -> [SyncFeed] {
    let made: [SyncFeed] =
      switch feed {
      case .products: [.products, .variants] + (prices.isEmpty ? [] : [.prices]) + (links.isEmpty ? [] : [.links])
      case .productModels: [.products] + (links.isEmpty ? [] : [.links])
      case .categories: [.categories] + (permissions.isEmpty ? [] : [.categoryPermissions])
      case .attributes, .attributeOptions: [.productAttributes]
      case .channels: [.websiteScopes]
      case .families, .assets, .referenceEntityRecords: [feed]
      case .offers: [.offers] + (prices.isEmpty ? [.prices] : []) + [.customerGroupScopes, .productOverrides]
      default: []
      }
    return made.filter(feeds.contains)
  }

  /// What an item becomes.
  ///
  /// - Throws: ``SyncError`` `mapping` where the item lacks what every record needs.
  public func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
    let wanted = Set(feeds(for: item.feed))
    guard !wanted.isEmpty else { return [] }
    let records: [SyncRecord] =
      switch item.feed {
      case .products, .productModels: try productRecords(item, context)
      case .categories: categoryRecords(item)
      case .attributes: attributeRecords(item)
      case .attributeOptions: optionRecords(item)
      case .channels: siteRecords(item)
      case .families: familyRecords(item)
      case .assets: assetRecords(item, context)
      case .referenceEntityRecords: entityRecords(item, context)
      case .offers: offerRecords(item)
      default: []
      }
    return records.filter { wanted.contains($0.key.feed) }
  }
}
