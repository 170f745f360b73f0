import Synchronization

/// How many calls of one connection run at once: less after a 429, and slowly more again.
final class ConnectionLimits: Sendable {
  private struct State {
    var allowed: Int
    var changed: Duration = .zero
    /// Counts the times that fewer were allowed.
    var generation = 0
    var hold: (from: Duration, until: Duration)?
  }

  let slots: SlotQueue
  private let most: Int
  private let recovery: Duration
  private let state: Mutex<State>

  init(callsAtOnce: Int, recovery: Duration) {
    most = max(1, callsAtOnce)
    self.recovery = recovery
    slots = SlotQueue(limit: most)
    state = Mutex(State(allowed: most))
  }

  /// How many calls may run at once at present.
  var allowed: Int { state.withLock { $0.allowed } }

  /// Counts the times that fewer calls were allowed.
  var generation: Int { state.withLock { $0.generation } }

  /// Halves the number of calls at once. The refusal of a call that had begun before the last halving says nothing new.
  ///
  /// - Returns: Whether there was nothing left to halve.
  func narrow(generation: Int, now: Duration) -> Bool {
    let (allowed, isLeast) = state.withLock { state -> (Int, Bool) in
      guard generation == state.generation else { return (state.allowed, false) }
      let isLeast = state.allowed == 1
      state.generation += 1
      state.allowed = max(1, state.allowed / 2)
      state.changed = now
      return (state.allowed, isLeast)
    }
    slots.setLimit(allowed)
    return isLeast
  }

  /// Lets one more call run at once for each interval that passed without a refusal.
  func settle(now: Duration) {
    let allowed = state.withLock { state -> Int? in
      guard state.allowed < most, now - state.changed >= recovery else { return nil }
      let steps = recovery > .zero ? Int(min((now - state.changed) / recovery, Double(most))) : most
      state.allowed = min(most, state.allowed + steps)
      state.changed = now
      return state.allowed
    }
    if let allowed { slots.setLimit(allowed) }
  }

  /// Sends nothing for a while, as the server asked.
  func hold(from now: Duration, for wait: Duration) {
    state.withLock { state in
      if let hold = state.hold, hold.until >= now + wait, hold.from <= now { return }
      state.hold = (now, now + wait)
    }
  }

  /// How long nothing may be sent.
  func holdLeft(now: Duration) -> Duration? {
    state.withLock { state in
      // A clock that jumped back must not make the hold longer.
      guard let hold = state.hold, hold.from <= now, now < hold.until else {
        state.hold = nil
        return nil
      }
      return hold.until - now
    }
  }
}
