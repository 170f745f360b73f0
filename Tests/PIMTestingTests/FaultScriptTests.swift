import CatalogModels
import PIMClient
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What goes wrong when a script says so, and that nothing else does.
struct FaultScriptTests {
  static let families = "/api/rest/v1/families"

  @Test("a rule hits the nth call that fits, so many times, and no other")
  func nth() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.tooManyRequests(retryAfter: 7), on: .get, Self.families, nth: 2, times: 2)
    ])
    var statuses: [Int] = []
    for _ in 0..<5 {
      _ = try await caller.get("channels", [:])
      let answer = try await caller.get(Self.families)
      statuses.append(answer.status)
      if answer.status == 429 { #expect(answer.headers["Retry-After"] == "7") }
    }
    #expect(statuses == [200, 429, 429, 200, 200])
    #expect(caller.sandbox.faultsAreSpent)
    #expect(caller.sandbox.calls(to: Self.families).map(\.status) == [200, 429, 429, 200, 200])
    #expect(caller.sandbox.calls(to: "/api/rest/v1/channels").allSatisfy { $0.status == 200 })
  }

  @Test("the first rule that is due counts, and a condition can choose")
  func orderAndCondition() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.refusal(500, "first"), Self.families, where: { $0.query["page"] == "2" }),
      FaultRule(.refusal(503, "second"), Self.families, times: 2),
    ])
    #expect(try await caller.get(Self.families).message == "second")
    #expect(try await caller.get("\(Self.families)?page=2").message == "first")
    #expect(try await caller.get(Self.families).status == 200)
  }

  @Test("N27: a status with a body and headers, a 429 without Retry-After, pages for people")
  func answers() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.status(408, headers: ["X-Why": "slow"], body: "{}"), Self.families),
      FaultRule(.tooManyRequests(), Self.families, nth: 2), FaultRule(.htmlPage(status: 502), Self.families, nth: 3),
      FaultRule(.htmlPage(status: 200), Self.families, nth: 4), FaultRule(.body("[1,2]"), Self.families, nth: 5),
    ])
    let timeout = try await caller.get(Self.families)
    #expect(timeout.status == 408 && timeout.headers["X-Why"] == "slow" && timeout.text == "{}")
    let tooMany = try await caller.get(Self.families)
    #expect(tooMany.status == 429 && tooMany.headers["Retry-After"] == nil)
    for status in [502, 200] {
      let page = try await caller.get(Self.families)
      #expect(page.status == status && page.text.hasPrefix("<html>"))
      #expect(page.headers["Content-Type"]?.hasPrefix("text/html") == true)
    }
    let wrong = try await caller.get(Self.families)
    #expect(wrong.status == 200 && wrong.text == "[1,2]" && wrong.headers["Content-Type"] == "application/json")
  }

  @Test("a connection that fails throws, and has no status in the log")
  func connection() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.transport(TransportError(.timedOut, "no answer in time")), Self.families)
    ])
    await #expect(throws: TransportError.self) { try await caller.get(Self.families) }
    #expect(caller.sandbox.calls.map(\.status) == [nil])
    #expect(try await caller.get(Self.families).status == 200)
  }

  @Test("a body that is cut says how long it would have been, and ends with an error")
  func cutBody() async throws {
    let caller = try Caller.sample(faults: [FaultRule(.cutBody(after: 3_000), Self.families)])
    let url = try #require(URL(string: SandboxPIM.origin.absoluteString + Self.families))
    let response = try await caller.sandbox.send(HTTPRequest(.get, url, headers: ["Authorization": "Bearer app"]))
    #expect(response.status == 200)
    var received = 0
    var code: TransportError.Code?
    do {
      for try await chunk in response.body { received += chunk.count }
    } catch let error as TransportError {
      code = error.code
    }
    #expect(code == .connectionLost)
    let length = try #require(response.body.length)
    #expect(received == min(3_000, length))
  }

  @Test("a body that is truncated, and one that is not UTF-8")
  func brokenBodies() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.truncateBody(after: 50), Self.families), FaultRule(.notUTF8, Self.families, nth: 2),
    ])
    let short = try await caller.get(Self.families)
    #expect(short.status == 200 && short.bytes.count == 50)
    let broken = try await caller.get(Self.families)
    #expect(broken.status == 200 && String(validating: broken.bytes, as: UTF8.self) == nil)
    #expect(throws: CatalogError.self) { try RawJSON(parsing: broken.bytes) }
  }

  @Test("N20, N21: links that repeat, that are missing, that lead elsewhere, that lost a parameter; pages with holes")
  func pages() async throws {
    let path = "/api/rest/v1/products-uuid"
    let query = "?pagination_type=search_after&limit=3&locales=en_US"
    let caller = try Caller.sample(faults: [
      FaultRule(.repeatCursor, path, nth: 2), FaultRule(.dropNext, path, nth: 3),
      FaultRule(.nextOnOrigin("https://elsewhere.example"), path, nth: 4),
      FaultRule(.nextWithout("locales"), path, nth: 5), FaultRule(.holes([0, 2]), path, nth: 6),
      FaultRule(.all(.holes([1]), .dropNext), path, nth: 7),
    ])
    let address = try #require(try await caller.get(path + query).next)
    let repeated = try await caller.get(address)
    #expect(repeated.next == repeated.link("self") && repeated.next == address)
    #expect(try await caller.get(path + query).next == nil)
    let elsewhere = try await caller.get(path + query).next
    #expect(elsewhere?.hasPrefix("https://elsewhere.example/api/rest/v1/products-uuid?") == true)
    #expect(try await caller.get(path + query).next?.contains("locales") == false)
    let holes = try await caller.get(path + query)
    #expect(holes.items.count == 1 && holes.next == address)
    let both = try await caller.get(path + query)
    #expect(both.items.count == 2 && both.next == nil)
    #expect(try await caller.get(path + query).items.count == 3)
  }

  @Test("a held call waits for the gate")
  func gate() async throws {
    let gate = FaultGate()
    let caller = try Caller.sample(faults: [FaultRule(.hold(gate), Self.families, times: 3)])
    async let first = caller.get(Self.families)
    async let second = caller.get(Self.families)
    await gate.held(2)
    #expect(caller.sandbox.calls.map(\.status) == [nil, nil])
    gate.open()
    #expect(try await [first.status, second.status] == [200, 200])
    #expect(caller.sandbox.mostCallsAtOnce == 2)
    #expect(try await caller.get(Self.families).status == 200)
  }

  @Test("cancelling a held call ends it at once")
  func cancelledGate() async throws {
    let gate = FaultGate()
    let caller = try Caller.sample(faults: [FaultRule(.hold(gate), Self.families)])
    let task = Task { try await caller.get(Self.families).status }
    await gate.held(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("N28: tokens that are revoked or expire in the middle, with a dead refresh token")
  func tokens() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.all(.expireTokens, .expireRefreshTokens), Self.families, nth: 2),
      FaultRule(.revokeTokens, Self.families, nth: 3),
    ])
    #expect(try await caller.get(Self.families).status == 200)
    #expect(try await caller.get(Self.families).status == 200, "an app's token does not expire")
    #expect(try await caller.get(Self.families).status == 401)
    caller.sandbox.admit(appToken: "app")
    #expect(try await caller.get(Self.families).status == 200)
  }

  @Test("the clock jumps, and the catalog changes, before a call is answered")
  func actions() async throws {
    let caller = try Caller.sample(faults: [
      FaultRule(.advanceClock(by: .seconds(-3_600)), Self.families),
      FaultRule(.perform { $0.delete("camping", from: .families) }, Self.families, nth: 2),
    ])
    #expect(try await caller.get(Self.families).headers["Date"] == "Mon, 02 Feb 2026 08:00:00 GMT")
    let count = caller.sandbox.count(of: .families)
    let code = try #require(try await caller.get("families", [:]).codes.first)
    caller.sandbox.addFault(FaultRule(.perform { $0.delete(code, from: .families) }, Self.families))
    #expect(try await caller.get(Self.families).codes.contains(code) == false)
    #expect(caller.sandbox.count(of: .families) < count)
  }
}
