/// The bytes of one document, shared by everything that was read from it.
@usableFromInline
package final class JSONStorage: Sendable {
  @usableFromInline package let bytes: ContiguousArray<UInt8>

  package init(_ bytes: ContiguousArray<UInt8>) {
    self.bytes = bytes
  }

  /// The inside of a checked string, decoded.
  ///
  /// - Parameter traits: What is known to be in it.
  @usableFromInline
  package func string(_ inside: JSONRange, _ traits: JSONTextTraits) -> String {
    let bytes = bytes
    let span = bytes.span.extracting(inside.indices)
    if traits.hasEscape { return JSONText.string(decoding: span, isASCII: !traits.hasNonASCII) }
    if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
      // Safe: a document's strings were checked to be UTF-8 when it was read, and to be ASCII where its traits say so.
      return String(copying: unsafe UTF8Span(unchecked: span, isKnownASCII: !traits.hasNonASCII))
    }
    return String(decoding: bytes[inside.indices], as: UTF8.self)
  }

  /// The text of a checked string; `nil` for any other value.
  package func string(of value: JSONRange) -> String? {
    bytes[Int(value.start)] == UInt8(ascii: "\"") ? string(JSONRange(Int(value.start) + 1, Int(value.end) - 1)) : nil
  }

  /// The text of a checked number as it came; `nil` for any other value.
  package func numberText(of value: JSONRange) -> String? {
    switch bytes[Int(value.start)] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): string(value, .none)
    default: nil
    }
  }

  /// A checked truth value; `nil` for any other value.
  package func bool(_ value: JSONRange) -> Bool? {
    switch bytes[Int(value.start)] {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// Whether a checked value is `null`.
  package func isNull(_ value: JSONRange) -> Bool { bytes[Int(value.start)] == UInt8(ascii: "n") }

  /// The inside of a checked string of which nothing is known, decoded.
  package func string(_ inside: JSONRange) -> String {
    let bytes = bytes
    let span = bytes.span.extracting(inside.indices)
    let hasEscape = span.nextQuoteOrBackslash(from: 0) < span.count
    return string(inside, JSONTextTraits(rawValue: hasEscape ? 7 : 4))
  }

  /// Whether the inside of a checked string says the same as a text, byte for byte once decoded.
  package func isSame(_ inside: JSONRange, _ text: String) -> Bool {
    // An escape is never shorter than what it stands for.
    guard inside.count >= text.utf8.count else { return false }
    let bytes = bytes
    let span = bytes.span.extracting(inside.indices)
    let hasEscape = span.nextQuoteOrBackslash(from: 0) < span.count
    if hasEscape { return JSONText.string(decoding: span).hasSameBytes(as: text) }
    guard inside.count == text.utf8.count else { return false }
    // Safe: the pointer lives as long as the closure runs.
    let isSame = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe $0.span.holdsSame(as: span) }
    return isSame ?? bytes[inside.indices].elementsEqual(text.utf8)
  }
}

/// A place in a document: from the first byte of a value to the one behind its last.
@frozen
@usableFromInline
package struct JSONRange: Hashable, Sendable {
  @usableFromInline package let start: UInt32
  @usableFromInline package let end: UInt32

  @inlinable package init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  @inlinable package var indices: Range<Int> { Int(start)..<Int(end) }
  @inlinable package var count: Int { Int(end) - Int(start) }
}
