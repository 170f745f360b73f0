import CatalogJSON

/// Knows the events that were seen lately, so that each is taken once: the Event Platform sends some of them twice (N34).
///
/// It keeps 16 bytes for each of the last events, and no more than it was made for. A host that runs on several machines
/// needs a place that all of them share.
public struct EventRepeats: Sendable {
  private let capacity: Int
  private var known: Set<Fingerprint128> = []
  /// The known ones in the order in which they came; from `oldest` on when the ring is full.
  private var ring: [Fingerprint128] = []
  private var oldest = 0

  /// Creates a memory.
  ///
  /// - Parameter capacity: How many events it knows. 100,000 unless told: at 100 events a second, those of the last
  ///   1,000 seconds. To cover the last of the platform's retries at that pace, 35 minutes later, take 210,000.
  public init(capacity: Int = 100_000) {
    self.capacity = max(1, capacity)
  }

  /// The number of events that it knows now.
  public var count: Int { known.count }

  /// Whether an event was not seen lately. It is known from then on. Events without an id always count as new.
  public mutating func isNew(_ event: PIMEvent) -> Bool {
    guard !event.id.isEmpty else { return true }
    var hasher = FingerprintHasher()
    hasher.combine(event.id)
    let fingerprint = hasher.finalize()
    guard known.insert(fingerprint).inserted else { return false }
    if ring.count < capacity {
      ring.append(fingerprint)
    } else {
      known.remove(ring[oldest])
      ring[oldest] = fingerprint
      oldest = (oldest + 1) % capacity
    }
    return true
  }
}
