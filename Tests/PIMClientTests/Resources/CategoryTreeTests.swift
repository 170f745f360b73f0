import CatalogModels
import PIMClient
import TestSupport
import Testing

struct CategoryTreeTests {
  private static let parents: [(String, String?)] = [
    ("master", nil), ("a", "master"), ("b", "Master"), ("a1", "a"), ("a2", "a"), ("a11", "a1"), ("other", nil),
    ("o1", "other"), ("loop1", "loop2"), ("loop2", "loop1"),
  ]

  private static func isBelow(_ code: String, _ root: String) -> Bool {
    var parent = parents.first { $0.0 == code }?.1?.lowercased()
    for _ in 0..<10 {
      if parent == root { return true }
      parent = parents.first { $0.0 == parent }?.1?.lowercased()
    }
    return false
  }

  private static func json(_ row: (String, String?)) -> String {
    #"{"code":"\#(row.0)","parent":\#(row.1.map { #""\#($0)""# } ?? "null")}"#
  }

  private static func server(givesDescendants: Bool) -> ScriptedTransport {
    ScriptedTransport { request, _ in
      guard let code = request.path.split(separator: "/").last, code != "categories" else {
        let root = try request.parameter("search")
          .map { try RawJSON(parsing: $0.utf8)["parent"]?[0]?["value"]?.string ?? "" }
        let found = parents.filter { row in
          guard let root else { return true }
          return givesDescendants ? isBelow(row.0, root) : row.1?.lowercased() == root
        }
        return HTTPResponse(status: 200, body: HTTPBody(PageText.with(items: found.map(json).joined(separator: ","))))
      }
      guard let row = parents.first(where: { $0.0 == code }) else { return HTTPResponse(status: 404) }
      return HTTPResponse(status: 200, body: HTTPBody(json(row)))
    }
  }

  @Test(
    "N17: each category of a tree comes once, whether the server gives children or all descendants",
    arguments: [true, false])
  func eachCategoryOnce(_ givesDescendants: Bool) async throws {
    let transport = Self.server(givesDescendants: givesDescendants)
    let tree = try await ClientUnderTest.make(transport).categories.tree(of: "master")
    #expect(tree.map(\.code) == ["master", "a", "b", "a1", "a2", "a11"])
    #expect(transport.requests.count == (givesDescendants ? 2 : 3))
  }

  @Test("N17: a category without children is a tree of its own, one that is missing is an error")
  func treeOfOne() async throws {
    let transport = Self.server(givesDescendants: false)
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.categories.tree(of: "o1").map(\.code) == ["o1"])
    let error = try await failure { () async throws(CatalogError) in try await client.categories.tree(of: "gone") }
    #expect(error.code == .notFound)
  }
}
