import CatalogJSON

/// Keys that were seen, as 128 bits each, so that a million of them take little room: about 20 MB.
///
/// The bits are as good as random already, so they say themselves where they lie; nothing is hashed again.
struct KeySet {
  private var slots: [Slot] = []
  private var count = 0

  private struct Slot: Equatable {
    var high: UInt64
    var low: UInt64
  }

  /// No key has these bits, or so nearly none that it is given others.
  private static let empty = Slot(high: 0, low: 0)

  /// Notes a key. Whether it is new.
  mutating func insert(_ key: RecordKey) -> Bool {
    // At most four in five slots are taken, so that what is looked for is near where it belongs.
    if count * 5 >= slots.count * 4 { grow() }
    let slot = Self.slot(key)
    let place = place(of: slot)
    guard slots[place] == Self.empty else { return false }
    slots[place] = slot
    count += 1
    return true
  }

  func contains(_ key: RecordKey) -> Bool {
    guard !slots.isEmpty else { return false }
    return slots[place(of: Self.slot(key))] != Self.empty
  }

  /// Where a key lies, or would lie: the first slot from its own on that is its or empty. One is always empty.
  private func place(of slot: Slot) -> Int {
    var place = Int(slot.high.multipliedFullWidth(by: UInt64(slots.count)).high)
    while slots[place] != slot, slots[place] != Self.empty {
      place += 1
      if place == slots.count { place = 0 }
    }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.empty, count: max(64, old.count + old.count / 2))
    for slot in old where slot != Self.empty { slots[place(of: slot)] = slot }
  }

  private static func slot(_ key: RecordKey) -> Slot {
    var hasher = FingerprintHasher()
    hasher.combine(key.feed.rawValue)
    hasher.combine(":")
    hasher.combine(key.id)
    let digest = hasher.finalize()
    let slot = Slot(high: digest.high, low: digest.low)
    return slot == empty ? Slot(high: 0, low: 1) : slot
  }
}
