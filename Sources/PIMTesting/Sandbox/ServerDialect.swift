/// Which of the behaviours that servers of this API have been seen with a ``SandboxPIM`` shows.
///
/// The presets are starting points: ``strict`` does what the documentation says and nothing else, ``cloud`` what the
/// vendor's hosted service adds, ``onPremises`` what servers on one's own machines do differently. Every switch can be
/// set on its own, so that a client's test names just what it is about:
///
/// ```swift
/// var dialect = ServerDialect.strict
/// dialect.writesEmptyMapsAsLists = true
/// ```
///
/// The numbers in the comments are those of the facts that this project's tests cite.
public struct ServerDialect: Sendable, Hashable {
  // MARK: Shapes

  /// N1: empty maps (`values`, `associations`, `labels` …) are written as `[]`.
  public var writesEmptyMapsAsLists = false
  /// N1: maps whose keys are 0, 1, 2 … are written as lists.
  public var writesNumberedMapsAsLists = false
  /// N1: a product without completenesses has `{}` where a list is documented.
  public var writesEmptyCompletenessesAsMap = false
  /// N2: assets come under `_items` in place of `items`.
  public var putsAssetsUnderUnderscore = false
  /// N2: asset families come under `_items`, as older servers have them.
  public var putsAssetFamiliesUnderUnderscore = false
  /// N3: labels of assets stand under `value` in place of `data`.
  public var putsAssetLabelsUnderValue = false
  /// N4: an option's code in `linked_data` is an integer where it looks like one.
  public var writesOptionCodesAsIntegers = false
  /// N4: asset collections of products name the share links of their assets in `linked_data`.
  public var addsAssetShareLinks = false
  /// N5: booleans of attributes (`unique`, `localizable`, `scopable` …) are the strings `"0"` and `"1"`.
  public var writesAttributeBooleansAsStrings = false
  /// N6: values bear `attribute_type`, and `reference_data_name` where the attribute has one.
  public var addsAttributeTypes = false
  /// N6: metric values bear their unit's `symbol`.
  public var addsMetricSymbols = false
  /// N7: attributes of type `pim_catalog_price_collection` are called `pim_catalog_price`.
  public var shortensPriceType = false
  /// N9: JSON text has `\/` and `\uXXXX` escapes.
  public var escapesJSON = true
  /// N18: `with_attribute_options` brings `linked_data` to product models too.
  public var addsLinkedDataToProductModels = true
  /// N33: values of assets tell size, type and date of their files in `linked_data`.
  public var addsAssetFileMetadata = false
  /// The uuid endpoints give products an `identifier` at the top, which only the identifier endpoints are documented to.
  public var addsIdentifierToUUIDProducts = false

  // MARK: Meaning

  /// N17: the category filter `parent` gives all descendants; if not, the direct children.
  public var categoryParentGivesDescendants = true
  /// N24: how far east of Greenwich the server's clock is set, in seconds. Its dates are written so.
  public var secondsFromGMT = 0
  /// N24: dates of product filters are read on the server's clock; if not, as UTC.
  public var readsFilterDatesOnServerClock = true
  /// N24: `=` on a date of a product means the whole day, as documented; if not, the very second.
  public var equalDateMeansDay = true
  /// N14: the filters `updated_including_linked_entities` and `updated_including_linked_type` exist.
  public var knowsLinkedEntityDates = false
  /// N23: `POST /products-uuid/search` exists.
  public var knowsProductSearch = true

  // MARK: Paging and addresses

  /// N20: the origin that links name, such as `http://pim.internal:8080` behind a proxy; `nil` for the request's own.
  public var linkOrigin: String?
  /// N20: query parameters that links lose.
  public var linksDrop: Set<String> = []
  /// N22: page pagination of products and product models ends after so many items.
  public var pagedItemsLimit = 10_000
  /// N22: items on a page of lists that have no `limit` (records, assets, reference entities, asset families).
  public var unlimitedPageSize = 100
  /// N23: the longest path with query, in bytes; what is longer gets 414.
  public var addressLimit = 8_190
  /// N32: `%2F` in a path is not found, as behind web servers that refuse it.
  public var refusesEncodedSlashes = false
  /// Whether downloads of media honour `Range` and name an `ETag`.
  public var servesRanges = true

  // MARK: Limits

  /// N26: so many calls at once are answered, further ones get 429; `nil` for no limit.
  public var callsAtOnce: Int?
  /// N26: whether the server's own 429 names `Retry-After`.
  public var namesRetryAfter = true

  // MARK: What it says it is

  /// The version that `/system-information` tells.
  public var version = "7.0.60"
  /// The edition that `/system-information` tells.
  public var edition = "EE"

  /// The documentation's server.
  public init() {}
}

extension ServerDialect {
  /// What the documentation says, and nothing else.
  public static let strict = ServerDialect()

  /// The vendor's hosted service: more properties on values, share links, clock in UTC.
  public static let cloud: ServerDialect = {
    var dialect = ServerDialect()
    dialect.putsAssetsUnderUnderscore = true
    dialect.addsAssetShareLinks = true
    dialect.addsAttributeTypes = true
    dialect.addsMetricSymbols = true
    dialect.addsAssetFileMetadata = true
    dialect.knowsLinkedEntityDates = true
    dialect.readsFilterDatesOnServerClock = false
    dialect.equalDateMeansDay = false
    dialect.version = "20260112000000"
    dialect.edition = "Serenity"
    return dialect
  }()

  /// A server on one's own machines, an hour east of Greenwich and behind a proxy that ends TLS: empty maps as lists,
  /// integers for codes, children for `parent`, no option labels on product models, links over plain http.
  public static let onPremises: ServerDialect = {
    var dialect = ServerDialect()
    dialect.writesEmptyMapsAsLists = true
    dialect.writesNumberedMapsAsLists = true
    dialect.writesEmptyCompletenessesAsMap = true
    dialect.putsAssetsUnderUnderscore = true
    dialect.putsAssetFamiliesUnderUnderscore = true
    dialect.putsAssetLabelsUnderValue = true
    dialect.writesOptionCodesAsIntegers = true
    dialect.writesAttributeBooleansAsStrings = true
    dialect.shortensPriceType = true
    dialect.addsLinkedDataToProductModels = false
    dialect.categoryParentGivesDescendants = false
    dialect.secondsFromGMT = 3_600
    dialect.readsFilterDatesOnServerClock = false
    dialect.equalDateMeansDay = false
    dialect.knowsProductSearch = false
    dialect.linkOrigin = "http://pim.internal"
    dialect.refusesEncodedSlashes = true
    dialect.servesRanges = false
    dialect.namesRetryAfter = false
    dialect.version = "6.0.115"
    return dialect
  }()
}
