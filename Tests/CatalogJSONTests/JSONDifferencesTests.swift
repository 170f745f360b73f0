import CatalogJSON
import Foundation
import Testing

/// Where this reader and Foundation's differ, and that they differ nowhere else.
struct JSONDifferencesTests {
  struct Difference: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let isAcceptedHere: Bool
    let reason: String

    init(_ text: String, acceptedHere: Bool, _ reason: String) {
      self.init(Array(text.utf8), acceptedHere: acceptedHere, reason)
    }

    init(_ bytes: [UInt8], acceptedHere: Bool, _ reason: String) {
      self.bytes = bytes
      isAcceptedHere = acceptedHere
      self.reason = reason
    }

    var testDescription: String { reason }

    /// All there are.
    static let all: [Difference] = [
      .init("[1e400]", acceptedHere: true, "a number beyond a Double is kept as text"),
      .init("[-1e400]", acceptedHere: true, "a negative number beyond a Double is kept as text"),
      .init("[1,]", acceptedHere: false, "a comma before a closing bracket is no JSON"),
      .init("{\"a\":1,}", acceptedHere: false, "a comma before a closing brace is no JSON"),
      .init(
        [0xEF, 0xBB, 0xBF] + Array("{}".utf8), acceptedHere: false, "a byte order mark is no JSON between systems"),
      .init([0x7B, 0, 0x7D, 0], acceptedHere: false, "UTF-16 is no JSON between systems"),
      .init(
        String(repeating: "[", count: 200) + String(repeating: "]", count: 200), acceptedHere: false,
        "depth is bounded at 128"),
    ]
  }

  private func foundation(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
  }

  private func slice(_ bytes: [UInt8]) -> JSONSlice? { try? JSONSlice(parsing: bytes) }

  @Test("The readers differ where the list says, each time for a reason", arguments: Difference.all)
  func knownDifferences(_ difference: Difference) {
    let isAcceptedHere = slice(difference.bytes) != nil
    let isAcceptedThere = foundation(difference.bytes) != nil
    #expect(isAcceptedHere == difference.isAcceptedHere)
    #expect(isAcceptedThere != difference.isAcceptedHere)
  }

  /// What can stand in a string, right or wrong, at any place of a wide load.
  static let inserts: [[UInt8]] =
    [#"\n"#, #"\""#, #"\\"#, #"\/"#, #"\u00e9"#, #"\uD83D\uDE00"#, #"\u0000"#, "é", "€", "😀", "\u{7F}", "\u{2028}"]
    .map { Array($0.utf8) } + [
      [0x00], [0x1F], [0x0A], [0x80], [0xBF], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xED, 0x9F, 0xBF], [0xEF, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFF], [0x22], [0x5C], Array(#"\u12"#.utf8), Array(#"\x"#.utf8),
      Array(#"\uD83D"#.utf8),
    ]

  @Test("Foundation reads the same string wherever in it something special stands", arguments: inserts)
  func stringsOfAllLengths(_ insert: [UInt8]) {
    for length in [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65] {
      for place in 0...length {
        let filling = [UInt8](repeating: 0x61, count: length)
        let content = Array(filling[..<place]) + insert + Array(filling[place...])
        let bytes = Array("[\"".utf8) + content + Array("\"]".utf8)
        let here = slice(bytes)?.elements.first { _ in true }?.string
        let there = (foundation(bytes) as? [Any])?.first as? String
        // Compared as bytes: equal strings may be written in two ways.
        let isSame = here.map { Array($0.utf8) } == there.map { Array($0.utf8) }
        #expect(isSame, "length \(length), place \(place): \(insert)")
      }
    }
  }
}
