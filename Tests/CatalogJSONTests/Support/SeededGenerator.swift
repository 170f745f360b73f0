/// SplitMix64: small, good enough for test data, and the same on every machine for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// A chance of one in `count`.
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// A few seeds that every run uses, so that a failure once seen stays seen, and one that no run used before.
  /// A failing test names its seed, since the seed is its argument.
  static let seeds: [UInt64] = {
    let fresh = UInt64.random(in: .min ... .max)
    print("CatalogJSONTests: fresh seed \(fresh)")
    return [1, 20_240_229, 9_807_307_556_023_236_708, fresh]
  }()
}
