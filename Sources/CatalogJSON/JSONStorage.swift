/// The bytes of one document, shared by everything that was read from it.
package final class JSONStorage: Sendable {
  @usableFromInline package let bytes: ContiguousArray<UInt8>

  package init(_ bytes: ContiguousArray<UInt8>) {
    self.bytes = bytes
  }

  /// Decodes the inside of a checked string.
  ///
  /// - Parameter hasEscape: `false` where it is known that there is none.
  package func string(_ inside: JSONRange, hasEscape: Bool) -> String {
    hasEscape ? JSONSlice.string(bytes[inside.indices]) : String(decoding: bytes[inside.indices], as: UTF8.self)
  }
}

/// A place in a document: from the first byte of a value to the one behind its last.
@frozen
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
