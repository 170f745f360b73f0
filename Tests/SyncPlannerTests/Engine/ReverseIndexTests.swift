import CatalogModels
import PIMClient
import PIMTesting
import TestSupport
import Testing
import ValueParser

@testable import SyncPlanner

/// G4: from what changed to the items that use it.
struct ReverseIndexTests {
  private static let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"
  private static let scope = SyncScope(channel: "webshop")

  private func begun(_ scope: SyncScope = scope, _ dialect: ServerDialect = .strict) async throws -> Bench {
    let bench = try Bench(dialect)
    _ = try await bench.engine.sync(scope)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    bench.sandbox.forgetCalls()
    return bench
  }

  private func relabel(_ bench: Bench) throws {
    try bench.sandbox.change(
      "new_in", in: .attributeOptions, of: ["marketing_badge"], #"{"labels":{"en_US":"Brand new","de_DE":"Ganz neu"}}"#)
  }

  @Test("N14: a relabelled option replans the products that have it, without a sweep", arguments: [true, false])
  func relabelledOption(takesOptions: Bool) async throws {
    let scope = takesOptions ? Self.scope : SyncScope(channel: "webshop", feeds: [.products, .productModels])
    let bench = try await begun(scope)
    try relabel(bench)
    let plan = try await bench.engine.plan(scope)
    let products = try await plan.all().filter { $0.key.feed == .products }
    let users = await bench.destination.records.values.filter { record in
      record.key.feed == .products && record.fields.contains { $0.value.text.contains("new_in") }
    }
    #expect(!users.isEmpty)
    #expect(Set(products.map(\.key)) == Set(users.map(\.key)))
    #expect(products.allSatisfy { $0.kind == .update && $0.changedFields == ["values.marketing_badge-webshop"] })
    // No list of products was read in full.
    let lists = bench.sandbox.calls(to: "/api/rest/v1/products-uuid").filter {
      $0.query["pagination_type"] == "search_after"
    }
    #expect(lists.allSatisfy { $0.query["search"] != nil })
    _ = try await bench.engine.apply(plan)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    #expect(try await bench.engine.plan(scope).isEmpty)
    #expect(try await bench.engine.plan(scope, .complete).isEmpty)
  }

  @Test("G4: a plan that is not applied forgets nothing: the next one sees the change again")
  func seenAgain() async throws {
    let bench = try await begun()
    try relabel(bench)
    let first = try await bench.engine.plan(Self.scope).summary[.products][.update]
    #expect(first > 0)
    #expect(try await bench.engine.plan(Self.scope).summary[.products][.update] == first)
  }

  @Test("G4: where those that use it cannot be read, the next run tries again")
  func triesAgain() async throws {
    let bench = try await begun()
    try relabel(bench)
    bench.sandbox.addFault(
      FaultRule(.refusal(422, "no"), "/api/rest/v1/products-uuid") {
        $0.query["pagination_type"] == "search_after" && $0.query["search"]?.contains(#""uuid""#) == true
      })
    let first = try await bench.engine.sync(Self.scope)
    #expect(bench.sandbox.faultsAreSpent)
    #expect(first[.products].updated == 0)
    bench.sandbox.advanceClock(by: .seconds(3_600))
    #expect(try await bench.engine.sync(Self.scope)[.products].updated > 0)
  }

  @Test("G4: an option that nobody has replans nobody")
  func unusedOption() async throws {
    let bench = try await begun()
    try bench.sandbox.upsert(
      #"{"code":"unheard_of","attribute":"marketing_badge","sort_order":9,"labels":{"en_US":"New"}}"#,
      in: .attributeOptions)
    let plan = try await bench.engine.plan(Self.scope)
    #expect(plan.summary[.products].collected == 0)
  }

  /// Products with the text of a record that they name, as a mapping may make them that asks elsewhere for it.
  private struct Counting: RecordMapping {
    let seen: Log<RecordKey>
    let version = "counting.1"
    func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
      seen.add(item.key)
      return try IdentityMapping().records(for: item, in: context)
    }
  }

  @Test("G4: a changed record or asset brings the items that name it")
  func changedRecord() async throws {
    var bench = try Bench()
    let seen = Log<RecordKey>()
    bench.mapping = Counting(seen: seen)
    _ = try await bench.engine.sync()
    bench.sandbox.advanceClock(by: .seconds(3_600))
    let before = seen.entries.count
    try bench.sandbox.change(
      "tin_7", in: .referenceEntityRecords, of: ["material"],
      #"{"values":{"density":[{"locale":null,"channel":null,"data":"9"}]}}"#)
    _ = try await bench.engine.sync()
    let again = Set(seen.entries.dropFirst(before))
    let users = await bench.destination.records.values.filter { record in
      record.fields.contains { $0.key.hasPrefix("values.") && $0.value.text.contains(#""tin_7""#) }
    }.map(\.key)
    #expect(!users.isEmpty)
    #expect(again.isSuperset(of: users))
    #expect(again.filter { $0.feed == .products }.count < 24)
  }

  @Test("G4: what an item uses is one number each, whatever names it")
  func links() throws {
    let folder = try SampleCatalog.folder()
    let attributes = try folder[.attributes].map { try Attribute(parsing: $0.utf8) }
    let schema = CatalogSchema(attributes: attributes)
    let row = try #require(folder[.products].first { $0.contains(Self.tent) })
    let product = try Product(parsing: row.utf8)
    let item = SourceItem(RecordKey(.products, Self.tent), product.raw, values: schema.typed(product))
    let links = ItemLinks.of(item)
    #expect(links == links.sorted() && Set(links).count == links.count)
    #expect(links.contains(ItemLinks.mark("attributeOptions", "marketing_badge/new_in")))
    #expect(links.contains(ItemLinks.mark("families", "TENTS")))
    #expect(!links.contains(ItemLinks.mark("families", "backpacks")))
  }

  @Test("G4: what changed among definitions is told from what is new")
  func marks() {
    let old = DefinitionMarks(["attributeOptions:color": ["red": 1, "blue": 2, "green": 3], "families": ["tents": 7]])
    let new = DefinitionMarks(["attributeOptions:color": ["red": 1, "blue": 9, "white": 4], "families": ["tents": 8]])
    #expect(
      new.changes(since: old) == [
        ItemLinks.mark("attributeOptions", "color/blue"), ItemLinks.mark("attributeOptions", "color/green"),
        ItemLinks.mark("families", "tents"),
      ])
    #expect(Set(new.rows(besides: old).keys) == ["marks.attributeOptions:color", "marks.families"])
    #expect(old.rows(besides: old).isEmpty)
  }

  @Test("G4: uses are kept beside the record, and change with it")
  func kept() async throws {
    let bench = try await begun()
    let ledger = Ledger(in: bench.store)
    let badge = ItemLinks.mark("attributeOptions", "marketing_badge/new_in")
    let key = RecordKey(.products, Self.tent)
    #expect(try await ledger.entry(for: key)?.links.contains(badge) == true)
    let values = try #require(bench.sandbox.json(of: Self.tent, in: .products)?["values"])
    try bench.sandbox.change(
      Self.tent, in: .products, #"{"values":\#(values.setting("marketing_badge", to: nil).text)}"#)
    let plan = try await bench.engine.plan(Self.scope)
    let action = try #require(try await plan.all().first { $0.key == key })
    #expect(try SyncAction(planLine: action.line[...]) == action)
    _ = try await bench.engine.apply(plan)
    #expect(try await ledger.entry(for: key)?.links.contains(badge) == false)
  }
}
