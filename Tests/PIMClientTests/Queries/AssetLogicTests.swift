import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

struct AssetLogicTests {
  private static let then = Date(timeIntervalSince1970: 1_467_626_400)

  private func search(_ filters: [Filter<Asset>]) async throws -> String? {
    let transport = ScriptedTransport([.json(PageText.of([]))])
    _ = try await ClientUnderTest.make(transport).assets(of: "shots").list(.where(filters)).all()
    return transport.requests.first?.parameter("search")
  }

  @Test("One logical operator stands at the root, with plain conditions below it")
  func singleRoot() async throws {
    let one: [Filter<Asset>] = [
      .any(of: .code(.equal(to: "hero")), .attribute("title", .contains("x"), locale: "en_US"))
    ]
    #expect(
      try await search(one)
        == #"{"or":[{"code":{"operator":"=","value":"hero"}},{"title":{"operator":"CONTAINS","value":"x","locale":"en_US"}}]}"#
    )
    let several: [Filter<Asset>] = [
      .code(anyOf: ["a", "b"]), .any(of: .updated(.after(Self.then)), .complete(true, in: "web", locales: ["en_US"])),
    ]
    #expect(
      try await search(several)
        == #"{"and":[{"code":{"operator":"IN","value":["a","b"]}},{"or":[{"updated":{"operator":">","value":"2016-07-04T10:00:00Z"}},{"complete":{"operator":"=","value":true,"context":{"channel":"web","locales":["en_US"]}}}]}]}"#
    )
  }

  @Test("Two conditions on one property, which the plain form does not take, stand side by side")
  func sameProperty() async throws {
    let filters: [Filter<Asset>] = [.all(of: .attribute("t", .contains("x")), .attribute("t", .contains("y")))]
    #expect(
      try await search(filters)
        == #"{"and":[{"t":{"operator":"CONTAINS","value":"x"}},{"t":{"operator":"CONTAINS","value":"y"}}]}"#)
  }

  @Test("N24: periods are written as comparisons, inclusive as `BETWEEN` is")
  func periods() async throws {
    #expect(
      try await search([.any(of: .updated(.between(Self.then, Self.then + 1)))])
        == #"{"or":[{"and":[{"updated":{"operator":">=","value":"2016-07-04T10:00:00Z"}},{"updated":{"operator":"<=","value":"2016-07-04T10:00:01Z"}}]}]}"#
    )
    #expect(
      try await search([.all(of: .updated(.notBetween(Self.then, Self.then + 1)))])
        == #"{"and":[{"or":[{"updated":{"operator":"<","value":"2016-07-04T10:00:00Z"}},{"updated":{"operator":">","value":"2016-07-04T10:00:01Z"}}]}]}"#
    )
  }

  @Test("N23: a long list of codes beside a logical operator is spread over several requests")
  func longLists() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.of([]))) }
    let client = try ClientUnderTest.make(transport)
    let codes = (0..<1_000).map { Code<Asset>("asset_with_a_long_code_\($0)") }
    let query: Query<Asset> = .where(.code(anyOf: codes), .any(of: .attribute("t", .empty)))
    _ = try await client.assets(of: "shots").list(query).all()
    #expect(transport.requests.count > 1)
    var sent: [String] = []
    for request in transport.requests {
      let search = try RawJSON(parsing: (request.parameter("search") ?? "").utf8)
      sent += search["and"]?[0]?["code"]?["value"]?.elements.compactMap(\.string) ?? []
      #expect(search["and"]?[1]?["or"]?.elements.count == 1)
    }
    #expect(sent == codes.map(\.rawValue))
  }

  @Test("The sandbox, written by another hand, finds by logical operators what was asked for")
  func againstTheSandbox() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: .cloud)
    let known = sandbox.credentials
    let client = try ClientUnderTest.make(
      sandbox, origin: SandboxPIM.origin.absoluteString,
      credentials: .password(
        clientID: known.clientID, secret: known.secret, username: known.username, password: known.password))
    let families = try await client.assetFamilies.list().all()
    for family in families {
      let assets = client.assets(of: family.code)
      let all = try await assets.list().all().map(\.code)
      guard let first = all.first, let last = all.last, first != last else { continue }
      let two = try await assets.list(.where(.any(of: .code(.equal(to: first)), .code(.equal(to: last))))).all()
      #expect(Set(two.map(\.code)) == [first, last])
      let others = try await assets.list(.where(.code(.notEqual(to: first)))).all()
      #expect(others.map(\.code) == all.filter { $0 != first })
      let none = try await assets.list(.where(.all(of: .code(.equal(to: first)), .code(.equal(to: last))))).all()
      #expect(none.isEmpty)
    }
    #expect(!families.isEmpty)
  }
}
