import CatalogModels
import PIMClient
import PIMTesting
import TestSupport
import Testing

/// Answers that are broken, by the sandbox's fault script: each ends in the complete list or in one typed error.
struct BrokenAnswerTests {
  private static let path = "/api/rest/v1/families"

  private static func codes(_ rule: FaultRule) async throws -> Result<[Code<Family>], CatalogError> {
    let sandbox = SandboxPIM(try SampleCatalog.folder(), faults: [rule])
    var configuration = CatalogClient.Configuration()
    configuration.clock = ManualClock(.skips)
    configuration.pageSize = 2
    let client = try sandbox.client(configuration: configuration)
    do {
      return .success(try await client.families.list().all().map(\.code))
    } catch {
      return .failure(error)
    }
  }

  @Test(
    "N27: what breaks once is read again, and the list is complete",
    arguments: [
      Fault.cutBody(after: 40), .htmlPage(status: 502),
      .transport(TransportError(.connectionLost, "reset")), .tooManyRequests(), .tooManyRequests(retryAfter: 3),
    ])
  func passes(_ fault: Fault) async throws {
    let codes = try await Self.codes(FaultRule(fault, Self.path, nth: 2)).get()
    #expect(codes.count == 6)
    #expect(Set(codes).count == 6)
  }

  @Test(
    "N27: what stays broken is one typed error that names the request and says how to go on",
    arguments: [
      (Fault.htmlPage(status: 502), CatalogError.Code.serverError), (.htmlPage(status: 200), .unexpectedContent),
      (.tooManyRequests(), .rateLimited), (.truncateBody(after: 40), .malformedJSON),
    ])
  func ends(_ fault: Fault, _ code: CatalogError.Code) async throws {
    guard case .failure(let error) = try await Self.codes(FaultRule(fault, Self.path, nth: 2, times: 100)) else {
      Issue.record("the list came to its end")
      return
    }
    #expect(error.code == code)
    #expect(error.request == "GET \(Self.path)")
    #expect(error.advice != nil)
  }
}
