internal import CatalogJSON
internal import CatalogModels

/// Codes by place, found without regard to case and without making text of another case.
///
/// The hash is fast and no secret, so a look-up goes a few steps only; codes that a hostile server piles up behind them
/// are found in a dictionary.
struct CodeIndex: Sendable {
  /// In the order of their places.
  private(set) var codes: ContiguousArray<String> = []
  /// One more than a place, at or behind the slot of its code's hash; 0 for none. The number of slots is a power of two.
  private var slots: ContiguousArray<Int32> = []
  /// Codes that found no slot, in the case in which codes are compared.
  private var crowded: [String: Int] = [:]

  private static let mostSteps = 16

  init(_ codes: some Sequence<String> = []) {
    for code in codes { _ = insert(code) }
  }

  /// The number of codes.
  var count: Int { codes.count }

  /// The place of a code.
  func place(of code: String) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Int(truncatingIfNeeded: code.foldedHash) & (slots.count - 1)
    for _ in 0..<Self.mostSteps {
      let place = Int(slots[slot]) - 1
      if place < 0 { return nil }
      if codes[place].hasSameFoldedBytes(as: code) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return crowded.isEmpty ? nil : crowded[code.asciiLowercased]
  }

  /// Adds a code, and gives the place that it has or had.
  mutating func insert(_ code: String) -> Int {
    if let place = place(of: code) { return place }
    codes.append(code)
    if codes.count * 2 > slots.count {
      slots = ContiguousArray(repeating: 0, count: max(16, slots.count * 2))
      crowded = [:]
      for place in codes.indices { settle(place) }
    } else {
      settle(codes.count - 1)
    }
    return codes.count - 1
  }

  private mutating func settle(_ place: Int) {
    var slot = Int(truncatingIfNeeded: codes[place].foldedHash) & (slots.count - 1)
    for _ in 0..<Self.mostSteps {
      if slots[slot] == 0 {
        slots[slot] = Int32(truncatingIfNeeded: place + 1)
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    crowded[codes[place].asciiLowercased] = place
  }
}
