/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
package enum HMACSHA256 {
  /// The 32 bytes that authenticate a message, which may come in parts, under a key.
  package static func code(for parts: [[UInt8]], key: [UInt8]) -> [UInt8] {
    var block = key.count > SHA256.blockSize ? SHA256.digest(of: key) : key
    block += [UInt8](repeating: 0, count: SHA256.blockSize - block.count)
    var inner = SHA256()
    inner.combine(block.map { $0 ^ 0x36 })
    for part in parts { inner.combine(part[...]) }
    var outer = SHA256()
    outer.combine(block.map { $0 ^ 0x5c })
    outer.combine(inner.finalize())
    return outer.finalize()
  }

  /// Whether two byte strings are the same. The time it takes tells nothing of where they differ, only of their
  /// lengths.
  package static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }
}
