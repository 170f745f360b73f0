import PIMTesting
import Testing

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
}
