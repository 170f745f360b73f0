import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A calendar that a test sets.
final class TestTime: Sendable {
  private let seconds = Mutex(1_770_022_800.0)

  var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }

  func advance(by duration: Duration) { seconds.withLock { $0 += Double(duration.components.seconds) } }
}
