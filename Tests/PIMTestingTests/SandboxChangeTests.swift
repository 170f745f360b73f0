import CatalogModels
import PIMClient
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A catalog that changes while it is served.
struct SandboxChangeTests {
  @Test("a changed product moves its date and is found by the next delta")
  func changedProduct() async throws {
    let caller = Caller(try FilterCatalog.folder())
    caller.sandbox.advanceClock(by: .seconds(60))
    let search = #"{"updated":[{"operator":">","value":"2026-02-02 09:00:00"}]}"#
    #expect(try await caller.search("products-uuid", search).items.isEmpty)
    #expect(try caller.sandbox.change(FilterCatalog.uuid(2), in: .products, #"{"enabled":true}"#))
    let found = try await caller.search("products-uuid", search)
    #expect(found.codes == [FilterCatalog.uuid(2)])
    #expect(found.items[0]["updated"] == "2026-02-02T09:01:00+00:00" && found.items[0]["enabled"] == true)
    #expect(found.items[0]["created"] == "2026-01-02T08:00:00+00:00")
  }

  @Test("what was answered before a change is not answered after it")
  func noStaleAnswers() async throws {
    let caller = Caller(try FilterCatalog.folder())
    let before = try await caller.get("products-uuid", [:])
    try caller.sandbox.upsert(
      #"{"uuid":"\#(FilterCatalog.uuid(2))","identifier":"C-3","enabled":true,"values":{}}"#, in: .products)
    let after = try await caller.get("products-uuid", [:])
    #expect(before.items[1]["enabled"] == false && after.items[1]["enabled"] == true)
    #expect(try await caller.get("products/b-2", [:]).status == 404)
    #expect(try await caller.get("products/c-3", [:]).status == 200)
    // The product that named B-2 by identifier now names nobody.
    #expect(after.items[0]["associations"]?["UP"]?["products"] == [.string(FilterCatalog.uuid(3))])
  }

  @Test("N14: a changed option touches neither its attribute nor a product")
  func changedOption() async throws {
    let caller = Caller(try FilterCatalog.folder())
    caller.sandbox.advanceClock(by: .seconds(60))
    try caller.sandbox.upsert(#"{"code":"10","attribute":"colour","labels":{"en_US":"Ten"}}"#, in: .attributeOptions)
    let products = #"{"updated":[{"operator":">","value":"2026-02-02 09:00:00"}]}"#
    #expect(try await caller.search("products-uuid", products).items.isEmpty)
    let attributes = #"{"updated":[{"operator":">","value":"2026-02-02T09:00:00Z"}]}"#
    #expect(try await caller.search("attributes", attributes).items.isEmpty)
    #expect(try await caller.get("attributes/colour/options/10", [:]).json["labels"] == ["en_US": "Ten"])
  }

  @Test("N19: identifiers swapped between two products lead to the other one")
  func swappedIdentifiers() async throws {
    let caller = Caller(try FilterCatalog.folder())
    try caller.sandbox.change(FilterCatalog.uuid(1), in: .products, #"{"identifier":"B-2"}"#)
    try caller.sandbox.change(FilterCatalog.uuid(2), in: .products, #"{"identifier":"A-1"}"#)
    #expect(try await caller.get("products/B-2", [:]).json["uuid"]?.string == FilterCatalog.uuid(1))
    #expect(try await caller.get("products/A-1", [:]).json["uuid"]?.string == FilterCatalog.uuid(2))
  }

  @Test("rows are deleted, nested ones too")
  func deletes() async throws {
    let caller = Caller(try FilterCatalog.folder())
    #expect(caller.sandbox.delete("red", from: .attributeOptions, of: ["colour"]))
    #expect(!caller.sandbox.delete("red", from: .attributeOptions, of: ["colour"]))
    #expect(try await caller.get("attributes/colour/options/red", [:]).status == 404)
    #expect(caller.sandbox.delete(FilterCatalog.uuid(1), from: .products))
    #expect(caller.sandbox.count(of: .products) == 3)
    #expect(try await caller.get("products/A-1", [:]).status == 404)
    #expect(caller.sandbox.delete("front", from: .assets, of: ["shots"]))
  }

  @Test(
    "a row that is no row is refused and changes nothing", arguments: ["[]", "{", #"{"labels":{}}"#, #"{"code":""}"#])
  func badRows(row: String) async throws {
    let caller = Caller(try FilterCatalog.folder())
    #expect(throws: CatalogFolderError.self) { try caller.sandbox.upsert(row, in: .families) }
    #expect(caller.sandbox.count(of: .families) == 3)
  }

  @Test("rows can be read back as they are kept")
  func readBack() async throws {
    let sandbox = SandboxPIM(try FilterCatalog.folder())
    let row: RawJSON = ["code": "tops", "attributes": [], "labels": ["en_US": "Tops"]]
    try sandbox.upsert(row, in: .families)
    #expect(sandbox.json(of: "TOPS", in: .families) == row)
    #expect(sandbox.row("10", in: .attributeOptions, of: ["colour"])?.contains("colour") == true)
    #expect(sandbox.row("nope", in: .families) == nil)
  }

  @Test("media come with type and name, and in ranges where the server allows")
  func media() async throws {
    let path = "/api/rest/v1/asset-media-files/f/r/abc_front.png"
    let caller = Caller(try FilterCatalog.folder())
    let whole = try await caller.get(path)
    #expect(whole.status == 200 && whole.bytes == Array(0...9))
    #expect(whole.headers["Content-Type"] == "image/png")
    #expect(whole.headers["Content-Disposition"] == #"attachment; filename="front.png""#)
    let tag = try #require(whole.headers["ETag"])
    for (range, status, bytes, says) in [
      ("bytes=4-", 206, Array(4...9), "bytes 4-9/10"), ("bytes=0-3", 206, Array(0...3), "bytes 0-3/10"),
      ("bytes=9-99", 206, [9], "bytes 9-9/10"), ("bytes=10-", 416, [], "bytes */10"),
      ("lines=1", 200, Array(0...9), nil),
    ] as [(String, Int, [UInt8], String?)] {
      let part = try await caller.send(.get, path, headers: ["Range": range])
      #expect(part.status == status && part.bytes == bytes && part.headers["Content-Range"] == says, "\(range)")
    }
    #expect(try await caller.send(.get, path, headers: ["If-None-Match": tag]).status == 304)
    let moved = try await caller.send(.get, path, headers: ["Range": "bytes=4-", "If-Range": "\"other\""])
    #expect(moved.status == 200 && moved.bytes.count == 10)
    #expect(try await caller.get("/api/rest/v1/media-files/f/r/abc_front.png/download").status == 404)
    let older = try await Caller(try FilterCatalog.folder(), dialect: .onPremises).send(
      .get, path, headers: ["Range": "bytes=4-"])
    #expect(older.status == 200 && older.bytes.count == 10)
  }

  @Test("all media of the sample can be downloaded where they belong")
  func sampleMedia() async throws {
    let folder = try SampleCatalog.folder()
    let caller = Caller(folder)
    let paths = [
      "product": "media-files/*/download", "asset": "asset-media-files/*",
      "category": "category-media-files/*/download",
      "reference_entity": "reference-entities-media-files/*",
    ]
    for row in folder.rows(of: .mediaContents) {
      let path = try #require(paths[row["kind"]?.string ?? ""])
      let code = Caller.encode(row["code"]?.string ?? "").replacing("%2F", with: "/")
      let answer = try await caller.get(path.replacing("*", with: code), [:])
      #expect(answer.status == 200 && Data(answer.bytes).base64EncodedString() == row["base64"]?.string)
    }
  }
}
