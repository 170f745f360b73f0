import CatalogJSON
import Testing

struct SHA256Tests {
  /// Digests that NIST publishes for these messages.
  static let published: [(String, String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]

  @Test("SHA-256 gives the digests that NIST publishes", arguments: published)
  func publishedDigests(_ message: String, _ digest: String) {
    #expect(Hexadecimal.text(SHA256.digest(of: Array(message.utf8))) == digest)
  }

  @Test("SHA-256 of a million times the letter a")
  func millionLetters() {
    var hash = SHA256()
    for _ in 0..<1_000 { hash.combine([UInt8](repeating: UInt8(ascii: "a"), count: 1_000)) }
    #expect(
      Hexadecimal.text(hash.finalize()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("Where the pieces are cut does not matter, nor a digest taken in between", arguments: [1, 3, 63, 64, 65, 127])
  func pieces(_ size: Int) {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hash = SHA256()
    var start = 0
    while start < bytes.count {
      hash.combine(bytes[start..<min(start + size, bytes.count)])
      _ = hash.finalize()
      start += size
    }
    #expect(hash.finalize() == SHA256.digest(of: bytes))
  }
}
