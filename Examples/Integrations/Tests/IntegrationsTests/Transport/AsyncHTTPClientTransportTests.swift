import PIMAsyncHTTPClient
import PIMTesting
import Testing

struct AsyncHTTPClientTransportTests {
  @Test("AsyncHTTPClientTransport keeps the rules of every transport", arguments: TransportConformance.Rule.allCases)
  func conformance(rule: TransportConformance.Rule) async throws {
    let conformance = ConformanceServer()
    try await LoopbackServer.serving({ await conformance.answer($0) }) { server in
      try await TransportConformance(server: server, patience: .seconds(600)) { AsyncHTTPClientTransport() }.check(rule)
    }
  }
}
