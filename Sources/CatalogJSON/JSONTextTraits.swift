/// What a checked string holds, so that nobody has to look again.
package struct JSONTextTraits: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// An escape: the text is not the bytes as they stand.
  package static let escape = JSONTextTraits(rawValue: 1)
  /// An escape that the canonical form may write in another way.
  package static let needlessEscape = JSONTextTraits(rawValue: 2)
  /// A byte that is not ASCII.
  package static let nonASCII = JSONTextTraits(rawValue: 4)
}
