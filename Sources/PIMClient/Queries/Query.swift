public import CatalogModels

/// What a list is to hold and what each of its items is to bring.
///
/// ```swift
/// client.products.list(.where(.enabled(true), .family(.any("shoes"))).locales(["en_US"]).withAttributeOptions())
/// ```
///
/// Only what the API knows for an item can be written for it. A filter narrows the list; `locales`, `channel` and
/// `attributes` hide values of its items, so that an absent value no longer means an empty one (N11).
/// See https://api.akeneo.com/documentation/filter.html
public struct Query<Item: CatalogEntity>: Hashable, Sendable {
  var filters: [Filter<Item>] = []
  var locales: [Code<CatalogLocale>]?
  var channel: Code<Channel>?
  var attributes: [Code<Attribute>]?
  /// Further parameters, in the order in which they were given.
  var extras: [Parameter] = []
  var pageSize: Int?
  var paging: Paging?
  var countsItems = false

  /// All items.
  public static var all: Query { Query() }

  /// The items that pass all these filters.
  public static func `where`(_ filters: Filter<Item>...) -> Query { all.where(filters) }

  /// The items that pass all these filters.
  public static func `where`(_ filters: [Filter<Item>]) -> Query { all.where(filters) }

  /// The query with further filters, all of which an item must pass.
  public func `where`(_ filters: [Filter<Item>]) -> Query { changed { $0.filters += filters } }

  /// The number of items in a page, 1 to 100. Lists that have no such choice, such as records and assets, keep their
  /// own number (N22).
  public func pageSize(_ size: Int) -> Query { changed { $0.pageSize = size } }

  /// The query with a parameter that this package does not know.
  public func parameter(_ name: String, _ value: String) -> Query { extra(name, value) }

  func changed(_ change: (inout Query) -> Void) -> Query {
    var query = self
    change(&query)
    return query
  }

  func extra(_ name: String, _ value: String) -> Query {
    changed { query in
      query.extras.removeAll { $0.name == name }
      query.extras.append(Parameter(name: name, value: value))
    }
  }

  struct Parameter: Hashable, Sendable {
    let name: String
    let value: String
  }
}

/// How a list is cut into pages. More cases may come, so a `switch` needs a `default`.
///
/// See https://api.akeneo.com/documentation/pagination.html
public enum Paging: Hashable, Sendable {
  /// By cursor: quick at any depth, in the order of keys, without a count. What products and product models use
  /// unless told.
  case searchAfter
  /// By page number. The server refuses products beyond the 10,000th (N22).
  case page
}

extension Query where Item: HasChosenPaging {
  /// How the list is cut into pages.
  public func paging(_ paging: Paging) -> Query { changed { $0.paging = paging } }
}

extension Query where Item: Counted {
  /// Pages say how many items the list has, see ``Page/totalCount``. With cursors the server does not count (N22).
  public func withCount() -> Query { changed { $0.countsItems = true } }
}
