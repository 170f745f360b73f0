import CatalogJSON
import Foundation
import PIMClient
import TestSupport
import Testing

/// Holds the client to the vendor's description of the API, which lies beside the package and is no part of it.
struct SpecificationCoverageTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/spec/akeneo-web-api.json").standardizedFileURL
  static var isThere: Bool { FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) }

  /// What the description has, without what it calls deprecated.
  static func described() throws -> Set<APIOperation> {
    let json = try JSONSlice(parsing: Array(Data(contentsOf: file)))
    var operations: Set<APIOperation> = []
    for (path, methods) in (json["paths"] ?? .emptyObject).members {
      for (method, operation) in methods.members
      where ["get", "post", "put", "patch", "delete"].contains(method) && operation["x-deprecated"]?.bool != true {
        operations.insert(APIOperation(method, path))
      }
    }
    return operations
  }

  static func operations() throws -> Set<APIOperation> {
    try ClientUnderTest.make(ScriptedTransport([])).operations
  }

  @Test(
    "Every operation of the description is covered",
    .enabled(if: isThere, "the description ../shared/spec/akeneo-web-api.json is not there"))
  func everyOperationIsCovered() throws {
    let described = try Self.described()
    #expect(described.count > 100)
    let missing = described.subtracting(try Self.operations()).sorted()
    #expect(missing.isEmpty, "not covered: \(missing.map(\.description).joined(separator: ", "))")
  }

  /// Operations that are documented elsewhere, each with its page.
  static let additions: [APIOperation: String] = [
    APIOperation("GET", "/api/rest/v1/catalogs"): "https://api.akeneo.com/apps/catalogs.html",
    APIOperation("POST", "/api/rest/v1/catalogs"): "https://api.akeneo.com/apps/catalogs.html",
    APIOperation("GET", "/api/rest/v1/catalogs/{id}"): "https://api.akeneo.com/apps/catalogs.html",
    APIOperation("PATCH", "/api/rest/v1/catalogs/{id}"): "https://api.akeneo.com/apps/catalogs.html",
    APIOperation("DELETE", "/api/rest/v1/catalogs/{id}"): "https://api.akeneo.com/apps/catalogs.html",
  ]

  @Test(
    "Every operation that the client makes is in the description, or documented elsewhere",
    .enabled(if: isThere, "the description ../shared/spec/akeneo-web-api.json is not there"))
  func noOperationIsMadeUp() throws {
    let known = try Self.described().union(Self.additions.keys)
    let unknown = try Self.operations().subtracting(known).sorted()
    #expect(unknown.isEmpty, "in no documentation: \(unknown.map(\.description).joined(separator: ", "))")
  }

  @Test(
    "What stands in braces of a path is left open, all else is not",
    arguments: [
      ("/api/rest/v1/families/{code}/variants", "/api/rest/v1/families/{}/variants"),
      ("/api/rest/v1/families", "/api/rest/v1/families"),
      ("/a/{b}/{c}", "/a/{}/{}"),
    ])
  func pathTemplates(_ path: String, _ expected: String) {
    #expect(APIOperation("get", path) == APIOperation("GET", expected))
    #expect(APIOperation("get", path).description == "GET \(expected)")
  }
}
