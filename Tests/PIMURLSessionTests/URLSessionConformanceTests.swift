import PIMClient
import PIMTesting
import PIMURLSession
import TestSupport
import Testing

struct URLSessionConformanceTests {
  @Test("URLSessionTransport keeps the rules of every transport", arguments: TransportRule.allCases)
  func rule(_ rule: TransportRule) async throws {
    let conformance = TransportConformance.Server()
    try await LoopbackServer.serving({ LoopbackAnswer(await conformance.answer($0)) }) { server in
      // Beside tests that keep all cores busy, a rule may have to wait for its turn.
      try await TransportConformance(server: server.url(""), patience: .seconds(900)) { URLSessionTransport() }.check(
        rule)
    }
  }
}

extension LoopbackAnswer {
  /// What the conformance suite wants done.
  init(_ answer: TransportConformance.Answer) {
    switch answer {
    case .response(let response): self = .response(response)
    case .close: self = .steps([])
    case .bytes(let bytes): self = .steps([.send(bytes)])
    }
  }
}
