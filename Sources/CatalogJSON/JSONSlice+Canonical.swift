/// The one form of a value: names sorted by UTF-16 code units as RFC 8785 asks, no space, the fewest escapes, the last
/// of duplicate names only, and numbers in one decimal notation. Numbers are not made binary, so none is rounded.
extension JSONSlice {
  package func canonicalBytes() -> [UInt8] { JSONCanonicalizer.canonical(self) }

  /// The canonical form without some members, at whatever depth they stand.
  package func canonicalBytes(leavingOut omission: JSONCanonicalizer.Omission) -> [UInt8] {
    var canonicalizer = JSONCanonicalizer(reserving: range.count)
    canonicalizer.append(self, leavingOut: omission)
    return canonicalizer.output.array()
  }

  package func appendCanonical(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: canonicalBytes())
  }

  /// The same value as people like to read it: members in order, no escape that need not be, numbers as they came.
  package func readable() -> JSONSlice {
    JSONSlice(checked: ContiguousArray(JSONCanonicalizer.canonical(self, keepingNumbers: true)))
  }

  /// A fingerprint of the canonical form.
  package func fingerprint() -> Fingerprint128 {
    var canonicalizer = JSONCanonicalizer(reserving: range.count)
    canonicalizer.append(self)
    return canonicalizer.fingerprint()
  }
}
