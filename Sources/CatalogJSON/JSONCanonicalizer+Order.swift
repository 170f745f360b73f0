/// The order of members: by the UTF-16 code units of their names, as RFC 8785 asks.
extension JSONCanonicalizer {
  /// Whether a name is known to stand in front of another. Names with escapes are left to ``sortMembers(from:at:)``.
  static func isInOrder(_ a: Range<Int>, _ b: Range<Int>, _ span: Span<UInt8>) -> Bool {
    for index in 0..<min(a.count, b.count) {
      let (x, y) = (span[a.lowerBound + index], span[b.lowerBound + index])
      if x == UInt8(ascii: "\\") || y == UInt8(ascii: "\\") { return false }
      if x != y { return precedesInUTF16(x, y) }
    }
    return a.count < b.count
  }

  /// Puts the members of the object whose first member stands at `start` in order. Of equal names the last one stays.
  mutating func sortMembers(from first: Int, at start: Int) {
    shelf.removeAll(keepingCapacity: true)
    shelf.append(contentsOf: output[start...])
    output.removeSubrange(start...)
    for place in first..<members.count { members[place] = members[place].moved(by: -start) }
    if members.count - first <= 16 {
      // Few members are put in order where they stand, which asks for no memory.
      for place in first + 1..<members.count {
        var place = place
        while place > first, Self.precedes(members[place], members[place - 1], in: shelf) {
          members.swapAt(place, place - 1)
          place -= 1
        }
      }
    } else {
      let sorted = members[first...].sorted { [shelf] a, b in Self.precedes(a, b, in: shelf) }
      members.replaceSubrange(first..., with: sorted)
    }
    for place in first..<members.count {
      let member = members[place]
      if place + 1 < members.count, Self.haveSameName(member, members[place + 1], in: shelf) { continue }
      if output.count > start { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: shelf[member.start..<member.end])
    }
  }

  /// Whether members that were written stand in order, no name twice.
  func isInOrder(from first: Int) -> Bool {
    guard members.count - first > 1 else { return true }
    for place in first + 1..<members.count {
      let (a, b) = (members[place - 1], members[place])
      if !Self.precedes(a, b, in: output) || Self.haveSameName(a, b, in: output) { return false }
    }
    return true
  }

  /// By name and, where the names are the same, by place.
  private static func precedes(_ a: Member, _ b: Member, in text: [UInt8]) -> Bool {
    let (nameA, nameB) = (a.start + 1..<a.nameEnd - 1, b.start + 1..<b.nameEnd - 1)
    for index in 0..<min(nameA.count, nameB.count) {
      let (x, y) = (text[nameA.lowerBound + index], text[nameB.lowerBound + index])
      if x == UInt8(ascii: "\\") || y == UInt8(ascii: "\\") {
        if haveSameName(a, b, in: text) { return a.start < b.start }
        return precedesInUTF16(JSONText.decode(text[nameA]), JSONText.decode(text[nameB]))
      }
      if x != y { return precedesInUTF16(x, y) }
    }
    return nameA.count == nameB.count ? a.start < b.start : nameA.count < nameB.count
  }

  /// Names that are the same have the same canonical text.
  private static func haveSameName(_ a: Member, _ b: Member, in text: [UInt8]) -> Bool {
    guard a.nameEnd - a.start == b.nameEnd - b.start else { return false }
    for index in 0..<a.nameEnd - a.start where text[a.start + index] != text[b.start + index] { return false }
    return true
  }

  private static func precedesInUTF16(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    for (x, y) in zip(a, b) where x != y { return precedesInUTF16(x, y) }
    return a.count < b.count
  }

  /// By the first bytes that differ. UTF-8 sorts as UTF-16 does, but for U+E000 to U+FFFF, which UTF-16 puts behind all
  /// supplementary scalars.
  private static func precedesInUTF16(_ x: UInt8, _ y: UInt8) -> Bool {
    if x >= 0xF0, y == 0xEE || y == 0xEF { return true }
    if y >= 0xF0, x == 0xEE || x == 0xEF { return false }
    return x < y
  }
}
