/// The order of members: by the UTF-16 code units of their names, as RFC 8785 asks.
extension JSONCanonicalizer {
  /// Puts the members of the object whose first member stands at `start` in order. Of equal names the last one stays.
  mutating func sortMembers(from first: Int, at start: Int) {
    if members.count - first <= 16 {
      // Few members are put in order where they stand, which asks for no memory.
      for place in first + 1..<members.count {
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
        return span.precedes(a, b)
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

  /// Whether members that were written stand in order, no name twice.
  func isInOrder(from first: Int) -> Bool {
    guard members.count - first > 1 else { return true }
    for place in first + 1..<members.count where !isInOrder(members[place - 1], members[place]) { return false }
    return true
  }

  private func isInOrder(_ a: Member, _ b: Member) -> Bool {
    output.withSpan { $0.precedes(a, b) && !$0.haveSameName(a, b) }
  }

  private func precedes(_ a: Member, _ b: Member) -> Bool {
    output.withSpan { $0.precedes(a, b) }
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
  /// By name and, where the names are the same, by place.
  fileprivate func precedes(_ a: JSONCanonicalizer.Member, _ b: JSONCanonicalizer.Member) -> Bool {
    if haveSameName(a, b) { return a.start < b.start }
    let (nameA, nameB) = (a.start + 1..<a.nameEnd - 1, b.start + 1..<b.nameEnd - 1)
    if a.isEscaped || b.isEscaped {
      return precedesInUTF16(
        ContiguousArray(JSONText.string(decoding: extracting(nameA)).utf8),
        ContiguousArray(JSONText.string(decoding: extracting(nameB)).utf8))
    }
    for index in 0..<min(nameA.count, nameB.count) {
      let (x, y) = (self[nameA.lowerBound + index], self[nameB.lowerBound + index])
      if x != y { return precedesInUTF16(x, y) }
    }
    return nameA.count < nameB.count
  }

  /// Names that are the same have the same canonical text.
  fileprivate func haveSameName(_ a: JSONCanonicalizer.Member, _ b: JSONCanonicalizer.Member) -> Bool {
    isSame(JSONRange(a.start, a.nameEnd), JSONRange(b.start, b.nameEnd))
  }

  private func precedesInUTF16(_ a: ContiguousArray<UInt8>, _ b: ContiguousArray<UInt8>) -> Bool {
    for (x, y) in zip(a, b) where x != y { return precedesInUTF16(x, y) }
    return a.count < b.count
  }

  /// By the first bytes that differ. UTF-8 sorts as UTF-16 does, but for U+E000 to U+FFFF, which UTF-16 puts behind all
  /// supplementary scalars.
  private func precedesInUTF16(_ x: UInt8, _ y: UInt8) -> Bool {
    if x >= 0xF0, y == 0xEE || y == 0xEF { return true }
    if y >= 0xF0, x == 0xEE || x == 0xEF { return false }
    return x < y
  }
}
