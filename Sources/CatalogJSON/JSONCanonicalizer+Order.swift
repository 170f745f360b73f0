/// The order of members: by the UTF-16 code units of their names, as RFC 8785 asks.
extension JSONCanonicalizer {
  /// Puts the members of the object whose first member stands at `start` in order. Of equal names the last one stays.
  mutating func sortMembers(from first: Int, at start: Int) {
    if members.count - first <= 16 {
      // Few members are put in order where they stand, which asks for no memory.
      for place in members.indices.dropFirst(first + 1) {
        var place = place
        while place > first, precedes(members[place], members[place - 1]) {
          members.swapAt(place, place - 1)
          place -= 1
        }
      }
    } else {
      let names = output.array()[...]
      let sorted = members[first...].sorted { a, b in
        let span = names.span
        return a.precedesByPrefix(b) ?? span.precedes(a, b)
      }
      members.replaceSubrange(first..., with: sorted)
    }
    shelf.shorten(to: 0)
    shelf.append(output, from: start, to: output.count)
    // Where members are copied from; names are compared on the shelf from here on.
    output.shorten(to: start)
    for place in first..<members.count {
      let member = members[place]
      if place + 1 < members.count, shelf.isSame(member, members[place + 1], from: start) { continue }
      if output.count > start { output.append(UInt8(ascii: ",")) }
      output.append(shelf, from: member.start - start, to: member.end - start)
    }
  }

  /// Whether members that were written stand in order, no name twice. It is what finds the members' prefixes.
  mutating func isInOrder(from first: Int) -> Bool {
    var isInOrder = true
    for place in first..<members.count {
      let member = members[place]
      members[place].prefix = output.withSpan { $0.namePrefix(member) }
      if isInOrder, place > first { isInOrder = self.isInOrder(members[place - 1], members[place]) }
    }
    return isInOrder
  }

  private func isInOrder(_ a: Member, _ b: Member) -> Bool {
    if let precedes = a.precedesByPrefix(b) { return precedes }
    return output.withSpan { $0.precedes(a, b) && !$0.haveSameName(a, b) }
  }

  private func precedes(_ a: Member, _ b: Member) -> Bool {
    if let precedes = a.precedesByPrefix(b) { return precedes }
    return output.withSpan { $0.precedes(a, b) }
  }
}

extension JSONCanonicalizer.Member {
  /// The order by the first bytes; `nil` where they do not tell.
  @inline(__always)
  fileprivate func precedesByPrefix(_ other: JSONCanonicalizer.Member) -> Bool? {
    guard prefix != other.prefix, (prefix | other.prefix) & UInt64.topBits == 0, !isEscaped, !other.isEscaped
    else { return nil }
    return prefix < other.prefix
  }
}

extension ByteBuffer {
  /// Whether two members, of which the first byte of this buffer stands at `start`, have the same name.
  fileprivate func isSame(
    _ a: JSONCanonicalizer.Member, _ b: JSONCanonicalizer.Member, from start: Int
  ) -> Bool {
    withSpan { span in
      span.isSame(
        JSONRange(a.start - start, a.nameEnd - start), JSONRange(b.start - start, b.nameEnd - start))
    }
  }
}

extension Span where Element == UInt8 {
  /// The first eight bytes of a member's name, the first one highest.
  @inline(__always)
  fileprivate func namePrefix(_ member: JSONCanonicalizer.Member) -> UInt64 {
    shortPrefix(JSONRange(member.start + 1, member.nameEnd - 1))
  }

  /// By name and, where the names are the same, by place.
  fileprivate func precedes(_ a: JSONCanonicalizer.Member, _ b: JSONCanonicalizer.Member) -> Bool {
    if haveSameName(a, b) { return a.start < b.start }
    let (nameA, nameB) = (a.start + 1..<a.nameEnd - 1, b.start + 1..<b.nameEnd - 1)
    if a.isEscaped || b.isEscaped {
      return JSONText.string(decoding: extracting(nameA))
        .precedesInUTF16(JSONText.string(decoding: extracting(nameB)))
    }
    for index in 0..<min(nameA.count, nameB.count) {
      let (x, y) = (self[nameA.lowerBound + index], self[nameB.lowerBound + index])
      if x != y { return x.precedesInUTF16(y) }
    }
    return nameA.count < nameB.count
  }

  /// Names that are the same have the same canonical text.
  fileprivate func haveSameName(_ a: JSONCanonicalizer.Member, _ b: JSONCanonicalizer.Member) -> Bool {
    isSame(JSONRange(a.start, a.nameEnd), JSONRange(b.start, b.nameEnd))
  }
}

extension String {
  /// The order by UTF-16 code units.
  func precedesInUTF16(_ other: String) -> Bool {
    for (x, y) in zip(utf8, other.utf8) where x != y { return x.precedesInUTF16(y) }
    return utf8.count < other.utf8.count
  }
}

extension UInt8 {
  /// The order of two texts whose UTF-8 differs from here on. It is that of UTF-16, but for U+E000 to U+FFFF, which
  /// UTF-16 puts behind all supplementary scalars.
  fileprivate func precedesInUTF16(_ other: UInt8) -> Bool {
    if self >= 0xF0, other == 0xEE || other == 0xEF { return true }
    if other >= 0xF0, self == 0xEE || self == 0xEF { return false }
    return self < other
  }
}
