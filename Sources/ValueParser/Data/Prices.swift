public import CatalogModels

/// An amount of money.
public struct Price: Sendable, Hashable, Codable {
  /// The amount.
  public let amount: Amount
  /// The currency, such as `EUR`.
  public let currency: Code<Currency>

  /// Creates a price.
  public init(amount: Amount, currency: Code<Currency>) {
    self.amount = amount
    self.currency = currency
  }
}

extension Price: CustomStringConvertible {
  /// The amount and the currency: `12.50 EUR`.
  public var description: String { "\(amount) \(currency)" }
}

/// The prices of one value, one for each currency, in the order in which they came.
///
/// See https://api.akeneo.com/concepts/products.html#price-attribute
public struct Prices: Sendable, Hashable {
  private var list: [Price] = []

  /// Creates prices. Where a currency stands twice, its last price counts.
  public init(_ prices: some Sequence<Price>) {
    var places: [String: Int] = [:]
    for price in prices {
      // Real lists are short; the table is there for those that are not.
      let known =
        list.count < 16
        ? list.firstIndex { $0.currency.matches(price.currency) } : places[price.currency.folded]
      if let known {
        list[known] = price
        continue
      }
      list.append(price)
      if list.count == 16 {
        for (place, price) in list.enumerated() { places[price.currency.folded] = place }
      } else if list.count > 16 {
        places[price.currency.folded] = list.count - 1
      }
    }
  }

  /// The amount in a currency.
  public subscript(_ currency: Code<Currency>) -> Amount? {
    list.first { $0.currency.matches(currency) }?.amount
  }

  /// The currencies.
  public var currencies: [Code<Currency>] { list.map(\.currency) }

  /// The prices in some currencies only, such as those of a channel.
  public func cut(to currencies: some Sequence<Code<Currency>>) -> Prices {
    let kept = Set(currencies.map(\.folded))
    return Prices(list.filter { kept.contains($0.currency.folded) })
  }
}

extension Prices: RandomAccessCollection {
  /// The first place.
  public var startIndex: Int { list.startIndex }
  /// The place behind the last.
  public var endIndex: Int { list.endIndex }
  /// The price at a place.
  public subscript(_ position: Int) -> Price { list[position] }
  /// Gives the prices in the order in which they came.
  public func makeIterator() -> IndexingIterator<[Price]> { list.makeIterator() }
}

extension Prices: CustomStringConvertible {
  /// The prices in the order in which they came: `12.50 EUR, 13.90 USD`.
  public var description: String { list.map(\.description).joined(separator: ", ") }
}

extension Prices: Codable {
  /// Reads a list of prices.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Price].self))
  }

  /// Writes a list of prices.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(list)
  }
}
