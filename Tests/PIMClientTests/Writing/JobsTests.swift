import CatalogModels
import PIMClient
import TestSupport
import Testing

struct JobsTests {
  @Test("Jobs are launched by their code, and give the number of the execution")
  func launches() async throws {
    let transport = ScriptedTransport([
      .json(#"{"execution_id":"12345"}"#), .json(#"{"execution_id":7}"#), .json(#"{"execution_id":"8"}"#),
    ])
    let jobs = try ClientUnderTest.make(transport).jobs
    #expect(try await jobs.launchExport("csv export") == "12345")
    #expect(try await jobs.launchImport("csv") == "7")
    #expect(try await jobs.launchImport("csv", mode: .updateOnly) == "8")
    #expect(
      transport.requests.map(\.line) == [
        "POST /api/rest/v1/jobs/export/csv%20export", "POST /api/rest/v1/jobs/import/csv",
        "POST /api/rest/v1/jobs/import/csv",
      ])
    #expect(transport.requests.map(\.bodyText) == ["{}", "{}", #"{"import_mode":"update_only"}"#])
  }

  @Test("N27: a launch whose answer is lost is not sent again")
  func launchIsNotRepeated() async throws {
    let transport = ScriptedTransport([.failure(TransportError(.timedOut, "slow"))])
    let jobs = try ClientUnderTest.make(transport).jobs
    let error = try await failure { () async throws(CatalogError) in try await jobs.launchExport("csv") }
    #expect(error.code == .timedOut)
    #expect(transport.requests.count == 1)
  }

  @Test("An answer without the execution is an error that names the request")
  func launchWithoutExecution() async throws {
    let jobs = try ClientUnderTest.make(ScriptedTransport([.json("{}")])).jobs
    let error = try await failure { () async throws(CatalogError) in try await jobs.launchExport("csv") }
    #expect(error.code == .unexpectedContent)
    #expect(error.request == "POST /api/rest/v1/jobs/export/csv")
  }
}
