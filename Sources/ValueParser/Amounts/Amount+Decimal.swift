internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Amount {
  /// Creates an amount of a decimal number, exactly; `nil` for `Decimal.nan`.
  public init?(_ value: Decimal) { self.init("\(value)") }

  /// The value as Foundation's `Decimal`, where that holds it exactly: up to 38 digits, powers of ten from -128 to 127.
  ///
  /// `Decimal` does not keep trailing zeros: use ``text`` to write an amount.
  public var decimal: Decimal? {
    let number = number
    guard !number.digits.isEmpty else { return Decimal(0) }
    guard number.digits.count <= 38 else { return nil }
    var digits = number.digits
    var power = number.exponent - digits.count
    while power > 127, digits.count < 38 {
      digits.append(0)
      power -= 1
    }
    guard (-128...127).contains(power) else { return nil }
    // Two halves of at most 19 digits each fit 64 bits, and their sum fits Decimal's 128.
    let high = Amount.integer(digits.dropLast(19))
    let low = Amount.integer(digits.suffix(19))
    var significand = Decimal(low)
    if high > 0 {
      significand += Decimal(high) * Decimal(sign: .plus, exponent: 19, significand: 1)
    }
    return Decimal(sign: number.isNegative ? .minus : .plus, exponent: power, significand: significand)
  }

  private static func integer(_ digits: some Sequence<UInt8>) -> UInt64 {
    digits.reduce(0) { $0 * 10 + UInt64($1) }
  }
}
