import CatalogJSON
import Testing

struct Fingerprint128Tests {
  @Test(
    "A fingerprint is written as 32 digits and read again",
    arguments: [
      (UInt64(0), UInt64(0), "00000000000000000000000000000000"),
      (.max, .max, "ffffffffffffffffffffffffffffffff"),
      (1, 0, "00000000000000010000000000000000"),
      (0, 1, "00000000000000000000000000000001"),
      (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, "0123456789abcdeffedcba9876543210"),
    ])
  func writesHex(_ high: UInt64, _ low: UInt64, _ hex: String) throws {
    let fingerprint = Fingerprint128(high: high, low: low)
    #expect(fingerprint.hex == hex)
    #expect(fingerprint.description == hex)
    #expect(Fingerprint128(hex: hex) == fingerprint)
    #expect(Fingerprint128(hex: hex.uppercased()) == fingerprint)
    #expect(Fingerprint128(hex: "x\(hex)".dropFirst()) == fingerprint)
  }

  @Test(
    "What is not 32 digits is refused",
    arguments: [
      "", "0", "0000000000000000000000000000000", "000000000000000000000000000000000",
      "g0000000000000000000000000000000", "+0000000000000000000000000000001", "000000000000000-0000000000000001",
      " 0000000000000000000000000000001", "0x000000000000000000000000000001", "0000000000000000000000000000000\n",
      "é000000000000000000000000000000", "00000000-0000-0000-0000-00000000", "\u{FF10}00000000000000000000000000000",
    ])
  func refusesHex(_ hex: String) {
    #expect(Fingerprint128(hex: hex) == nil)
  }

  @Test("Fingerprints are ordered as their digits are")
  func orders() {
    let ascending = [(0, 0), (0, 1), (0, UInt64.max), (1, 0), (1, 1), (UInt64.max, 0), (.max, .max)]
      .map { Fingerprint128(high: $0.0, low: $0.1) }
    for (i, a) in ascending.enumerated() {
      for (j, b) in ascending.enumerated() {
        #expect((a < b) == (i < j))
        #expect((a < b) == (a.hex < b.hex))
      }
    }
  }
}
