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
      guard members[first...].contains(where: { $0.isNamed(NamePrefix.unit) }) else { return false }
      return removeMembers(from: first) { _, member in member.isNamed(NamePrefix.symbol) }
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
  /// Whether the name is a word of up to eight letters, given as the name's prefix.
  @inline(__always)
  func isNamed(_ word: UInt64) -> Bool { prefix == word && nameCount <= 8 }
}

/// Short names by their prefixes, the first letter highest.
enum NamePrefix {
  static var unit: UInt64 { 0x756E_6974_0000_0000 }
  static var symbol: UInt64 { 0x7379_6D62_6F6C_0000 }
  static var links: UInt64 { 0x5F6C_696E_6B73_0000 }
  /// Of `share_link` and `share_links`, which are longer.
  static var shareLink: UInt64 { 0x7368_6172_655F_6C69 }
}

extension ByteBuffer {
  fileprivate func isLink(_ member: JSONCanonicalizer.Member) -> Bool {
    switch member.nameCount {
    case 6: member.isNamed(NamePrefix.links)
    case 10: withSpan { $0.holds("share_link", at: member.start + 1) }
    case 11: withSpan { $0.holds("share_links", at: member.start + 1) }
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether a name is written without escapes, and may be no link's.
  package func isPlainCode(_ name: JSONRange) -> Bool {
    let prefix = shortPrefix(name)
    guard prefix != NamePrefix.links, prefix != NamePrefix.shareLink else { return false }
    return nextQuoteOrBackslash(from: Int(name.start)) == Int(name.end)
  }
}
