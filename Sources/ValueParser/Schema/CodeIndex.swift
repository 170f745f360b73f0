internal import CatalogJSON
internal import CatalogModels

/// Codes by place, found without regard to case and without making text of another case.
///
/// The hash is fast and no secret, so a look-up goes a few steps only; codes that a hostile server piles up behind them
/// are found in a dictionary.
struct CodeIndex: Sendable {
  fileprivate struct Contents: Sendable {
    /// In the order of their places.
    var codes: ContiguousArray<String> = []
    /// One more than a place, at or behind the slot of its code's hash; 0 for none. The number of slots is a power of two.
    var slots: ContiguousArray<Int32> = []
    /// Codes that found no slot, in the case in which codes are compared.
    var crowded: [String: Int] = [:]
  }

  /// One, so that a copy, of which each item that is typed has several, holds one reference.
  private var box: ContiguousArray<Contents> = [Contents()]

  fileprivate static let mostSteps = 16

  init(_ codes: some Sequence<String> = []) {
    for code in codes { _ = insert(code) }
  }

  /// The number of codes.
  var count: Int { box[0].codes.count }

  /// The code at a place.
  subscript(_ place: Int) -> String { box[0].codes[place] }

  /// The place of a code.
  func place(of code: String) -> Int? { box[0].place(of: code) }

  /// Adds a code, and gives the place that it has or had.
  mutating func insert(_ code: String) -> Int { box[0].insert(code) }
}

extension CodeIndex.Contents {
  fileprivate func place(of code: String) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Int(truncatingIfNeeded: code.foldedHash) & (slots.count - 1)
    for _ in 0..<CodeIndex.mostSteps {
      let place = Int(slots[slot]) - 1
      if place < 0 { return nil }
      if codes[place].hasSameFoldedBytes(as: code) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return crowded.isEmpty ? nil : crowded[code.asciiLowercased]
  }

  fileprivate mutating func insert(_ code: String) -> Int {
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
    for _ in 0..<CodeIndex.mostSteps {
      if slots[slot] == 0 {
        slots[slot] = Int32(truncatingIfNeeded: place + 1)
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    crowded[codes[place].asciiLowercased] = place
  }
}
