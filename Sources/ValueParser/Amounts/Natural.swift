/// A whole number from 0 of any size, for exact arithmetic. The callers bound the size.
struct Natural: Sendable, Hashable {
  /// In base 1,000,000,000, the smallest first, without zeros at the end.
  private var limbs: [UInt32]

  private static let base: UInt64 = 1_000_000_000

  static let zero = Natural(limbs: [])
  static let one = Natural(limbs: [1])

  private init(limbs: [UInt32]) {
    self.limbs = limbs
  }

  /// Takes decimal digits, 0 to 9, the most significant first.
  init(digits: some BidirectionalCollection<UInt8>) {
    limbs = []
    var rest = digits[...]
    while !rest.isEmpty {
      let tail = rest.suffix(9)
      limbs.append(tail.reduce(0) { $0 * 10 + UInt32($1) })
      rest = rest.dropLast(9)
    }
    trim()
  }

  /// A power of ten.
  init(powerOfTen power: Int) {
    limbs = Array(repeating: 0, count: power / 9)
    limbs.append((0..<power % 9).reduce(1) { value, _ in value * 10 })
  }

  var isZero: Bool { limbs.isEmpty }

  /// The decimal digits, the most significant first; none for 0.
  var digits: [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }

  static func * (a: Natural, b: Natural) -> Natural {
    guard !a.isZero, !b.isZero else { return .zero }
    var product = [UInt32](repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.limbs.enumerated() {
        let sum = UInt64(product[i + j]) + UInt64(x) * UInt64(y) + carry
        product[i + j] = UInt32(sum % base)
        carry = sum / base
      }
      product[i + b.limbs.count] = UInt32(carry)
    }
    var result = Natural(limbs: product)
    result.trim()
    return result
  }

  static func + (a: Natural, b: Natural) -> Natural {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for place in 0..<max(a.limbs.count, b.limbs.count) {
      let value = a.limb(place) + b.limb(place) + carry
      sum.append(UInt32(value % base))
      carry = value / base
    }
    if carry > 0 { sum.append(UInt32(carry)) }
    return Natural(limbs: sum)
  }

  /// The difference, for a subtrahend that is not larger.
  static func - (a: Natural, b: Natural) -> Natural {
    var difference: [UInt32] = []
    var borrow: UInt64 = 0
    for place in 0..<a.limbs.count {
      let taken = b.limb(place) + borrow
      let value = a.limb(place)
      borrow = value < taken ? 1 : 0
      difference.append(UInt32(value + borrow * base - taken))
    }
    var result = Natural(limbs: difference)
    result.trim()
    return result
  }

  /// The quotient's digits and the remainder. The divisor is not 0.
  func divided(by divisor: Natural) -> (quotient: [UInt8], remainder: Natural) {
    var quotient: [UInt8] = []
    var remainder = Natural.zero
    let ten = Natural(limbs: [10])
    for digit in digits {
      remainder = remainder * ten + Natural(digits: [digit])
      var count: UInt8 = 0
      while remainder >= divisor {
        remainder = remainder - divisor
        count += 1
      }
      if count > 0 || !quotient.isEmpty { quotient.append(count) }
    }
    return (quotient, remainder)
  }

  private func limb(_ place: Int) -> UInt64 { place < limbs.count ? UInt64(limbs[place]) : 0 }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }
}

extension Natural: Comparable {
  static func < (a: Natural, b: Natural) -> Bool {
    a.limbs.count == b.limbs.count
      ? a.limbs.reversed().lexicographicallyPrecedes(b.limbs.reversed()) : a.limbs.count < b.limbs.count
  }
}
