public import CatalogModels
public import PIMClient

/// What is wanted of a catalog.
///
/// ```swift
/// var scope = SyncScope(channel: "ecommerce", locales: ["en_US", "de_DE"])
/// scope.families = ["shoes"]
/// scope.includesAssets = false
/// ```
///
/// What the scope names is checked against the PIM when a run begins; a channel, locale, family or category that is not
/// there ends the run with ``SyncError`` `invalidScope` before anything is planned.
public struct SyncScope: Sendable, Hashable {
  /// The channel: its values, its locales, its currencies, and what is in its category tree (N12). `nil` for all
  /// channels and every product, whether classified or not.
  public var channel: Code<Channel>?
  /// The locales, which must be the channel's. `nil` for all of the channel's, or all that are enabled.
  public var locales: [Code<CatalogLocale>]?
  /// The families of products and product models. `nil` for all, products without a family included.
  public var families: [Code<Family>]?
  /// A category: it and what is below it take the place of the channel's whole tree.
  public var categoryRoot: Code<CatalogCategory>?
  /// Whether only enabled products, or only disabled ones, are wanted. `nil` for both. Product models have no such
  /// state (N18).
  public var enabled: Bool?
  /// The feeds that are wanted; `nil` for all. What a wanted feed needs of another is read all the same, and not
  /// delivered.
  public var feeds: Set<SyncFeed>?
  /// Whether reference entities and their records are followed (B9).
  public var includesReferenceEntities: Bool
  /// Whether asset families and their assets are followed (B9).
  public var includesAssets: Bool
  /// Which products come along because a value or a table names them.
  public var linkedProducts: LinkedProducts
  /// Which product models come.
  public var productModels = ProductModels.all
  /// Further conditions on products. Only the server can decide them, so that products are then swept in full every
  /// time (G7).
  public var productFilters: [Filter<Product>]
  /// Further conditions on product models, with the same effect.
  public var productModelFilters: [Filter<ProductModel>]

  /// Feeds of which no record would be made: an engine does not ask for them. They are no part of what is wanted.
  var leftOut: Set<SyncFeed> = []
  /// Whether definitions are read of which no record is made. No part of what is wanted either.
  var describesValues = false
  /// Whether the products that product models name by identifier are looked up. No part of what is wanted either.
  var namesProducts = false

  /// Which products come along because a value or a table names them.
  /// More cases may come, so a `switch` needs a `default`.
  public enum LinkedProducts: String, Sendable, Hashable, Codable {
    /// Only those that are in the scope anyway: nothing outside of it is ever sent.
    case inScope
    /// All, so that every link has its target. In a run of changes, a product that left the families or the category
    /// tree is then kept until the next complete sweep, because something may link to it.
    case all
  }

  /// Which product models come. More cases may come, so a `switch` needs a `default`.
  public enum ProductModels: String, Sendable, Hashable, Codable {
    /// All that are in the scope.
    case all
    /// Only those above a product that is in the scope, each once (A10).
    case parents
  }

  /// Creates a scope; the one without arguments is the whole catalog.
  public init(
    channel: Code<Channel>? = nil, locales: [Code<CatalogLocale>]? = nil, families: [Code<Family>]? = nil,
    enabled: Bool? = nil, feeds: Set<SyncFeed>? = nil
  ) {
    self.channel = channel
    self.locales = locales
    self.families = families
    self.enabled = enabled
    self.feeds = feeds
    includesReferenceEntities = true
    includesAssets = true
    linkedProducts = .inScope
    productFilters = []
    productModelFilters = []
  }

  /// Whether items of a feed are to be delivered.
  public func wants(_ feed: SyncFeed) -> Bool {
    if let feeds, !feeds.contains(feed) { return false }
    if leftOut.contains(feed) { return false }
    if SyncFeed.ofReferenceEntities.contains(feed) { return includesReferenceEntities }
    if SyncFeed.ofAssets.contains(feed) { return includesAssets }
    return true
  }

  /// Whether a feed is read: also one of which no record is made, where it describes what is mapped, such as
  /// measurement families.
  func reads(_ feed: SyncFeed) -> Bool {
    wants(feed) || describesValues
  }
}

extension SyncFeed {
  /// The feeds that leaving out reference entities leaves out.
  static let ofReferenceEntities: Set<SyncFeed> = [
    .referenceEntities, .referenceEntityAttributes, .referenceEntityAttributeOptions, .referenceEntityRecords,
  ]
  /// The feeds that leaving out assets leaves out.
  static let ofAssets: Set<SyncFeed> = [
    .assetFamilies, .assetFamilyAttributes, .assetFamilyAttributeOptions, .assets,
  ]
}
