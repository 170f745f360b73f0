/// An amount with its unit.
///
/// See https://api.akeneo.com/concepts/products.html#metric-attribute
public struct Metric: Sendable, Hashable, Codable {
  /// The amount; `nil` where only a unit was chosen (N5).
  public let amount: Amount?
  /// The unit's code, such as `KILOGRAM`.
  public let unit: String
  /// The unit's symbol, such as `kg`: the server's, or that of the measurement family, where one of them gives it (N6).
  public let symbol: String?

  /// Creates a metric.
  public init(amount: Amount?, unit: String, symbol: String? = nil) {
    self.amount = amount
    self.unit = unit
    self.symbol = symbol
  }
}

extension Metric: CustomStringConvertible {
  /// The amount and the symbol, or the unit's code where there is none: `12.5 kg`.
  public var description: String {
    [amount?.text, symbol ?? unit].compactMap(\.self).joined(separator: " ")
  }
}
