/// A number as written: a sign, digits, and a power of ten. Equal and ordered as numbers, whatever the notation:
/// `12.50`, `12.5` and `1.25e1` are one value. No digit is rounded; only an exponent beyond ±2^58, which no server means,
/// is taken as that bound.
package struct JSONDecimal: Hashable, Sendable, Comparable {
  package let isNegative: Bool
  /// The digits, 0 to 9, without zeros at either end; none for zero.
  package let digits: [UInt8]
  /// The value is `0.digits × 10^exponent`.
  package let exponent: Int

  /// Reads a number that was checked to be one.
  package init(_ text: some Sequence<UInt8>) {
    var digits: [UInt8] = []
    var isNegative = false
    var beforePoint = 0
    var pointSeen = false
    var power = 0
    var powerIsNegative = false
    var inPower = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): if inPower { powerIsNegative = true } else { isNegative = true }
      case UInt8(ascii: "."): pointSeen = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): inPower = true
      case _ where byte.isDigit && inPower:
        power = min(power, 1 << 59) * 10 + Int(byte - UInt8(ascii: "0"))
      case _ where byte.isDigit:
        let digit = byte - UInt8(ascii: "0")
        if digits.isEmpty && digit == 0 {
          if pointSeen { beforePoint -= 1 }
        } else {
          digits.append(digit)
          if !pointSeen { beforePoint += 1 }
        }
      default: break
      }
    }
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
    // A document's digits number less than 2^32, so the sum stays inside Int, and a power that met its bound stays
    // beyond the exponent's. That makes the canonical form of an absurd number read as itself again.
    let sum = beforePoint + (powerIsNegative ? -power : power)
    exponent = digits.isEmpty ? 0 : min(max(sum, -Self.exponentBound), Self.exponentBound)
  }

  /// The largest size of ``exponent``.
  static let exponentBound = 1 << 58

  /// Up to so many digits before the point, the canonical form needs no power of ten.
  static let plainDigits = 21

  /// The value as an integer, where it is one that fits.
  package var int: Int? {
    guard exponent >= digits.count, exponent <= 19 else { return nil }
    var value = 0
    for place in 0..<exponent {
      let digit = place < digits.count ? Int(digits[place]) : 0
      let (product, tooBig) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(isNegative ? -digit : digit)
      if tooBig || overflow { return nil }
      value = sum
    }
    return value
  }

  package static func < (a: JSONDecimal, b: JSONDecimal) -> Bool {
    if a.sign != b.sign { return a.sign < b.sign }
    return a.isNegative ? b.isCloserToZero(than: a) : a.isCloserToZero(than: b)
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  private func isCloserToZero(than other: JSONDecimal) -> Bool {
    exponent == other.exponent ? digits.lexicographicallyPrecedes(other.digits) : exponent < other.exponent
  }

  /// The one notation of this value: plain up to 21 digits before or 6 zeros behind the point, else with a power of ten.
  package func appendCanonical(to bytes: inout [UInt8]) {
    guard !digits.isEmpty else { return bytes.append(UInt8(ascii: "0")) }
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    let ascii = digits.map { $0 + UInt8(ascii: "0") }
    switch exponent {
    case 1...Self.plainDigits:
      let whole = min(exponent, ascii.count)
      bytes.append(contentsOf: ascii[..<whole])
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent - whole))
      if whole < ascii.count {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: ascii[whole...])
      }
    case -6...0:
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -exponent))
      bytes.append(contentsOf: ascii)
    default:
      bytes.append(ascii[0])
      if ascii.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: ascii[1...])
      }
      bytes.append(UInt8(ascii: "e"))
      bytes.append(contentsOf: "\(exponent - 1)".utf8)
    }
  }
}
