import PIMClient
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Large catalogs: what grows must grow with the catalog and not with its square.
struct SandboxScaleTests {
  @Test("a filtered list of many pages gives every match once")
  func manyPages() async throws {
    let count = 20_000
    let caller = Caller(try SandboxPagingTests.products(count))
    var answer = try await caller.get(
      "products-uuid",
      ["pagination_type": "search_after", "limit": "100", "search": #"{"enabled":[{"operator":"=","value":true}]}"#])
    var codes = answer.codes
    while let next = answer.next {
      answer = try await caller.get(next)
      codes += answer.codes
    }
    #expect(codes.count == count / 2 && Set(codes).count == codes.count && codes == codes.sorted())
    #expect(caller.sandbox.calls.count == count / 200 + 1)
  }

  @Test("of many calls the last ones are kept, with their numbers and what was answered", arguments: [0, 1, 7])
  func lastCalls(kept: Int) async throws {
    let sandbox = SandboxPIM(try SampleCatalog.folder(), appTokens: ["app"], keepingCalls: kept)
    func ask(_ count: Int) async throws {
      for number in 1...count {
        let url = SandboxPIM.origin.appending(path: number.isMultiple(of: 2) ? "/api/rest/v1/channels" : "/nowhere")
        _ = try await sandbox.send(HTTPRequest(.get, url, headers: ["Authorization": "Bearer app"]))
      }
    }
    try await ask(40)
    #expect(sandbox.calls.map(\.number) == Array(41 - kept..<41))
    #expect(sandbox.calls.allSatisfy { $0.status == ($0.number.isMultiple(of: 2) ? 200 : 404) })
    sandbox.forgetCalls()
    #expect(sandbox.calls.isEmpty)
    try await ask(3)
    #expect(sandbox.calls.map(\.number) == Array([1, 2, 3].suffix(kept)))
  }
}
