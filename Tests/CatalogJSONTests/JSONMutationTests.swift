import CatalogJSON
import Testing

/// Damaged input: it is refused or it is read, and what is read can be walked to its last byte.
struct JSONMutationTests {
  /// Uses everything a slice offers, so that a wrong range would trap or show.
  private func walk(_ slice: JSONSlice, _ seed: UInt64) throws {
    switch slice.kind {
    case .null, .bool: break
    case .number:
      #expect(slice.numberText?.isEmpty == false, "seed \(seed)")
      _ = slice.int
    case .string:
      let string = try #require(slice.string, "seed \(seed)")
      #expect(Array(string.utf8) == slice.stringUTF8, "seed \(seed)")
    case .array: for element in slice.elements { try walk(element, seed) }
    case .object:
      for (key, value) in slice.members {
        #expect(slice[key] != nil, "seed \(seed)")
        try walk(value, seed)
      }
    }
  }

  private func check(_ bytes: [UInt8], _ seed: UInt64) throws {
    do {
      let slice = try JSONSlice(parsing: bytes)
      try walk(slice, seed)
      let canonical = slice.canonicalBytes()
      #expect(try JSONSlice(parsing: canonical).canonicalBytes() == canonical, "seed \(seed)")
    } catch let error as JSONError {
      #expect(error.offset >= 0 && error.offset <= bytes.count, "seed \(seed)")
    }
  }

  @Test("Bytes changed, put in, taken out or moved never do harm", arguments: SeededGenerator.seeds)
  func survivesDamage(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let tokens =
      Array("{}[],:\"\\ue0123456789.-+truefalsn \n/".utf8) + [0x00, 0x1F, 0x80, 0xBF, 0xC3, 0xED, 0xF0, 0xFF]
    for _ in 0..<1_500 {
      let document = RandomJSON.document(using: &generator)
      var bytes = Array(generator.oneIn(2) ? document.plain.utf8 : document.written(using: &generator).utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let byte = tokens.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes.insert(byte, at: place)
        case 1 where place < bytes.count: bytes[place] = byte
        case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 3 where place < bytes.count: bytes.remove(at: place)
        default: bytes = Array(bytes[place...] + bytes[..<place])
        }
      }
      try check(bytes, seed)
    }
  }

  @Test("Bytes by chance never do harm", arguments: SeededGenerator.seeds)
  func survivesNoise(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let tokens = Array("{}[],:\"\\u0-.eE9tfn ".utf8)
    for round in 0..<4_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        round.isMultiple(of: 2)
          ? UInt8.random(in: .min ... .max, using: &generator) : tokens.randomElement(using: &generator) ?? 0
      }
      try check(bytes, seed)
    }
  }

  @Test("Each byte of a page replaced by each byte of JSON's own never does harm")
  func survivesEveryReplacement() throws {
    let original = try JSONSlice(parsing: RichDocument.bytes).utf8
    for place in original.indices {
      var bytes = RichDocument.bytes
      for byte in Array("\"\\{],:".utf8) + [0x00, 0xFF] {
        bytes[place] = byte
        if let error = refusal(of: bytes) {
          #expect(error.offset >= 0 && error.offset <= bytes.count, "byte \(byte) at \(place)")
        }
      }
    }
  }
}
