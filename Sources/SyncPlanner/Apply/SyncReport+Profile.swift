extension SyncReport {
  /// What was read or sent of one feed, and how long it took (C15).
  public struct Profile: Sendable, Hashable {
    /// Which way.
    public let direction: Direction
    /// The feed: the source's for what was collected, the destination's for what was sent.
    public let feed: SyncFeed
    /// The number of items or records.
    public internal(set) var entities = 0
    /// The bytes of their JSON.
    public internal(set) var bytes = 0
    /// How long it took to read them, or until the destination answered.
    public internal(set) var duration: Duration = .zero

    /// Which way something went. More cases may come, so a `switch` needs a `default`.
    public enum Direction: String, Sendable, Hashable {
      /// From the source.
      case collected
      /// To the destination.
      case sent
    }

    init(_ direction: Direction, _ feed: SyncFeed) {
      self.direction = direction
      self.feed = feed
    }
  }
}

extension SyncReport.Profile: CustomStringConvertible {
  /// `collected products: 1200 entities, 3400 ms, 12.30 MB`.
  public var description: String {
    let hundredths = (bytes + 5_000) / 10_000
    let cents = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    return
      "\(direction.rawValue) \(feed): \(entities) entities, \(milliseconds) ms, \(hundredths / 100).\(cents) MB"
  }

  /// The duration in whole milliseconds.
  public var milliseconds: Int { Int(duration.inSeconds * 1_000) }
}
