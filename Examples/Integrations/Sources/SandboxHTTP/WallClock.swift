import PIMTesting
import Synchronization

/// Moves the sandbox's clock, which stands still by itself, along with the wall's.
final class WallClock: Sendable {
  private let sandbox: SandboxPIM
  private let start = ContinuousClock.now
  private let moved = Mutex(0)

  init(_ sandbox: SandboxPIM) { self.sandbox = sandbox }

  func tick() {
    let now = Int((ContinuousClock.now - start).components.seconds)
    let step = moved.withLock { moved in
      defer { moved = max(moved, now) }
      return max(0, now - moved)
    }
    if step > 0 { sandbox.advanceClock(by: .seconds(step)) }
  }
}
