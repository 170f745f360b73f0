/// 128 bits that stand for a value's canonical form: the same in every process, on every machine.
///
/// It tells changed from unchanged. It is no signature: whoever writes the catalog could forge one.
package struct Fingerprint128: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the 32 hexadecimal digits of ``hex``.
  package init?(hex: some StringProtocol) {
    guard hex.utf8.count == 32, hex.utf8.allSatisfy({ $0.hexValue != nil }),
      let high = UInt64(hex.prefix(16), radix: 16), let low = UInt64(hex.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// 32 hexadecimal digits in lower case.
  package var hex: String {
    let bytes = [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
    return String(decoding: bytes.flatMap(JSONText.hexDigits), as: UTF8.self)
  }

  package static func < (a: Fingerprint128, b: Fingerprint128) -> Bool {
    a.high == b.high ? a.low < b.low : a.high < b.high
  }

  package var description: String { hex }
}
