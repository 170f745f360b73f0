import PIMAsyncHTTPClient
import PIMTesting
import Testing

struct AsyncHTTPClientTransportTests {
  @Test("AsyncHTTPClientTransport keeps the rules of every transport", arguments: TransportRule.allCases)
  func conformance(rule: TransportRule) async throws {
    let conformance = TransportConformance.Server()
    try await LoopbackServer.serving({ await conformance.answer($0) }) { server in
      try await TransportConformance(server: server, patience: .seconds(600)) { AsyncHTTPClientTransport() }.check(rule)
    }
  }
}
