/// What a checked string holds, so that nobody has to look again.
@frozen
@usableFromInline
package struct JSONTextTraits: Hashable, Sendable {
  @usableFromInline package var rawValue: UInt8

  @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nothing of what there is to know: plain ASCII.
  @inlinable package static var none: JSONTextTraits { JSONTextTraits(rawValue: 0) }

  /// Holds an escape: the text is not the bytes as they stand.
  @inlinable package var hasEscape: Bool { rawValue & 1 != 0 }
  /// Holds an escape that the canonical form may write in another way.
  @inlinable package var hasNeedlessEscape: Bool { rawValue & 2 != 0 }
  /// Holds a byte that is not ASCII.
  @inlinable package var hasNonASCII: Bool { rawValue & 4 != 0 }

  mutating func sawEscape() { rawValue |= 1 }
  mutating func sawNeedlessEscape() { rawValue |= 2 }
  mutating func sawNonASCII() { rawValue |= 4 }
}
