import CatalogModels
import Foundation
import PIMTesting
import Testing

/// A client that others wrote in another language, from a public registry, against `pim-sandbox`.
struct OtherLanguageTests {
  static let python = ProcessInfo.processInfo.environment["PIM_TEST_PYTHON"]

  @Test(
    "The Python package akeneo-api-client lists all products of pim-sandbox, in each dialect",
    .enabled(if: python != nil, "needs PIM_TEST_PYTHON, an interpreter with akeneo-api-client; test.sh makes one"),
    arguments: ["strict", "cloud", "onPremises"])
  func lists(dialect: String) async throws {
    try await withTemporaryFolder { folder in
      let program = try Program("pim-sandbox", ["--port", "0", "--json", "--dialect", dialect], in: folder)
      let facts = try RawJSON(parsing: try await program.firstLine().utf8)
      let script = """
        import json, sys
        from akeneo_api_client.client_builder import ClientBuilder
        facts = json.loads(sys.argv[1])
        api = ClientBuilder(facts["PIM_URL"]).build_authenticated_by_password(
            facts["PIM_USERNAME"], facts["PIM_PASSWORD"], facts["PIM_CLIENT_ID"], facts["PIM_CLIENT_SECRET"])
        print(json.dumps([item["uuid"] for page in api.product_uuid_api.all(5, {}) for item in page]))
        """
      let process = Process()
      process.executableURL = URL(filePath: Self.python ?? "")
      process.arguments = ["-c", script, facts.text]
      let output = folder.appending(path: "listed.json")
      try Data().write(to: output)
      process.standardOutput = try FileHandle(forWritingTo: output)
      let (ended, continuation) = AsyncStream.makeStream(of: Never.self)
      process.terminationHandler = { _ in continuation.finish() }
      try process.run()
      for await _ in ended {}
      let listed = try RawJSON(parsing: Data(contentsOf: output)).elements.compactMap(\.string)
      let expected = try SampleCatalog.folder().rows(of: .products).compactMap { $0["uuid"]?.string }
      #expect(listed.sorted() == expected.sorted())
    }
  }
}
