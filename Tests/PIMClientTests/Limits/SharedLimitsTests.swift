import CatalogModels
import TestSupport
import Testing

@testable import PIMClient

struct SharedLimitsTests {
  private static let good = #"{"code":"a"}"#

  @Test("N26: clients of one PIM run no more than ten calls at once together, each no more than four")
  func tenForThePIM() async throws {
    let gate = Gate()
    let limits = SharedLimits(clock: ManualClock())
    let transports = (0..<4).map { _ in
      ScriptedTransport { _, _ in
        try await gate.wait()
        return HTTPResponse(status: 200, body: HTTPBody(Self.good))
      }
    }
    let clients = try transports.enumerated().map { number, transport in
      try ClientUnderTest.make(transport, credentials: .token("token-\(number)")) { $0.sharedLimits = limits }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in clients {
        for _ in 0..<8 { group.addTask { _ = try await client.families.get("a") } }
      }
      // 32 calls: 10 run, 6 have their connection's slot and wait for the PIM's, 16 wait for their connection's.
      try await until {
        limits.slots.waitingCount >= 6
          && clients.allSatisfy { $0.connection.caller.governor.connection.slots.waitingCount >= 4 }
          && transports.map(\.requests.count).reduce(0, +) >= 10
      }
      #expect(transports.map(\.requests.count).reduce(0, +) == 10)
      gate.open()
      try await group.waitForAll()
    }
    #expect(transports.allSatisfy { $0.mostAtOnce <= 4 && $0.requests.count == 8 })
  }

  @Test("N26: two clients with the same credentials count as one connection, others do not")
  func oneConnection() throws {
    let limits = SharedLimits(clock: ManualClock())
    let transport = ScriptedTransport([])
    func client(_ token: String, _ origin: String = ClientUnderTest.origin) throws -> ConnectionLimits {
      try ClientUnderTest.make(transport, origin: origin, credentials: .token(token)) { $0.sharedLimits = limits }
        .connection.caller.governor.connection
    }
    let first = try client("a")
    #expect(try first === client("a"))
    #expect(try first !== client("b"))
    #expect(try first !== client("a", "https://other.example.com"))
    #expect(try ClientUnderTest.make(transport).connection.caller.governor.connection !== first)
  }

  @Test("N26: no more than 100 calls begin in a second")
  func hundredInASecond() async throws {
    let clock = ManualClock(.skips)
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(Self.good)) }
    let client = try ClientUnderTest.make(transport, clock: clock)
    for _ in 0..<100 { _ = try await client.families.get("a") }
    #expect(clock.sleeps.isEmpty)
    _ = try await client.families.get("a")
    #expect(clock.sleeps == [.seconds(1)])
  }

  @Test("N26: no more than 3 option writes begin in a second, also as raw requests, and reads go past those that wait")
  func threeOptionWrites() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(Self.good)) }
    let client = try ClientUnderTest.make(transport, clock: clock)
    let write = RawRequest(.patch, "/api/rest/v1/attributes/color/options", body: [0x7B, 0x7D])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<7 { group.addTask { _ = try await client.send(write) } }
      await clock.untilSleeping()
      #expect(transport.requests.count == 3)
      for _ in 0..<9 { _ = try await client.families.get("a") }
      #expect(transport.requests.count == 12)
      clock.advance(by: .seconds(1))
      await clock.untilSleeping()
      #expect(transport.requests.count == 15)
      clock.advance(by: .seconds(1))
      try await group.waitForAll()
    }
    #expect(transport.requests.filter { $0.method == "PATCH" }.count == 7)
  }

  @Test(
    "N26: which calls write options",
    arguments: [
      (HTTPMethod.patch, "/api/rest/v1/attributes/color/options", true),
      (.patch, "/api/rest/v1/attributes/color/options/red", true),
      (.post, "/api/rest/v1/attributes/color/options", true),
      (.post, "/api/rest/v1/attributes/options/options", true),
      (.get, "/api/rest/v1/attributes/color/options", false),
      (.patch, "/api/rest/v1/attributes/options", false),
      (.patch, "/api/rest/v1/attributes", false),
      (.patch, "/api/rest/v1/reference-entities/brand/attributes/country/options/fr", false),
      (.patch, "/api/rest/v1/asset-families/photos/attributes/tags/options/blue", false),
    ])
  func optionWrites(_ method: HTTPMethod, _ path: String, _ isOptionWrite: Bool) {
    #expect(Call(method: method, path: path).rate == (isOptionWrite ? .optionWrite : .ordinary))
  }

  @Test("A call that is cancelled while it waits for its second leaves at once and takes nothing with it")
  func cancelledInLane() async throws {
    let clock = ManualClock()
    let limits = SharedLimits(callsPerSecond: 1, clock: clock)
    let governor = CallGovernor(limits.connection(nil, callsAtOnce: 2), limits)
    try await governor.acquire().release()
    let leaving = Task { try await governor.acquire() }
    await clock.untilSleeping()
    let staying = Task { try await governor.acquire() }
    try await until { limits.calls.waitingCount >= 1 }
    leaving.cancel()
    await #expect(throws: CancellationError.self) { try await leaving.value }
    await clock.untilSleeping()
    clock.advance(by: .seconds(1))
    try await staying.value.release()
    #expect(governor.waitingCount == 0)
  }
}
