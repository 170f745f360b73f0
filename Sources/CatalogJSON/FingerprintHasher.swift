/// MurmurHash3 (x64, 128 bits, seed 0) over bytes that come in pieces.
package struct FingerprintHasher: Sendable {
  private var h1: UInt64 = 0
  private var h2: UInt64 = 0
  private var length: UInt64 = 0
  /// Up to 15 bytes that do not fill a block yet, lowest first.
  private var pendingLow: UInt64 = 0
  private var pendingHigh: UInt64 = 0
  private var pendingCount = 0

  private static let c1: UInt64 = 0x87c3_7b91_1142_53d5
  private static let c2: UInt64 = 0x4cf5_ad43_2745_937f

  package init() {}

  package mutating func combine(_ bytes: [UInt8]) {
    combine(bytes[...])
  }

  package mutating func combine(_ text: String) {
    // Safe: the pointer lives as long as the closure runs.
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe combine($0.span) }
    if isDone == nil { combine(ArraySlice(text.utf8)) }
  }

  package mutating func combine(_ bytes: ArraySlice<UInt8>) {
    combine(bytes.span)
  }

  package mutating func combine(_ span: Span<UInt8>) {
    length &+= UInt64(span.count)
    var index = 0
    while pendingCount > 0, index < span.count {
      take(span[index])
      index += 1
    }
    let raw = unsafe span.bytes
    while index &+ 16 <= span.count {
      // Safe: both words end at or before the span's end, and every bit pattern is an integer.
      let low = unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self))
      block(low, high)
      index &+= 16
    }
    while index < span.count {
      take(span[index])
      index += 1
    }
  }

  /// The fingerprint of all bytes so far. More can be combined after it.
  package func finalize() -> Fingerprint128 {
    var (a, b) = (h1, h2)
    if pendingCount > 8 { b ^= Self.mix2(pendingHigh) }
    if pendingCount > 0 { a ^= Self.mix1(pendingLow) }
    a ^= length
    b ^= length
    a &+= b
    b &+= a
    a = Self.avalanche(a)
    b = Self.avalanche(b)
    a &+= b
    b &+= a
    return Fingerprint128(high: a, low: b)
  }

  private mutating func take(_ byte: UInt8) {
    if pendingCount < 8 {
      pendingLow |= UInt64(byte) << UInt64(8 * pendingCount)
    } else {
      pendingHigh |= UInt64(byte) << UInt64(8 * (pendingCount - 8))
    }
    pendingCount += 1
    if pendingCount == 16 {
      block(pendingLow, pendingHigh)
      (pendingLow, pendingHigh, pendingCount) = (0, 0, 0)
    }
  }

  @inline(__always)
  private mutating func block(_ low: UInt64, _ high: UInt64) {
    h1 ^= Self.mix1(low)
    h1 = Self.rotate(h1, 27) &+ h2
    h1 = h1 &* 5 &+ 0x52dc_e729
    h2 ^= Self.mix2(high)
    h2 = Self.rotate(h2, 31) &+ h1
    h2 = h2 &* 5 &+ 0x3849_5ab5
  }

  @inline(__always) private static func mix1(_ word: UInt64) -> UInt64 { rotate(word &* c1, 31) &* c2 }
  @inline(__always) private static func mix2(_ word: UInt64) -> UInt64 { rotate(word &* c2, 33) &* c1 }
  @inline(__always) private static func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 { x << by | x >> (64 - by) }

  private static func avalanche(_ word: UInt64) -> UInt64 {
    var x = word
    x ^= x >> 33
    x = x &* 0xff51_afd7_ed55_8ccd
    x ^= x >> 33
    x = x &* 0xc4ce_b9fe_1a85_ec53
    x ^= x >> 33
    return x
  }
}
