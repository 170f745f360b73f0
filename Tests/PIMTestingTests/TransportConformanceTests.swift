import PIMClient
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// That the suite passes a transport that is right, and names the rule that another one breaks.
struct TransportConformanceTests {
  func suite(_ defect: DirectTransport.Defect?) throws -> TransportConformance {
    let server = TransportConformance.Server()
    let url = try #require(URL(string: "http://127.0.0.1:8080"))
    return TransportConformance(server: url, patience: defect == nil ? .seconds(900) : .seconds(2)) {
      DirectTransport(server, defect: defect)
    }
  }

  @Test("a right transport keeps every rule", arguments: TransportRule.allCases)
  func right(rule: TransportRule) async throws {
    try await suite(nil).check(rule)
  }

  @Test("a wrong transport breaks the rule that it breaks", arguments: DirectTransport.Defect.allCases)
  func wrong(defect: DirectTransport.Defect) async throws {
    let error = await #expect(throws: ConformanceFailure.self) { try await suite(defect).check(defect.rule) }
    #expect(error?.rule == defect.rule.rawValue)
  }

  @Test("a failure says which rule and what was seen")
  func failureDescribesItself() {
    let failure = ConformanceFailure(rule: "redirects", "2 redirects were followed")
    #expect(failure.description == "redirects: 2 redirects were followed")
  }
}
