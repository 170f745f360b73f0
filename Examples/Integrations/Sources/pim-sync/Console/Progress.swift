/// How far a phase has come, how fast, and how long the rest will take.
struct Progress {
  /// A count, or by how much it grew.
  enum Count {
    case all(Int), more(Int)
  }

  private var phase = ""
  private var count = 0
  private var total: Int?
  private var start = ContinuousClock.now
  /// The count at which the next plain line is due, and that of the last one.
  private var nextLine = 0
  private var said = 0

  /// Takes note.
  ///
  /// - Returns: Whether a plain line is due: for the first of a phase, and from then on each time the count doubled.
  mutating func note(_ phase: String, _ count: Count, of total: Int?, at now: ContinuousClock.Instant) -> Bool {
    if phase != self.phase {
      self.phase = phase
      self.count = 0
      (start, nextLine, said) = (now, 0, 0)
    }
    switch count {
    case .all(let count): self.count = count
    case .more(let more): self.count += more
    }
    self.total = total
    guard self.count >= nextLine else { return false }
    nextLine = max(100, self.count * 2)
    said = self.count
    return true
  }

  /// The last plain line of a phase, where the one before it did not say where it ended.
  mutating func ending(at now: ContinuousClock.Instant) -> String? {
    guard count > said else { return nil }
    said = count
    return line(at: now)
  }

  /// Whether another phase begins.
  func isOver(before phase: String) -> Bool { phase != self.phase }

  /// Such as `Sending: 500 of 1,320, 210/s, 4 s left`.
  func line(at now: ContinuousClock.Instant) -> String {
    var parts = [total.map { "\(phase): \(count) of \($0)" } ?? "\(phase): \(count)"]
    let seconds = (now - start) / .seconds(1)
    // A rate over less than this says little.
    if seconds > 0.5, count > 0 {
      let rate = Double(count) / seconds
      parts.append("\(Int(rate.rounded()))/s")
      if let total, total > count { parts.append("\(Self.text(seconds: Double(total - count) / rate)) left") }
    }
    return parts.joined(separator: ", ")
  }

  private static func text(seconds: Double) -> String {
    switch Int(seconds.rounded(.up)) {
    case let seconds where seconds < 100: "\(seconds) s"
    case let seconds where seconds < 6000: "\((seconds + 59) / 60) min"
    case let seconds: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }
}
