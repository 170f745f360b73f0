import PIMTesting
import Testing

@testable import PIMClient

struct SkippingClockTests {
  @Test("A sleep moves the clock to its end, and never back")
  func skips() async throws {
    let clock = SkippingClock()
    let start = clock.now
    try await clock.sleep(for: .seconds(3600))
    #expect(start.duration(to: clock.now) == .seconds(3600))
    try await clock.sleep(until: start)
    #expect(start.duration(to: clock.now) == .seconds(3600))
    #expect(start < clock.now && start.advanced(by: .seconds(3600)) == clock.now)
  }

  @Test("A cancelled task does not sleep")
  func cancelled() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      try await SkippingClock().sleep(for: .seconds(1))
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("The waits of retries go by on the clock, and none of them is waited for")
  func retriesTakeNoTime() async throws {
    let pim = SandboxPIM(try SampleCatalog.folder())
    pim.addFault(FaultRule(.tooManyRequests(retryAfter: 100), on: .get, "/api/rest/v1/families", times: 5))
    var configuration = CatalogClient.Configuration()
    let clock = SkippingClock()
    let start = clock.now
    configuration.clock = clock
    #expect(try await pim.client(configuration: configuration).families.count() == 6)
    #expect(pim.faultsAreSpent)
    #expect(start.duration(to: clock.now) >= .seconds(500))
  }

  @Test("A sandbox's own client has such a clock")
  func sandboxClient() async throws {
    let client = try SandboxPIM(try SampleCatalog.folder()).client()
    #expect(client.connection.configuration.clock is SkippingClock)
  }
}
