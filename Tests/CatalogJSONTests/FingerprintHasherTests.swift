import CatalogJSON
import Testing

struct FingerprintHasherTests {
  private func fingerprint(_ bytes: [UInt8]) -> Fingerprint128 {
    var hasher = FingerprintHasher()
    hasher.combine(bytes)
    return hasher.finalize()
  }

  @Test("The reference that the tests compare with is MurmurHash3_x64_128, by its published verification value")
  func referenceIsMurmur() {
    let keys = (0..<256).map { count in
      Murmur3Reference.hash((0..<count).map { UInt8($0) }, seed: UInt64(256 - count))
    }
    let final = Murmur3Reference.hash(keys.flatMap { littleEndian($0.0) + littleEndian($0.1) }, seed: 0)
    #expect(UInt32(truncatingIfNeeded: final.0) == 0x6384_BA69)
  }

  private func littleEndian(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }

  @Test(
    "Known texts have their published hashes",
    arguments: [
      ("", "00000000000000000000000000000000"),
      ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
      ("hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
      ("19 Jan 2038 at 3:14:07 AM", "b89e5988b737affc664fc2950231b2cb"),
      ("The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
    ])
  func matchesPublished(_ text: String, _ hex: String) {
    #expect(fingerprint(Array(text.utf8)).hex == hex)
    var hasher = FingerprintHasher()
    hasher.combine(text)
    #expect(hasher.finalize().hex == hex)
  }

  @Test("Every length gives what the reference gives", arguments: SeededGenerator.seeds)
  func matchesReference(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in 0...200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      let (high, low) = Murmur3Reference.hash(bytes, seed: 0)
      #expect(fingerprint(bytes) == Fingerprint128(high: high, low: low), "\(count) bytes")
    }
  }

  @Test("Pieces give what the whole gives, wherever it is cut", arguments: SeededGenerator.seeds)
  func takesPieces(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<100).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let whole = fingerprint(bytes)
    for first in 0...bytes.count {
      var hasher = FingerprintHasher()
      hasher.combine(bytes[..<first])
      hasher.combine(bytes[first...])
      #expect(hasher.finalize() == whole, "cut at \(first)")
    }
    for _ in 0..<300 {
      var hasher = FingerprintHasher()
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 0...min(40, rest.count), using: &generator)
        hasher.combine(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(hasher.finalize() == whole)
    }
  }

  @Test("Looking at the fingerprint does not change what comes after")
  func goesOnAfterFinalize() {
    var hasher = FingerprintHasher()
    hasher.combine("hello")
    #expect(hasher.finalize() == hasher.finalize())
    hasher.combine(", world")
    #expect(hasher.finalize().hex == "342fac623a5ebc8e4cdcbc079642414d")
  }

  @Test("A document's fingerprint is the same in every process")
  func isFixed() throws {
    let slice = try JSONSlice(parsing: RichDocument.bytes)
    #expect(slice.fingerprint().hex == "d472f67ea1b9789541066fcb7b59a20e")
    #expect(slice.fingerprint() == fingerprint(slice.canonicalBytes()))
    #expect(try parsed("{}").fingerprint() == fingerprint(Array("{}".utf8)))
  }

  @Test("A change of one bit changes the fingerprint")
  func seesEveryBit() {
    let bytes = Array("{\"name\":\"kettle\",\"price\":\"12.50\"}".utf8)
    var seen: Set<Fingerprint128> = [fingerprint(bytes)]
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        #expect(seen.insert(fingerprint(changed)).inserted, "bit \(bit) of byte \(place)")
      }
    }
  }
}

/// MurmurHash3_x64_128 as its description says it, byte by byte, for comparison only.
private enum Murmur3Reference {
  static func hash(_ bytes: [UInt8], seed: UInt64) -> (UInt64, UInt64) {
    let (c1, c2): (UInt64, UInt64) = (0x87c3_7b91_1142_53d5, 0x4cf5_ad43_2745_937f)
    var (h1, h2) = (seed, seed)
    func word(_ start: Int) -> UInt64 {
      bytes.dropFirst(start).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    func rotated(_ x: UInt64, _ by: UInt64) -> UInt64 { x << by | x >> (64 - by) }
    func mixed(_ x: UInt64) -> UInt64 {
      var x = x
      x = (x ^ x >> 33) &* 0xff51_afd7_ed55_8ccd
      x = (x ^ x >> 33) &* 0xc4ce_b9fe_1a85_ec53
      return x ^ x >> 33
    }
    let blocks = bytes.count / 16
    for block in 0..<blocks {
      h1 ^= rotated(word(block * 16) &* c1, 31) &* c2
      h1 = (rotated(h1, 27) &+ h2) &* 5 &+ 0x52dc_e729
      h2 ^= rotated(word(block * 16 + 8) &* c2, 33) &* c1
      h2 = (rotated(h2, 31) &+ h1) &* 5 &+ 0x3849_5ab5
    }
    h2 ^= rotated(word(blocks * 16 + 8) &* c2, 33) &* c1
    h1 ^= rotated(word(blocks * 16) &* c1, 31) &* c2
    h1 ^= UInt64(bytes.count)
    h2 ^= UInt64(bytes.count)
    h1 &+= h2
    h2 &+= h1
    h1 = mixed(h1)
    h2 = mixed(h2)
    h1 &+= h2
    h2 &+= h1
    return (h1, h2)
  }
}
