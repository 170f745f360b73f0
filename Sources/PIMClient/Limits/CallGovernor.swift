import Synchronization

/// Decides when a call may be sent: within the connection's calls at once, the PIM's calls at once and its calls in a
/// second, in the order in which they came, and with fewer of all after the server has refused one (N26).
///
/// A connection that has its slots waits for the PIM's, so that no connection stands in the PIM's queue with more
/// calls than it may run: a client with a thousand calls takes no more of the PIM than one with four.
final class CallGovernor: Sendable {
  let connection: ConnectionLimits
  let shared: SharedLimits

  init(_ connection: ConnectionLimits, _ shared: SharedLimits) {
    self.connection = connection
    self.shared = shared
  }

  /// A governor of its own.
  convenience init(limit: Int, clock: any Clock<Duration> = ContinuousClock()) {
    let shared = SharedLimits(clock: clock)
    self.init(shared.connection(nil, callsAtOnce: limit), shared)
  }

  /// The number of calls that wait for a slot or for their second.
  var waitingCount: Int {
    connection.slots.waitingCount + shared.slots.waitingCount + shared.calls.waitingCount
      + shared.optionWrites.waitingCount
  }

  /// Waits until a call may be sent, and stops waiting at once when the task is cancelled.
  func acquire(_ rate: CallRate = .ordinary) async throws -> CallSlot {
    connection.settle(now: shared.time.now)
    guard rate == .optionWrite else { return try await slot() }
    // The place in the lane is kept while waiting for a slot, so that the second is measured when the call is sent.
    try await shared.optionWrites.begin()
    var isSent = false
    defer { shared.optionWrites.end(taking: isSent) }
    let slot = try await slot()
    isSent = true
    return slot
  }

  private func slot() async throws -> CallSlot {
    let slot = CallSlot()
    try await connection.slots.acquire()
    slot.hold(connection.slots)
    try await shared.slots.acquire()
    slot.hold(shared.slots)
    while let wait = connection.holdLeft(now: shared.time.now) { try await shared.time.sleep(for: wait) }
    try await shared.calls.pass()
    slot.begin(connection.generation)
    return slot
  }

  /// The server answered a call with anything but a 429.
  func passed() {
    connection.settle(now: shared.time.now)
  }

  /// The server refused a call because there were too many.
  ///
  /// - Parameters:
  ///   - slot: The call's slot.
  ///   - rate: Its rate.
  ///   - wait: How long nothing is to be sent, where the server said so and the client obeys.
  func refused(_ slot: CallSlot, _ rate: CallRate, wait: Duration?) {
    let now = shared.time.now
    if let wait { connection.hold(from: now, for: wait) }
    if rate == .optionWrite, shared.optionWrites.narrow() { return }
    if connection.narrow(generation: slot.generation, now: now) { shared.calls.narrow() }
  }
}

/// The right to run one call. It is given back when it is released, or when nobody holds it any more.
final class CallSlot: Sendable {
  private struct State {
    var held: [SlotQueue] = []
    var generation = 0
  }

  private let state = Mutex(State())

  deinit { release() }

  /// The connection's generation when the call began.
  fileprivate var generation: Int { state.withLock { $0.generation } }

  fileprivate func hold(_ queue: SlotQueue) { state.withLock { $0.held.append(queue) } }
  fileprivate func begin(_ generation: Int) { state.withLock { $0.generation = generation } }

  func release() {
    let held = state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
    for queue in held.reversed() { queue.release() }
  }
}
