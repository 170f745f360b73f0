import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// What can be wrong with a catalog, and must not hold up the rest.
struct CatalogFaultTests {
  @Test("Missing parent: the child is blocked and named, the rest goes on, and it is sent once the parent is there")
  func missingParent() async throws {
    var bench = RunBench()
    let orphan = StubSource.item(.products, "a", above: [RecordKey(.productModels, "m")])
    let fine = StubSource.item(.products, "b")
    bench.source = StubSource(
      .finished(.productModels, .complete), .items([orphan, fine]), .finished(.products, .complete))
    let first = try await bench.engine.sync()
    #expect(first[.products].created == 1)
    #expect(first.problems.map(\.key) == [RunBench.key("a")])
    #expect("\(first.problems[0].result)".contains("productModels:m"))
    bench.source = StubSource(
      .items([StubSource.item(.productModels, "m")]), .finished(.productModels, .complete), .items([orphan, fine]),
      .finished(.products, .complete))
    let second = try await bench.engine.sync()
    #expect(second.isSuccess)
    #expect(await bench.sent() == ["b", "m", "a"])
    #expect(try await bench.engine.deadLetters().letters.isEmpty)
  }

  @Test("A parent that the destination rejects holds up its child, and only that; both go once it is mended")
  func rejectedParent() async throws {
    var bench = RunBench()
    bench.parents = ["a": "m"]
    await bench.memory.answer(RecordKey(.productModels, "m"), .rejected(reason: "no name"))
    let first = try await bench.engine.sync()
    #expect(Set(first.problems.map(\.key.id)) == ["m", "a"])
    #expect(first[.products].created == 1)
    let second = try await bench.engine.sync()
    #expect(second.isSuccess)
    #expect(await bench.sent() == ["m", "b", "m", "a"])
  }

  private static let associations = SyncFeed(rawValue: "associations")

  /// Products that name each other in a circle, across pages, and a record for each link that rests on both.
  private static func circle(_ bench: inout RunBench) {
    bench.mapping = StubMapping(
      outputs: { $0 == .products ? [.products, associations] : [] },
      map: { item in
        let target = RecordKey(.products, item.raw["target"]?.string ?? "")
        return [
          SyncRecord(item.key, fields: ["code": .string(item.key.id)]),
          SyncRecord(
            RecordKey(associations, item.key.id), fields: ["target": .string(target.id)],
            dependencies: [item.key, target]),
        ]
      })
    bench.source = StubSource(
      .items([StubSource.item(.products, "a", ["target": "b"])]),
      .items([StubSource.item(.products, "b", ["target": "c"])]),
      .items([StubSource.item(.products, "c", ["target": "a"])]), .finished(.products, .complete))
  }

  @Test("Associations in a circle go in a last pass, behind all that they name")
  func circle() async throws {
    var bench = RunBench()
    Self.circle(&bench)
    let report = try await bench.engine.sync()
    #expect(report.isSuccess)
    let sent = await bench.memory.batches.flatMap { $0.map(\.key) }
    #expect(sent.count == 6)
    #expect(sent.prefix(3).allSatisfy { $0.feed == .products })
    #expect(try await bench.engine.plan().isEmpty)
  }

  @Test("Records that rest on each other are sent, and one that rests on what never comes is blocked and named")
  func mutual() async throws {
    var bench = RunBench()
    bench.source = StubSource(
      .items([
        StubSource.item(.products, "a", above: [RunBench.key("b")]),
        StubSource.item(.products, "b", above: [RunBench.key("a")]),
        StubSource.item(.products, "c", above: [RunBench.key("d")]),
      ]), .items([StubSource.item(.products, "e", above: [RunBench.key("c")])]), .finished(.products, .complete))
    let report = try await bench.engine.sync()
    #expect(report[.products].created == 2)
    #expect(Set(report.problems.map(\.key.id)) == ["c", "e"])
    #expect(report.problems.contains { "\($0.result)".contains("products:d") })
  }

  @Test("Media replaced under the same asset: the record that carries its code is told apart and sent")
  func replacedMedia() async throws {
    var bench = RunBench()
    func asset(_ file: String) -> StubSource {
      StubSource(
        .items([
          StubSource.item(
            .assets, "packshots/tent",
            [
              "values": [
                "media": [["locale": .null, "channel": .null, "data": .string(file)]]
              ]
            ])
        ]), .finished(.assets, .complete))
    }
    bench.mapping = IdentityMapping()
    bench.source = asset("a/1/tent.jpg")
    _ = try await bench.engine.sync()
    bench.source = asset("b/2/tent.jpg")
    let action = try #require(try await bench.engine.plan().all().first)
    #expect(action.kind == .update)
    #expect(action.changedFields == ["values.media"])
  }
}
