/// The feeds under whose names shops take an export (C10), and those that a mapping makes beside them.
extension SyncFeed {
  /// Attributes and their options, as the shop shows them.
  public static let productAttributes = SyncFeed(rawValue: "productattributes")
  /// Which product is a variant of which, and by what they differ.
  public static let variants = SyncFeed(rawValue: "variants")
  /// Prices by product.
  public static let prices = SyncFeed(rawValue: "prices")
  /// Customer groups.
  public static let customerGroupScopes = SyncFeed(rawValue: "scopesCustomerGroup")
  /// Web sites.
  public static let websiteScopes = SyncFeed(rawValue: "scopesWebsite")
  /// Which customer group sees which category.
  public static let categoryPermissions = SyncFeed(rawValue: "categoryPermissions")
  /// What is otherwise about a product for a customer group.
  public static let productOverrides = SyncFeed(rawValue: "productoverrides")

  /// What is offered: quantities, prices and sales by SKU. Items of an ``OfferSource``, and records made of them.
  public static let offers = SyncFeed(rawValue: "offers")
  /// What products are linked with.
  public static let links = SyncFeed(rawValue: "links")
}

/// Orders of feeds for ``SyncPolicy/feedOrder`` (C11). Feeds that are not named come last.
extension SyncFeed {
  /// The order of a first complete synchronisation.
  public static let initialSyncOrder: [SyncFeed] = [
    .productAttributes, .products, .customerGroupScopes, .websiteScopes, .prices, .productOverrides, .variants,
    .categories, .categoryPermissions,
  ]
  /// The order of a shop's very first run: what products need, and the products.
  public static let firstRunOrder: [SyncFeed] = [.productAttributes, .productOverrides, .products]
}

extension RecordMapping {
  /// The feeds of records that the mapping makes, in the order of the feeds that they are made of.
  var installedFeeds: [SyncFeed] {
    var seen: Set<SyncFeed> = []
    return (SyncFeed.all + [.offers]).flatMap { feeds(for: $0) }.filter { seen.insert($0).inserted }
  }

  /// The feed of a name, which somebody wrote.
  ///
  /// - Throws: ``SyncError`` `feedNotInstalled` where the mapping makes no such feed; its advice names those it makes.
  public func feed(named name: String) throws(SyncError) -> SyncFeed {
    let feeds = installedFeeds
    guard let feed = feeds.first(where: { $0.rawValue == name }) else {
      throw SyncError(
        .feedNotInstalled, "The feed `\(name)` is not installed.",
        advice: "Installed are \(feeds.map(\.rawValue).joined(separator: ", ")).")
    }
    return feed
  }
}
