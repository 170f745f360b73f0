import CatalogModels
import TestSupport
import Testing

@testable import PIMClient

struct AdaptiveLimitTests {
  @Test("N26: four calls that are refused together halve the calls at once a single time")
  func halvedOnce() async throws {
    let clock = ManualClock()
    let limits = SharedLimits(clock: clock)
    let governor = CallGovernor(limits.connection(nil, callsAtOnce: 4), limits)
    var slots: [CallSlot] = []
    for _ in 0..<4 { slots.append(try await governor.acquire()) }
    for slot in slots { governor.refused(slot, .ordinary, wait: nil) }
    #expect(governor.connection.allowed == 2)
  }

  @Test("N26: the calls at once go down to one, then the calls in a second too, and all come back slowly")
  func downAndUp() async throws {
    let clock = ManualClock()
    let limits = SharedLimits(clock: clock)
    let governor = CallGovernor(limits.connection(nil, callsAtOnce: 4), limits)
    var allowed: [Int] = []
    for _ in 0..<3 {
      let slot = try await governor.acquire()
      governor.refused(slot, .ordinary, wait: nil)
      allowed.append(governor.connection.allowed)
    }
    #expect(allowed == [2, 1, 1])
    #expect(limits.calls.perSecond == 1)

    allowed = []
    var rates: [Int] = []
    for _ in 0..<9 {
      clock.advance(by: .seconds(10))
      try await governor.acquire().release()
      governor.passed()
      allowed.append(governor.connection.allowed)
      rates.append(limits.calls.perSecond)
    }
    #expect(allowed == [2, 3, 4, 4, 4, 4, 4, 4, 4])
    #expect(rates == [2, 4, 8, 16, 32, 64, 100, 100, 100])
  }

  @Test("N26: refused option writes make option writes rarer and leave everything else alone")
  func optionWritesAlone() async throws {
    let limits = SharedLimits(clock: ManualClock())
    let governor = CallGovernor(limits.connection(nil, callsAtOnce: 4), limits)
    let slot = try await governor.acquire(.optionWrite)
    governor.refused(slot, .optionWrite, wait: nil)
    #expect(limits.optionWrites.perSecond == 1)
    #expect(governor.connection.allowed == 4)
  }

  @Test("N26: after a Retry-After no other call is sent either, until it is over")
  func everybodyHolds() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport { _, number in
      number == 0
        ? HTTPResponse(status: 429, headers: ["Retry-After": "20"])
        : HTTPResponse(status: 200, body: HTTPBody(#"{"code":"a"}"#))
    }
    let client = try ClientUnderTest.make(transport, clock: clock)
    let refused = Task { try await client.families.get("a") }
    await clock.untilSleeping()
    let other = Task { try await client.families.get("b") }
    await clock.untilSleeping(2)
    #expect(transport.requests.count == 1)
    clock.advance(by: .seconds(19))
    #expect(transport.requests.count == 1)
    clock.advance(by: .seconds(1))
    _ = try await (refused.value, other.value)
    #expect(transport.requests.count == 3)
  }

  @Test("N26: a storm of refusals without Retry-After ends with every call answered")
  func storm() async throws {
    let clock = ManualClock(.skips)
    // Two calls at once are too many for this server, and it never says how long to wait.
    let begun = Log<Int>()
    let ended = Log<Bool>()
    let transport = ScriptedTransport { _, number in
      let isTooMany = begun.add(number) - ended.entries.count > 1
      await Task.yield()
      ended.add(!isTooMany)
      return isTooMany
        ? HTTPResponse(status: 429) : HTTPResponse(status: 200, body: HTTPBody(#"{"code":"a"}"#))
    }
    let client = try ClientUnderTest.make(transport, clock: clock) { $0.retry.retries = 50 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<60 { group.addTask { _ = try await client.families.get("a") } }
      try await group.waitForAll()
    }
    #expect(ended.entries.count { $0 } == 60)
  }
}
