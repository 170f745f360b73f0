/// Objects of a few scalars, of which catalogs are full: measurements, prices, rows of tables, labels.
extension JSONCanonicalizer {
  /// Members of more than these are put in order in another way.
  private static var fewMembers: Int { 16 }

  /// Writes the object at this place straight from the bytes, its members in order.
  ///
  /// `false`: a member is more than a scalar that is canonical as it stands, or its name's first bytes do not tell its
  /// place. Then nothing was written.
  mutating func flatObject(_ span: borrowing Span<UInt8>) -> Bool {
    let first = members.count
    defer { members.removeLast(members.count &- first) }
    guard let end = readFlatMembers(span), var isInOrder = orderFlatMembers(from: first) else { return false }
    if omission == .symbols, members[first...].contains(where: { $0.isNamed(NamePrefix.unit) }),
      let symbol = members[first...].firstIndex(where: { $0.isNamed(NamePrefix.symbol) })
    {
      members.remove(at: symbol)
      isInOrder = false
    }
    if isInOrder {
      // Bytes that stand as they should wait to be copied with what is around them.
      offset = end
      return true
    }
    offset &+= 1
    flush(span)
    for place in first..<members.count {
      if place > first { output.append(UInt8(ascii: ",")) }
      output.append(span, from: members[place].start, to: members[place].end)
    }
    // The closing brace waits.
    (copied, offset) = (end &- 1, end)
    return true
  }

  /// Notes the members by their places in the document, and gives the place behind the object.
  private mutating func readFlatMembers(_ span: borrowing Span<UInt8>) -> Int? {
    var place = offset
    repeat {
      let start = place &+ 1
      guard span[start] == UInt8(ascii: "\"") else { return nil }
      let quote = span.nextQuoteOrBackslash(from: start &+ 1)
      guard span[quote] == UInt8(ascii: "\""), span[quote &+ 1] == UInt8(ascii: ":") else { return nil }
      let prefix = span.shortPrefix(JSONRange(start &+ 1, quote))
      guard prefix & UInt64.topBits == 0, !isLeftOut(prefix), let end = flatEnd(quote &+ 2, span) else { return nil }
      members.append(Member(start: start, nameEnd: quote &+ 1, end: end, isEscaped: false, prefix: prefix))
      place = end
    } while span[place] == UInt8(ascii: ",")
    return span[place] == UInt8(ascii: "}") ? place &+ 1 : nil
  }

  /// Whether a name may be one of those that are left out as links.
  private func isLeftOut(_ prefix: UInt64) -> Bool {
    omission == .links && (prefix == NamePrefix.links || prefix == NamePrefix.shareLink)
  }

  /// The place behind a scalar that is canonical as it stands; `nil` for another value.
  @inline(__always)
  private func flatEnd(_ start: Int, _ span: borrowing Span<UInt8>) -> Int? {
    switch span[start] {
    case UInt8(ascii: "\""):
      let quote = span.nextQuoteOrBackslash(from: start &+ 1)
      return span[quote] == UInt8(ascii: "\"") ? quote &+ 1 : nil
    case UInt8(ascii: "t"), UInt8(ascii: "n"): return start &+ 4
    case UInt8(ascii: "f"): return start &+ 5
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var end = start &+ 1
      while span[end].isDigit { end &+= 1 }
      guard span[end] == UInt8(ascii: ",") || span[end] == UInt8(ascii: "}") else { return nil }
      return end &- start <= JSONDecimal.plainDigits ? end : nil
    default: return nil
    }
  }

  /// Puts members in order by the first bytes of their names, and tells whether they were; `nil` where these do not
  /// tell the order, or there are many.
  private mutating func orderFlatMembers(from first: Int) -> Bool? {
    guard members.count &- first <= Self.fewMembers else { return nil }
    var wasInOrder = true
    for end in members.indices.dropFirst(first &+ 1) {
      var place = end
      while place > first, members[place].prefix <= members[place &- 1].prefix {
        if members[place].prefix == members[place &- 1].prefix { return nil }
        members.swapAt(place, place &- 1)
        place &-= 1
        wasInOrder = false
      }
    }
    return wasInOrder
  }
}
