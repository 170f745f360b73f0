internal import CatalogJSON

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What can be wrong with a row of the ledger.
enum RowFault: Error {
  case newer(Int)
  case damaged
}

/// Writes the compact form of rows and journal frames: numbers of varying length, counted texts, sections.
struct RowWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 64) { bytes.reserveCapacity(capacity) }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  /// Seven bits a byte, lowest first.
  mutating func number(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Four bytes, lowest first.
  mutating func short(_ word: UInt32) {
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(8 * shift))) }
  }

  /// Eight bytes, lowest first.
  mutating func word(_ word: UInt64) {
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * shift))) }
  }

  mutating func raw(_ content: some Collection<UInt8>) { bytes.append(contentsOf: content) }

  mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func counted(_ text: String) {
    number(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func counted(_ content: [UInt8]) {
    number(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  mutating func fingerprint(_ fingerprint: Fingerprint) {
    word(fingerprint.words.high)
    word(fingerprint.words.low)
  }

  /// Milliseconds since 1970, which is as fine as anything here is measured.
  mutating func date(_ date: Date) {
    word(UInt64(bitPattern: Int64(exactly: (date.timeIntervalSince1970 * 1000).rounded()) ?? 0))
  }

  mutating func section(_ tag: UInt8, _ write: (inout RowWriter) -> Void) {
    var inner = RowWriter()
    write(&inner)
    byte(tag)
    counted(inner.bytes)
  }
}

/// Reads what ``RowWriter`` wrote, never beyond its end.
struct RowReader {
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int

  init(_ bytes: [UInt8]) { self.init(bytes, bytes.indices) }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { place == end }
  /// Where the next byte stands in the array that is read.
  var offset: Int { place }

  mutating func byte() throws(RowFault) -> UInt8 {
    guard place < end else { throw .damaged }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func number() throws(RowFault) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try byte()
      let part = UInt64(byte & 0x7f)
      guard shift < 63 || part <= 1 else { throw .damaged }
      number |= part << shift
      if byte < 0x80 { return number }
    }
    throw .damaged
  }

  mutating func word() throws(RowFault) -> UInt64 {
    guard end - place >= 8 else { throw .damaged }
    var word: UInt64 = 0
    for shift in 0..<8 { word |= UInt64(bytes[place + shift]) << UInt64(8 * shift) }
    place += 8
    return word
  }

  mutating func section() throws(RowFault) -> RowReader { RowReader(bytes, try sectionRange()) }

  /// How many of something follow. Each takes a byte at least, so that no count makes a reader run on or grow.
  mutating func count() throws(RowFault) -> Int {
    let count = try number()
    guard count <= UInt64(end - place) else { throw .damaged }
    return Int(count)
  }

  /// A section by its place in the array that is read.
  mutating func sectionRange() throws(RowFault) -> Range<Int> {
    let count = try count()
    defer { place += count }
    return place..<(place + count)
  }

  mutating func counted() throws(RowFault) -> String {
    try section().text()
  }

  mutating func fingerprint() throws(RowFault) -> Fingerprint {
    Fingerprint(words: (high: try word(), low: try word()))
  }

  mutating func date() throws(RowFault) -> Date {
    Date(timeIntervalSince1970: Double(Int64(bitPattern: try word())) / 1000)
  }

  func text() -> String { String(decoding: bytes[place..<end], as: UTF8.self) }
  func rest() -> [UInt8] { Array(bytes[place..<end]) }
}
