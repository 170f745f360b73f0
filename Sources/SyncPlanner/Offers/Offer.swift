import CatalogModels
public import ValueParser

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What is offered of a product just now: how many there are, at what price, and for whom. It is joined with products by
/// SKU and changes far more often than they do, so that it has feeds and fingerprints of its own (E3).
public struct Offer: Sendable, Hashable {
  /// The SKU.
  public var sku: String
  /// How many can be sold; `nil` where nothing is said.
  public var quantity: Amount?
  /// The prices of today, by currency.
  public var prices: [Price]
  /// Reduced prices within their periods (E5).
  public var sales: [Sale]
  /// What is otherwise for a customer group.
  public var groups: [Group]

  /// Creates an offer.
  public init(
    sku: String, quantity: Amount? = nil, prices: [Price] = [], sales: [Sale] = [], groups: [Group] = []
  ) {
    self.sku = sku
    self.quantity = quantity
    self.prices = prices
    self.sales = sales
    self.groups = groups
  }

  /// A reduced price within a period.
  public struct Sale: Sendable, Hashable {
    /// The price.
    public var price: Price
    /// When it holds.
    public var period: Period

    /// Creates a reduced price.
    public init(_ price: Price, during period: Period) {
      self.price = price
      self.period = period
    }
  }

  /// From a moment to a moment: the first belongs to it, the last does not.
  public struct Period: Sendable, Hashable {
    /// When it begins; `nil` for always.
    public var from: Date?
    /// When it is over; `nil` for never.
    public var until: Date?

    /// Creates a period.
    public init(from: Date? = nil, until: Date? = nil) {
      self.from = from
      self.until = until
    }

    /// The period of some days, the last one included.
    ///
    /// - Parameters:
    ///   - first: The first day; `nil` for always.
    ///   - last: The last day; `nil` for never.
    ///   - zone: How far the clocks of the place are ahead of Greenwich on these days, in seconds. Days have no zone of
    ///     their own, so that it must be stated.
    public init(first: CatalogDate?, last: CatalogDate?, secondsFromGMT zone: Int) {
      from = first?.startInGMT.addingTimeInterval(Double(-zone))
      until = last?.startInGMT.addingTimeInterval(Double(86_400 - zone))
    }

    /// Whether a moment lies in it.
    public func contains(_ moment: Date) -> Bool {
      (from.map { $0 <= moment } ?? true) && (until.map { moment < $0 } ?? true)
    }
  }

  /// What is otherwise for a customer group.
  public struct Group: Sendable, Hashable {
    /// The destination's code of the group.
    public var code: String
    /// Its prices, by currency; none where they are those of everybody.
    public var prices: [Price]
    /// Whether it sees the product; `nil` where nothing is said.
    public var isVisible: Bool?

    /// Creates a group.
    public init(_ code: String, prices: [Price] = [], isVisible: Bool? = nil) {
      self.code = code
      self.prices = prices
      self.isVisible = isVisible
    }
  }
}
