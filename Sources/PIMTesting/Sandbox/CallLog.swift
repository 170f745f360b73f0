/// The last calls, and no more of them than were asked for.
struct CallLog: Sendable {
  private let limit: Int
  /// Up to twice as many as are kept, so that the old ones go together and not one by one.
  private var calls: [SandboxPIM.Call] = []
  /// How many calls came, with those that are no longer here.
  private var count = 0

  init(keeping limit: Int = 10_000) { self.limit = max(0, limit) }

  /// The last calls, in the order of arrival.
  var kept: [SandboxPIM.Call] { calls.suffix(limit) }

  /// Takes in a call, which is made for its number.
  mutating func append(_ make: (_ number: Int) -> SandboxPIM.Call) -> SandboxPIM.Call {
    count += 1
    let call = make(count)
    if limit > 0 {
      if calls.count >= 2 * limit { calls.removeFirst(limit) }
      calls.append(call)
    }
    return call
  }

  /// Notes what was answered to a call, if it is still here.
  mutating func note(_ status: Int, for number: Int) {
    guard let first = calls.first?.number, calls.indices.contains(number - first) else { return }
    calls[number - first].status = status
  }

  mutating func removeAll() {
    calls = []
    count = 0
  }
}
