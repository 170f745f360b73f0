import CatalogJSON
import Testing

struct HMACSHA256Tests {
  /// The test cases 1 to 4, 6 and 7 of RFC 4231: key, message, code.
  static let published: [(String, String, String)] = [
    (
      String(repeating: "0b", count: 20), "4869205468657265",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      String(repeating: "aa", count: 131),
      "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ]

  @Test("HMAC-SHA256 gives the codes of RFC 4231", arguments: published)
  func publishedCodes(_ key: String, _ message: String, _ code: String) throws {
    let key = try #require(Hexadecimal.bytes(key))
    let message = try #require(Hexadecimal.bytes(message))
    #expect(Hexadecimal.text(HMACSHA256.code(for: [message], key: key)) == code)
    let half = message.count / 2
    #expect(
      Hexadecimal.text(HMACSHA256.code(for: [Array(message[..<half]), Array(message[half...])], key: key)) == code)
  }

  @Test("Byte strings are equal only when every byte is")
  func equality() {
    let bytes: [UInt8] = [1, 2, 3, 4]
    #expect(HMACSHA256.areEqual(bytes, bytes))
    #expect(!HMACSHA256.areEqual(bytes, [1, 2, 3]))
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 0x80
      #expect(!HMACSHA256.areEqual(bytes, other))
    }
    #expect(HMACSHA256.areEqual([], []))
  }

  @Test("Hexadecimal digits give their bytes in either case, and nothing else does")
  func digits() {
    #expect(Hexadecimal.bytes("00fFAb") == [0x00, 0xff, 0xab])
    for wrong in ["0", "0g", "0x", " 00", "0٣"] { #expect(Hexadecimal.bytes(wrong) == nil) }
    #expect(Hexadecimal.text([0x00, 0xff, 0xab]) == "00ffab")
  }
}
