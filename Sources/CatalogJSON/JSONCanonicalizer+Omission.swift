/// What is left out of a canonical form, at whatever depth it stands.
extension JSONCanonicalizer {
  package enum Omission: Sendable {
    case nothing
    /// Addresses that servers make anew for every answer: `_links`, `share_link`, `share_links`.
    case links
    /// The `symbol` of whatever has a `unit`.
    case symbols
  }

  /// Takes members that were written off the list, and tells whether there were any. Their prefixes must be known.
  mutating func leaveOut(_ omission: Omission, from first: Int) -> Bool {
    switch omission {
    case .nothing: return false
    case .links: return removeMembers(from: first) { output, member in output.isLink(member) }
    case .symbols:
      guard members[first...].contains(where: { $0.isNamed("unit") }) else { return false }
      return removeMembers(from: first) { _, member in member.isNamed("symbol") }
    }
  }

  private mutating func removeMembers(
    from first: Int, where isLeftOut: (borrowing ByteBuffer, Member) -> Bool
  ) -> Bool {
    var kept = first
    for place in first..<members.count where !isLeftOut(output, members[place]) {
      if kept < place { members[kept] = members[place] }
      kept += 1
    }
    let isCut = kept < members.count
    members.removeLast(members.count - kept)
    return isCut
  }
}

extension JSONCanonicalizer.Member {
  /// Whether the name is a word of up to eight letters.
  fileprivate func isNamed(_ word: StaticString) -> Bool {
    guard nameCount == word.utf8CodeUnitCount else { return false }
    var expected: UInt64 = 0
    for place in 0..<8 {
      expected = expected << 8 | (place < nameCount ? UInt64(JSONScanner.byte(of: word, at: place)) : 0)
    }
    return prefix == expected
  }
}

extension ByteBuffer {
  fileprivate func isLink(_ member: JSONCanonicalizer.Member) -> Bool {
    switch member.nameCount {
    case 6: member.isNamed("_links")
    case 10: withSpan { $0.holds("share_link", at: member.start + 1) }
    case 11: withSpan { $0.holds("share_links", at: member.start + 1) }
    default: false
    }
  }
}
