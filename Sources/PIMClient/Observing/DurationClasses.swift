/// Counts durations in classes, each a tenth wider than the one before it, from a tenth of a millisecond to a day.
struct DurationClasses: Sendable, Hashable {
  /// The upper bounds of the classes. What is longer than all of them counts in the last.
  private static let bounds: [Duration] = {
    var bounds: [Duration] = [.microseconds(100)]
    while let last = bounds.last, last < .seconds(86_400) { bounds.append(last * 1.1) }
    return bounds
  }()

  /// The counts up to the highest class that was needed.
  private var counts: [Int] = []
  private var count = 0

  mutating func add(_ duration: Duration) {
    var low = 0
    var high = Self.bounds.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Self.bounds[middle] < duration { low = middle + 1 } else { high = middle }
    }
    extend(to: low + 1)
    counts[low] += 1
    count += 1
  }

  mutating func add(_ other: DurationClasses) {
    extend(to: other.counts.count)
    for (index, number) in other.counts.enumerated() { counts[index] += number }
    count += other.count
  }

  func percentile(_ part: Double) -> Duration {
    guard count > 0 else { return .zero }
    let wanted = max(1, Int((Double(count) * min(max(part, 0), 1)).rounded(.up)))
    var sum = 0
    for (index, number) in counts.enumerated() {
      sum += number
      if sum >= wanted { return Self.bounds[index] }
    }
    return Self.bounds[counts.count - 1]
  }

  private mutating func extend(to length: Int) {
    if counts.count < length { counts += [Int](repeating: 0, count: length - counts.count) }
  }
}
