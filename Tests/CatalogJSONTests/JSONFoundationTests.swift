import CatalogJSON
import Foundation
import Testing

/// The same bytes through Foundation's reader, which others wrote.
struct JSONFoundationTests {
  private func foundation(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
  }

  /// Whether both readers found the same.
  private func agree(_ slice: JSONSlice, _ other: Any) -> Bool {
    switch slice.kind {
    case .null: return other is NSNull
    case .bool: return (other as? NSNumber)?.boolValue == slice.bool
    case .number:
      guard let number = other as? NSNumber, let text = slice.numberText, let double = Double(text) else {
        return false
      }
      // Foundation keeps some as Decimal, whose way to a Double and to an integer is not exact in the last digits.
      if Int(text) != nil { return number.int64Value == slice.int.map(Int64.init) }
      return abs(number.doubleValue - double) <= abs(double) * 1e-12
    case .string: return (other as? String).map { Array($0.utf8) } == slice.stringUTF8
    case .array:
      guard let array = other as? [Any] else { return false }
      let elements = Array(slice.elements)
      return elements.count == array.count && zip(elements, array).allSatisfy(agree)
    case .object:
      guard let dictionary = other as? [String: Any] else { return false }
      return Set(slice.members.map(\.key)).count == dictionary.count
        && dictionary.allSatisfy { key, value in slice[key].map { agree($0, value) } ?? false }
    }
  }

  @Test("Foundation reads the same in random documents", arguments: SeededGenerator.seeds)
  func agreesOnValues(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let document = RandomJSON.document(using: &generator)
      guard !hasEquivalentNames(document) else { continue }
      let text = document.plain
      // Foundation drops byte order marks from the middle of a text.
      guard !text.unicodeScalars.contains("\u{FEFF}") else { continue }
      let slice = try parsed(text)
      let other = try #require(foundation(Array(text.utf8)), "round \(round): \(text)")
      let isSame = agree(slice, other)
      #expect(isSame, "round \(round): \(text)")
    }
  }

  @Test("Foundation reads the same however a document is written", arguments: SeededGenerator.seeds)
  func agreesOnNotation(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let document = RandomJSON.document(using: &generator)
      let text = document.written(using: &generator)
      guard !hasEquivalentNames(document), !text.unicodeScalars.contains("\u{FEFF}") else { continue }
      let slice = try parsed(text)
      let other = try #require(foundation(Array(text.utf8)), "round \(round): \(text)")
      let isSame = agree(slice, other)
      #expect(isSame, "round \(round): \(text)")
    }
  }

  /// Names that differ in bytes but not for `String`: Foundation makes them one.
  private func hasEquivalentNames(_ document: RandomJSON) -> Bool {
    switch document {
    case .array(let elements): elements.contains(where: hasEquivalentNames)
    case .object(let members):
      Set(members.map(\.name)).count < members.count || members.contains { hasEquivalentNames($0.value) }
    default: false
    }
  }

  @Test("Foundation reads the same in a page")
  func agreesOnPage() throws {
    // Foundation refuses what a Double cannot hold; this reader keeps it as text.
    let text = RichDocument.text.replacing("1e400", with: "1e40")
    let other = try #require(foundation(Array(text.utf8)))
    let isSame = agree(try parsed(text), other)
    #expect(isSame)
  }

  /// Foundation refuses numbers beyond a Double; this reader keeps them as text.
  private func hasHugeNumber(_ slice: JSONSlice) -> Bool {
    switch slice.kind {
    case .number: slice.numberText.flatMap(Double.init)?.isFinite != true
    case .array: slice.elements.contains(where: hasHugeNumber)
    case .object: slice.members.contains { hasHugeNumber($0.value) }
    default: false
    }
  }

  /// Foundation takes a comma before a closing bracket, which JSON does not allow.
  private func isTrailingComma(_ bytes: [UInt8], _ error: JSONError) -> Bool {
    guard error.reason == .unexpectedByte, [0x5D, 0x7D].contains(bytes[error.offset]) else { return false }
    return bytes[..<error.offset].last { ![0x20, 0x0A, 0x0D, 0x09].contains($0) } == UInt8(ascii: ",")
  }

  @Test("Foundation accepts the documents of the table", arguments: AcceptedDocuments.all)
  func agreesOnAccepted(_ document: AcceptedDocument) throws {
    let isAccepted = foundation(Array(document.text.utf8)) != nil
    #expect(try isAccepted != hasHugeNumber(parsed(document.text)))
  }

  @Test("Foundation refuses the documents of the table", arguments: RefusedDocuments.all)
  func agreesOnRefused(_ document: RefusedDocument) {
    let isOurLimit = document.error.reason == .tooDeep
    // Foundation guesses other encodings, which JSON between systems does not allow (RFC 8259, 8.1).
    let isOtherEncoding = document.bytes.starts(with: [0xEF, 0xBB, 0xBF]) || document.bytes.contains(0)
    guard !isOurLimit, !isOtherEncoding, !isTrailingComma(document.bytes, document.error) else { return }
    let isRefused = foundation(document.bytes) == nil
    #expect(isRefused)
  }

  @Test("Foundation refuses the same damaged documents", arguments: SeededGenerator.seeds)
  func agreesOnDamage(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let tokens = Array("{}[],:\"\\ue0123456789.-+truefalsn \n/".utf8) + [0x1F, 0x80, 0xBF, 0xC3, 0xED, 0xF0, 0xFF]
    var refused = 0
    for round in 0..<1_000 {
      var bytes = Array(RandomJSON.document(using: &generator).plain.utf8)
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let byte = tokens.randomElement(using: &generator) ?? 0x20
        if place < bytes.count, generator.oneIn(2) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
      }
      let isAccepted = foundation(bytes) != nil
      do {
        let slice = try JSONSlice(parsing: bytes)
        #expect(isAccepted || hasHugeNumber(slice), "round \(round): \(bytes)")
      } catch {
        refused += 1
        #expect(!isAccepted || isTrailingComma(bytes, error), "round \(round): \(error) in \(bytes)")
      }
    }
    #expect(refused > 100)
  }
}
