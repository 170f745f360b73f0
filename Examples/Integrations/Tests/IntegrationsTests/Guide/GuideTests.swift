import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import SyncPlanner
import Testing

/// The examples of Docs/Integrations.md: they are the files beside this one, and keep all rules.
struct GuideTests {
  @Test("The guide's transport keeps the rules of every transport", arguments: TransportRule.allCases)
  func transport(rule: TransportRule) async throws {
    let conformance = TransportConformance.Server()
    try await LoopbackServer.serving({ await conformance.answer($0) }) { server in
      try await TransportConformance(server: server, patience: .seconds(600)) { ShortTransport() }.check(rule)
    }
  }

  @Test("The guide's store keeps the rules of every store", arguments: StoreRule.allCases)
  func store(rule: StoreRule) async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "state.json")
      try await StoreConformance {
        try OneFileStore(file)
      } reopening: { _ in
        try OneFileStore(file)
      }.check(rule)
    }
  }

  @Test("The guide's destination keeps the rules of every destination", arguments: DestinationRule.allCases)
  func destination(rule: DestinationRule) async throws {
    let url = try #require(URL(string: "https://shop.example"))
    try await DestinationConformance { WebShop(shop: url, transport: ShopServer()) }.check(rule)
  }

  @Test("The guide shows these files as they are", arguments: ["ShortTransport", "OneFileStore", "WebShop"])
  func shown(name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = try String(contentsOf: folder.appending(path: "\(name).swift"), encoding: .utf8)
    let guide = folder.appending(path: "../../../../../Docs/Integrations.md").standardized
    let page = try String(contentsOf: guide, encoding: .utf8)
    let block = "```swift\n// Tests/IntegrationsTests/Guide/\(name).swift\n\(file)```\n"
    let isShown = page.contains(block)
    #expect(isShown, "Docs/Integrations.md shows another \(name) than the file")
    #expect(file.split(separator: "\n", omittingEmptySubsequences: false).count < 100)
  }
}

/// The shop that ``WebShop`` talks to.
private actor ShopServer: HTTPTransport {
  /// By feed and key, as bytes: texts that look alike are different keys.
  private var records: [[UInt8]: RawJSON] = [:]

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let json = try RawJSON(parsing: try await request.body.bytes(upTo: 10 << 20))
    func place(_ name: String) -> [UInt8] {
      Array("\(json["feed"]?.string ?? "")\u{0}\(json[name]?.string ?? "")".utf8)
    }
    let key = place("id")
    switch request.url.lastPathComponent {
    case "save":
      if json["replaces"] != nil { records[place("replaces")] = nil }
      records[key] = json["fields"]
    case "delete": records[key] = nil
    case "find":
      guard let fields = records[key] else { return HTTPResponse(status: 404) }
      return HTTPResponse(status: 200, body: HTTPBody(fields.text))
    default: break
    }
    return HTTPResponse(status: 204)
  }
}
