import CatalogJSON

/// Keys that were seen, as 128 bits each, so that a million of them take little room.
struct KeySet {
  private var digests: Set<Fingerprint128> = []

  /// Notes a key. Whether it is new.
  mutating func insert(_ key: RecordKey) -> Bool { digests.insert(Self.digest(key)).inserted }

  func contains(_ key: RecordKey) -> Bool { digests.contains(Self.digest(key)) }

  private static func digest(_ key: RecordKey) -> Fingerprint128 {
    var hasher = FingerprintHasher()
    hasher.combine(key.feed.rawValue)
    hasher.combine(":")
    hasher.combine(key.id)
    return hasher.finalize()
  }
}
