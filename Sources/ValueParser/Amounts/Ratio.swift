internal import CatalogJSON

/// An exact fraction. A chain of conversions is calculated in it without any rounding; only its end is rounded, once.
struct Ratio: Sendable, Hashable {
  private(set) var isNegative: Bool
  private(set) var numerator: Natural
  private(set) var denominator: Natural

  /// The largest number of digits and the largest power of ten that are calculated with.
  static let digitLimit = 100

  /// `nil` for an amount beyond ``digitLimit``, which is no measurement and would only cost time.
  init?(_ amount: Amount) {
    let number = amount.number
    let power = number.exponent - number.digits.count
    guard number.digits.count <= Ratio.digitLimit, abs(power) <= Ratio.digitLimit else { return nil }
    isNegative = number.isNegative
    let digits = Natural(digits: number.digits)
    numerator = power > 0 ? digits * Natural(powerOfTen: power) : digits
    denominator = power < 0 ? Natural(powerOfTen: -power) : .one
  }

  private init(_ isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
    self.isNegative = isNegative && !numerator.isZero
    self.numerator = numerator
    self.denominator = denominator
  }

  var isZero: Bool { numerator.isZero }

  static func * (a: Ratio, b: Ratio) -> Ratio {
    Ratio(a.isNegative != b.isNegative, a.numerator * b.numerator, a.denominator * b.denominator)
  }

  /// The quotient, for a divisor that is not 0.
  static func / (a: Ratio, b: Ratio) -> Ratio {
    Ratio(a.isNegative != b.isNegative, a.numerator * b.denominator, a.denominator * b.numerator)
  }

  static func + (a: Ratio, b: Ratio) -> Ratio {
    let (x, y) = (a.numerator * b.denominator, b.numerator * a.denominator)
    let denominator = a.denominator * b.denominator
    if a.isNegative == b.isNegative { return Ratio(a.isNegative, x + y, denominator) }
    return x >= y ? Ratio(a.isNegative, x - y, denominator) : Ratio(b.isNegative, y - x, denominator)
  }

  static func - (a: Ratio, b: Ratio) -> Ratio { a + Ratio(!b.isNegative, b.numerator, b.denominator) }

  /// The number with a bounded number of decimals; a half is rounded away from zero.
  func amount(_ places: DecimalPlaces) -> Amount {
    let count = places.count
    var (digits, remainder) = (numerator * Natural(powerOfTen: count)).divided(by: denominator)
    if remainder + remainder >= denominator {
      digits = (Natural(digits: digits) + .one).digits
    }
    if digits.count <= count { digits = Array(repeating: 0, count: count + 1 - digits.count) + digits }
    var text = digits.map { $0 + UInt8(ascii: "0") }
    if count > 0 { text.insert(UInt8(ascii: "."), at: text.count - count) }
    if places.isTrimmed, count > 0 {
      while text.last == UInt8(ascii: "0") { text.removeLast() }
      if text.last == UInt8(ascii: ".") { text.removeLast() }
    }
    let isZero = digits.allSatisfy { $0 == 0 }
    return Amount(checked: (isNegative && !isZero ? "-" : "") + String(decoding: text, as: UTF8.self))
  }
}
