/// Servers write the same bytes again and again. What was checked once is known when it comes again: it is compared and
/// not checked.
extension JSONScanner {
  /// Bytes that were passed, from between two tokens to between two others.
  ///
  /// The same bytes say the same wherever they stand, as long as nothing in them depends on what is around them: they
  /// begin where a token does, and end behind a bracket, a brace, a comma or a colon, which nothing that follows makes longer.
  @frozen
  @usableFromInline
  package struct Passage: Sendable {
    @usableFromInline package let range: JSONRange
    /// How deep they stood; they may stand no deeper to be within the limit again.
    let depth: UInt16
    /// How many levels they open, or close.
    let levels: Int16

    /// No bytes, which are never found again.
    package static var none: Passage { Passage(range: JSONRange(0, 0), depth: 0, levels: 0) }

    package var isNone: Bool { range.count == 0 }
  }

  /// Where a passage begins.
  package struct Mark {
    fileprivate let offset: Int
    fileprivate let depth: Int
  }

  /// This place, between two tokens.
  package var mark: Mark { Mark(offset: offset, depth: depth) }

  /// The bytes passed since a mark, which must end as ``Passage`` asks; none where they are long.
  package func passage(since mark: Mark, atMost limit: Int) -> Passage {
    guard offset &- mark.offset <= limit, let start = UInt16(exactly: mark.depth),
      let levels = Int16(exactly: depth &- mark.depth)
    else { return .none }
    return Passage(range: JSONRange(mark.offset, offset), depth: start, levels: levels)
  }

  /// Passes the same bytes as before, and tells whether they stand here. What their strings hold is not noted.
  package mutating func pass(_ earlier: Passage, _ bytes: borrowing Span<UInt8>) -> Bool {
    guard !earlier.isNone, depth <= Int(earlier.depth),
      bytes.isSame(from: Int(earlier.range.start), as: offset, count: earlier.range.count)
    else { return false }
    offset &+= earlier.range.count
    depth &+= Int(earlier.levels)
    return true
  }

  /// Goes back to a mark. The bytes behind it are read again.
  package mutating func back(to mark: Mark) {
    offset = mark.offset
    depth = mark.depth
  }
}
