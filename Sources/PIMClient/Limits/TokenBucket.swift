/// A bucket of tokens, each of which comes back a second after it was taken: never more than its size are taken in any
/// second, and as many at once as are there.
struct TokenBucket: Sendable {
  /// The size while nothing goes wrong.
  let fullSize: Int
  /// The present size.
  private(set) var size: Int
  /// When the tokens that are out were taken, the oldest first.
  private var taken: [Duration] = []

  private static let absence: Duration = .seconds(1)

  init(perSecond size: Int) {
    fullSize = max(1, size)
    self.size = fullSize
  }

  /// How long it takes until there is a token, zero when there is one.
  mutating func wait(at now: Duration) -> Duration {
    collect(at: now)
    guard taken.count >= size else { return .zero }
    return taken[taken.count - size] + Self.absence - now
  }

  /// Takes a token, also where none is left: then the next ones come later.
  mutating func take(at now: Duration) {
    collect(at: now)
    taken.append(now)
  }

  /// Halves the number of tokens, from the number that is in use: where that is far below the bucket's size, half the
  /// size would change nothing.
  mutating func narrow(at now: Duration) {
    collect(at: now)
    size = max(1, min(size, taken.count) / 2)
  }

  /// Doubles the number of tokens, up to the full size.
  mutating func widen() {
    size = min(fullSize, size * 2)
  }

  private mutating func collect(at now: Duration) {
    // A clock that jumped back would keep tokens away for as long as it jumped.
    if let last = taken.last, last > now { taken.removeAll() }
    let back = taken.prefix { $0 + Self.absence <= now }.count
    if back > 0 { taken.removeFirst(back) }
  }
}
