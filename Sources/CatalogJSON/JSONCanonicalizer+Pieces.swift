/// A canonical form of content that lies in pieces, or of which something is left out.
extension JSONCanonicalizer {
  /// Writes an object whose members the closure writes, in any order: the last of equal names stays.
  package mutating func object(_ write: (inout JSONCanonicalizer) -> Void) {
    output.append(UInt8(ascii: "{"))
    let (first, start) = (members.count, output.count)
    write(&self)
    if !isInOrder(from: first) { sortMembers(from: first, at: start) }
    members.removeLast(members.count - first)
    output.append(UInt8(ascii: "}"))
  }

  /// Writes the name of a member and the colon behind it. Whoever writes members one by one has them in order.
  package mutating func name(_ name: String) {
    _ = appendName(name)
    output.append(UInt8(ascii: ":"))
  }

  /// The same for a name that stands in a document without escapes.
  @inline(__always)
  package mutating func name(_ name: JSONRange, of bytes: borrowing Span<UInt8>) {
    output.append(quoted: bytes, from: Int(name.start), to: Int(name.end))
    output.append(UInt8(ascii: ":"))
  }

  /// A member whose value is being written.
  package struct OpenMember {
    fileprivate let start: Int
    fileprivate let nameEnd: Int
    fileprivate let isEscaped: Bool
  }

  /// Starts a member of the object around it. One value follows, then ``end(_:)``.
  package mutating func beginMember(_ name: String) -> OpenMember {
    separate()
    let start = output.count
    let isEscaped = appendName(name)
    let member = OpenMember(start: start, nameEnd: output.count, isEscaped: isEscaped)
    output.append(UInt8(ascii: ":"))
    return member
  }

  /// The same for a name that stands in a document without escapes.
  package mutating func beginMember(_ name: JSONRange, of bytes: borrowing Span<UInt8>) -> OpenMember {
    separate()
    let start = output.count
    output.append(quoted: bytes, from: Int(name.start), to: Int(name.end))
    let member = OpenMember(start: start, nameEnd: output.count, isEscaped: false)
    output.append(UInt8(ascii: ":"))
    return member
  }

  /// Ends a member.
  package mutating func end(_ member: OpenMember) {
    members.append(
      Member(start: member.start, nameEnd: member.nameEnd, end: output.count, isEscaped: member.isEscaped))
  }

  private mutating func appendName(_ name: String) -> Bool {
    var name = name
    let (start, count) = (output.count, name.utf8.count)
    // Safe: the pointer lives as long as the closure runs.
    let needsEscape = name.withUTF8 { utf8 in
      let span = unsafe utf8.span
      if span.nextToEscape(from: 0) < count { return true }
      output.append(UInt8(ascii: "\""))
      output.append(span)
      output.append(UInt8(ascii: "\""))
      return false
    }
    guard needsEscape else { return false }
    output.shorten(to: start)
    var written: [UInt8] = []
    JSONText.append(name, to: &written)
    output.append(contentsOf: written)
    return true
  }

  /// Sets a comma, unless nothing stands before it.
  package mutating func separate() {
    switch output.last {
    case UInt8(ascii: "{"), UInt8(ascii: "["), nil: break
    default: output.append(UInt8(ascii: ","))
    }
  }

  /// Writes text that is canonical as it stands.
  package mutating func canonical(_ text: StaticString) { output.append(text) }

  /// Writes a value that is canonical as it stands.
  package mutating func canonical(_ bytes: [UInt8]) { output.append(contentsOf: bytes) }

  /// Writes a text that needs no escape as a string, and `null` where there is none.
  package mutating func string(canonical text: String?) {
    guard var text else { return output.append("null") }
    output.append(UInt8(ascii: "\""))
    // Safe: the pointer lives as long as the closure runs.
    text.withUTF8 { unsafe output.append($0.span) }
    output.append(UInt8(ascii: "\""))
  }

  /// Writes a part of a document that is canonical as it stands.
  @inline(__always)
  package mutating func canonical(_ range: JSONRange, of bytes: borrowing Span<UInt8>) {
    output.append(bytes, from: Int(range.start), to: Int(range.end))
  }

  /// The number of bytes that were written.
  package var count: Int { output.count }

  /// Takes back what was written behind so many bytes.
  package mutating func shorten(to count: Int) { output.shorten(to: count) }

  /// Writes again what stands from one place to another.
  package mutating func again(from start: Int, to end: Int) { output.append(again: start, to: end) }

  /// The fingerprint of all that was written.
  package func fingerprint() -> Fingerprint128 {
    output.withSpan { span in
      var hasher = FingerprintHasher()
      hasher.combine(span)
      return hasher.finalize()
    }
  }
}
