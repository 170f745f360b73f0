internal import CatalogJSON

/// What was made of values that a page holds again and again, such as options that products name, each made once.
///
/// The table is bounded, whatever a server sends: so many values, each so long, found within so many steps.
struct RepeatedContent<Content: Sendable>: Sendable {
  private var ranges: ContiguousArray<JSONRange> = []
  private var contents: ContiguousArray<Content> = []
  /// One more than a place, at or behind the slot of its bytes' hash; 0 for none.
  private var slots: ContiguousArray<UInt16> = []

  private static var slotCount: Int { 2048 }
  private static var mostValues: Int { 1024 }
  private static var mostBytes: Int { 4096 }
  private static var mostSteps: Int { 16 }

  /// Of long values a part from their start, their middle and their end is all that is taken: what servers link is told
  /// by these, and what is not is told by comparing.
  private static func hash(of range: JSONRange, _ bytes: borrowing Span<UInt8>) -> UInt64 {
    guard range.count > 128 else { return bytes.foldedHash(of: range) }
    let (start, end) = (Int(range.start), Int(range.end))
    let middle = start + range.count / 2 - 16
    return bytes.foldedHash(of: JSONRange(start, start + 40)) ^ bytes.foldedHash(of: JSONRange(middle, middle + 32))
      &* 31
      ^ bytes.foldedHash(of: JSONRange(end - 32, end)) &* 961
  }

  /// What is made of a value, which is done only where no other value had the same bytes.
  mutating func content(of range: JSONRange, in storage: JSONStorage, make: () -> Content) -> Content {
    guard range.count <= Self.mostBytes else { return make() }
    if slots.isEmpty { slots = ContiguousArray(repeating: 0, count: Self.slotCount) }
    let bytes = storage.bytes
    let span = bytes.span
    var slot = Int(truncatingIfNeeded: Self.hash(of: range, span)) & (Self.slotCount - 1)
    for _ in 0..<Self.mostSteps {
      let place = Int(slots[slot]) - 1
      if place < 0 {
        let content = make()
        if contents.count < Self.mostValues {
          ranges.append(range)
          contents.append(content)
          slots[slot] = UInt16(truncatingIfNeeded: contents.count)
        }
        return content
      }
      if range == ranges[place] || span.isSame(range, ranges[place]) { return contents[place] }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    return make()
  }
}
