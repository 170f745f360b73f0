import CatalogModels
import TestSupport
import Testing

@testable import PIMClient

struct CallGovernorTests {
  @Test("N26: no more than four calls run at once, all of them get their turn")
  func fourAtOnce() async throws {
    let gate = Gate()
    let transport = ScriptedTransport { _, _ in
      try await gate.wait()
      return HTTPResponse(status: 200, body: HTTPBody(#"{"code":"a"}"#))
    }
    let client = try ClientUnderTest.make(transport)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await client.families.get("a") } }
      // Whoever has a slot may still be on the way to the transport.
      try await until { client.connection.caller.governor.waitingCount >= 16 && transport.requests.count >= 4 }
      #expect(transport.requests.count == 4)
      gate.open()
      try await group.waitForAll()
    }
    #expect(transport.requests.count == 20)
    #expect(transport.mostAtOnce == 4)
  }

  @Test("Slots are given in the order in which they were asked for")
  func firstComeFirstServed() async throws {
    let governor = CallGovernor(limit: 1)
    let order = Log<Int>()
    let first = try await governor.acquire()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          let slot = try await governor.acquire()
          order.add(number)
          slot.release()
        }
        try await until { governor.waitingCount > number }
      }
      first.release()
      try await group.waitForAll()
    }
    #expect(order.entries == Array(0..<50))
  }

  @Test("Whoever is cancelled leaves the queue at once, and nobody behind loses a place")
  func cancelledWaiter() async throws {
    let governor = CallGovernor(limit: 1)
    let first = try await governor.acquire()
    let leaving = Task { try await governor.acquire() }
    try await until { governor.waitingCount >= 1 }
    let staying = Task { try await governor.acquire() }
    try await until { governor.waitingCount >= 2 }
    leaving.cancel()
    await #expect(throws: CancellationError.self) { try await leaving.value }
    #expect(governor.waitingCount == 1)
    first.release()
    try await staying.value.release()
    try await governor.acquire().release()
  }

  @Test("A slot that is dropped comes back, one that is released twice comes back once")
  func slotsComeBack() async throws {
    let governor = CallGovernor(limit: 1)
    do { _ = try await governor.acquire() }
    let slot = try await governor.acquire()
    slot.release()
    slot.release()
    let second = try await governor.acquire()
    let waiting = Task { try await governor.acquire() }
    try await until { governor.waitingCount >= 1 }
    second.release()
    try await waiting.value.release()
  }

  @Test("A task that is already cancelled gets no slot")
  func cancelledBefore() async throws {
    let governor = CallGovernor(limit: 1)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try await governor.acquire()
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try await governor.acquire().release()
  }
}
