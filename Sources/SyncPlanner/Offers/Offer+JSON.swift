public import CatalogModels
import ValueParser

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Offer {
  /// Reads an offer:
  ///
  /// ```json
  /// {"sku": "A-1", "quantity": 12, "prices": {"EUR": "19.90"},
  ///  "sales": [{"price": {"EUR": "14.90"}, "from": "2026-11-27T00:00:00+01:00", "until": "2026-12-01T00:00:00+01:00"}],
  ///  "groups": {"trade": {"prices": {"EUR": "11.00"}, "visible": true}}}
  /// ```
  ///
  /// - Throws: ``SyncError`` `source`, with the place: for a number that is none, or a moment without its zone.
  public init(_ json: RawJSON) throws(SyncError) {
    guard let sku = json["sku"]?.string, !sku.isEmpty else { throw Self.error("sku", "it is missing") }
    self.init(sku: sku)
    if let quantity = json["quantity"]?.nonEmpty {
      guard let amount = Self.amount(quantity) else { throw Self.error("quantity", "it is no number", sku) }
      self.quantity = amount
    }
    prices = try Self.prices(json["prices"], "prices", sku)
    for (place, sale) in (json["sales"]?.list ?? []).enumerated() {
      let period = Period(
        from: try Self.moment(sale["from"], "sales[\(place)].from", sku),
        until: try Self.moment(sale["until"], "sales[\(place)].until", sku))
      for price in try Self.prices(sale["price"], "sales[\(place)].price", sku) {
        sales.append(Sale(price, during: period))
      }
    }
    for (code, group) in json["groups"]?.members ?? [] {
      groups.append(
        Group(
          code, prices: try Self.prices(group["prices"], "groups.\(code).prices", sku),
          isVisible: group["visible"]?.bool))
    }
  }

  /// The offer as it holds at a moment: of the sales, those whose period the moment lies in (E5).
  public func json(at moment: Date) -> RawJSON {
    var members: [String: RawJSON] = ["sku": .string(sku)]
    if let quantity { members["quantity"] = FieldContent.json(quantity) }
    if !prices.isEmpty { members["prices"] = Self.json(prices) }
    let current = sales.filter { $0.period.contains(moment) }.map(\.price)
    if !current.isEmpty { members["sale"] = Self.json(Self.lowest(current)) }
    if !groups.isEmpty {
      members["groups"] = .object(
        Dictionary(
          groups.map { group in
            var content: [String: RawJSON] = [:]
            if !group.prices.isEmpty { content["prices"] = Self.json(group.prices) }
            if let isVisible = group.isVisible { content["visible"] = .bool(isVisible) }
            return (group.code, RawJSON.object(content))
          }
        ) { $1 })
    }
    return .object(members)
  }

  /// Where periods of one currency overlap, the lowest price holds.
  private static func lowest(_ prices: [Price]) -> [Price] {
    var lowest: [Code<Currency>: Price] = [:]
    for price in prices where lowest[price.currency].map({ price.amount < $0.amount }) ?? true {
      lowest[price.currency] = price
    }
    return Array(lowest.values)
  }

  private static func json(_ prices: [Price]) -> RawJSON {
    .object(Dictionary(prices.map { ($0.currency.rawValue, RawJSON.string($0.amount.text)) }) { $1 })
  }

  private static func amount(_ json: RawJSON) -> Amount? {
    (json.numberText ?? json.string).flatMap { Amount($0) }
  }

  private static func prices(_ json: RawJSON?, _ path: String, _ sku: String) throws(SyncError) -> [Price] {
    var prices: [Price] = []
    for (currency, value) in json?.members ?? [] where !value.isNull {
      guard let amount = amount(value) else { throw error("\(path).\(currency)", "it is no amount", sku) }
      prices.append(Price(amount: amount, currency: Code(currency)))
    }
    return prices
  }

  private static func moment(_ json: RawJSON?, _ path: String, _ sku: String) throws(SyncError) -> Date? {
    guard let json, !json.isNull else { return nil }
    guard let text = json.string, text.count > 16, let date = Date(catalogText: text) else {
      throw error(path, "it is no moment with its zone, such as 2026-11-27T00:00:00+01:00", sku)
    }
    return date
  }

  private static func error(_ path: String, _ reason: String, _ sku: String? = nil) -> SyncError {
    SyncError(.source, "An offer\(sku.map { " of `\($0)`" } ?? "") cannot be read. At `\(path)`: \(reason).")
  }
}
