internal import CatalogJSON

/// Keys that were seen, as 126 bits each, so that a million of them take little room: about 25 MB. A key can be seen in
/// two roles, as an item and as a record, and takes its room once.
///
/// The bits are as good as random already, so they say themselves where they lie; nothing is hashed again. They lie in
/// parts that grow one by one, so that growing takes little room besides.
struct KeySet {
  /// What a key was seen as.
  enum Role: UInt64 { case item = 1, record = 2 }

  private var parts: [Part] = []

  /// Notes a key. Whether it is new in its role.
  mutating func insert(_ mark: KeyMark, as role: Role = .item) -> Bool {
    if parts.isEmpty { parts = Array(repeating: Part(), count: Part.count) }
    return parts[Part.number(of: mark)].insert(mark, role)
  }

  /// Whether a key was noted in a role.
  func contains(_ mark: KeyMark, as role: Role = .item) -> Bool {
    !parts.isEmpty && parts[Part.number(of: mark)].contains(mark, role)
  }

  mutating func insert(_ key: RecordKey, as role: Role = .item) -> Bool { insert(KeyMark(key), as: role) }
  func contains(_ key: RecordKey, as role: Role = .item) -> Bool { contains(KeyMark(key), as: role) }

  /// The keys whose marks begin with the same six bits.
  private struct Part {
    /// The two lowest bits of a mark are its roles; where both are zero, the slot is empty.
    private var slots: [KeyMark] = []
    private var count = 0

    static let count = 64
    static func number(of mark: KeyMark) -> Int { Int(mark.high >> 58) }

    mutating func insert(_ mark: KeyMark, _ role: Role) -> Bool {
      // At most four in five slots are taken, so that what is looked for is near where it belongs.
      if count * 5 >= slots.count * 4 { grow() }
      let place = place(of: mark)
      let roles = slots[place].low & KeyMark.roles
      if roles == 0 {
        slots[place] = mark
        count += 1
      }
      slots[place].low |= role.rawValue
      return roles & role.rawValue == 0
    }

    func contains(_ mark: KeyMark, _ role: Role) -> Bool {
      !slots.isEmpty && slots[place(of: mark)].low & role.rawValue != 0
    }

    /// Where a mark lies, or would lie: the first slot from its own on that is its or empty. One is always empty.
    private func place(of mark: KeyMark) -> Int {
      var place = Int((mark.high << 6).multipliedFullWidth(by: UInt64(slots.count)).high)
      while case let slot = slots[place], slot.low & KeyMark.roles != 0,
        slot.high != mark.high || (slot.low ^ mark.low) & ~KeyMark.roles != 0
      {
        place += 1
        if place == slots.count { place = 0 }
      }
      return place
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: KeyMark.none, count: max(16, old.count + old.count / 2))
      for slot in old where slot.low & KeyMark.roles != 0 { slots[place(of: slot)] = slot }
    }
  }
}

/// What stands for a key: 126 bits of feed and key, which no two keys of a catalog share but by an accident that nobody
/// will live to see.
struct KeyMark: Sendable {
  fileprivate var high: UInt64
  fileprivate var low: UInt64

  /// The bits that say in which roles a mark was seen.
  fileprivate static let roles: UInt64 = 3
  fileprivate static let none = KeyMark(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The mark of a key.
  init(_ key: RecordKey) {
    var hasher = FingerprintHasher()
    hasher.combine(key.id)
    // No key that is kept holds a zero.
    hasher.combine("\0")
    hasher.combine(key.feed.rawValue)
    let digest = hasher.finalize()
    self.init(high: digest.high, low: digest.low & ~Self.roles)
  }
}
