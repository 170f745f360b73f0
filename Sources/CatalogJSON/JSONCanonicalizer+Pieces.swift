/// A canonical form of content that lies in pieces, or of which something is left out.
extension JSONCanonicalizer {
  /// Writes an object whose members the closure writes, in any order: the last of equal names stays.
  package mutating func object(_ write: (inout JSONCanonicalizer) -> Void) {
    output.append(UInt8(ascii: "{"))
    let (first, start) = (members.count, output.count)
    write(&self)
    if !isInOrder(from: first) { sortMembers(from: first, at: start) }
    members.removeSubrange(first...)
    output.append(UInt8(ascii: "}"))
  }

  /// Writes a member of the object around it, with the one value that the closure writes.
  package mutating func member(_ name: String, _ write: (inout JSONCanonicalizer) -> Void) {
    let member = beginMember(name)
    write(&self)
    end(member)
  }

  /// A member whose value is being written.
  package struct OpenMember {
    fileprivate let start: Int
    fileprivate let nameEnd: Int
  }

  /// Starts a member of the object around it. One value follows, then ``end(_:)``.
  package mutating func beginMember(_ name: String) -> OpenMember {
    separate()
    let start = output.count
    JSONText.append(name, to: &output)
    let member = OpenMember(start: start, nameEnd: output.count)
    output.append(UInt8(ascii: ":"))
    return member
  }

  /// Ends a member.
  package mutating func end(_ member: OpenMember) {
    members.append(Member(start: member.start, nameEnd: member.nameEnd, end: output.count))
  }

  /// Sets a comma, unless nothing stands before it.
  package mutating func separate() {
    switch output.last {
    case UInt8(ascii: "{"), UInt8(ascii: "["), nil: break
    default: output.append(UInt8(ascii: ","))
    }
  }

  /// Writes text that is canonical as it stands.
  package mutating func canonical(_ text: StaticString) {
    // Safe: a StaticString's UTF-8 lives for ever.
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes a text that needs no escape as a string, and `null` where there is none.
  package mutating func string(canonical text: String?) {
    guard let text else { return canonical("null") }
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: text.utf8)
    output.append(UInt8(ascii: "\""))
  }

  /// Writes a value that is canonical as it stands.
  package mutating func canonical(_ slice: JSONSlice) {
    let bytes = slice.storage.bytes
    let span = bytes.span.extracting(slice.range.indices)
    // Safe: the pointer is used while the bytes are alive, and the bounds are checked.
    unsafe span.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
  }

  /// The fingerprint of all that was written.
  package func fingerprint() -> Fingerprint128 {
    var hasher = FingerprintHasher()
    hasher.combine(output[...])
    return hasher.finalize()
  }
}
