import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import SyncPlanner
import Testing
import ValueParser

/// Makes each mistake of `Docs/Troubleshooting.md` and finds its error on the page, word for word.
struct TroubleshootingTests {
  private let page: DocumentPage
  private let pim: SandboxPIM

  init() throws {
    page = try DocumentPage("Docs/Troubleshooting.md")
    pim = SandboxPIM(try SampleCatalog.folder())
  }

  private func engine(
    by mapping: any RecordMapping = IdentityMapping(), to destination: any Destination = MemoryDestination(),
    remembering store: any SyncStore = MemorySyncStore()
  ) throws -> SyncEngine {
    SyncEngine(from: PIMSource(try pim.client()), by: mapping, to: destination, remembering: store)
  }

  /// What the error of an action says, which must stand on the page.
  private func expectOnPage(
    _ action: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    do {
      try await action()
      Issue.record("no error came", sourceLocation: sourceLocation)
    } catch let error as SyncError {
      expectOnPage("\(error)", withCode: "`SyncError`, code `\(error.code)`", sourceLocation: sourceLocation)
    } catch let error as CatalogError {
      expectOnPage("\(error)", withCode: "`CatalogError`, code `\(error.code)`", sourceLocation: sourceLocation)
    } catch {
      Issue.record("an error that the page does not name: \(error)", sourceLocation: sourceLocation)
    }
  }

  /// Error and code stand below the same heading.
  private func expectOnPage(_ words: String, withCode code: String, sourceLocation: SourceLocation) {
    let places = page.sections.filter { DocumentPage.shows(words, in: $0) }
    #expect(places.count == 1, "not below one heading: \(words)", sourceLocation: sourceLocation)
    #expect(
      places.allSatisfy { DocumentPage.shows(code, in: $0) }, "\(code) is missing below the heading of: \(words)",
      sourceLocation: sourceLocation)
  }

  private func expectOnPage(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(page.shows(words), "missing on the page: \(words)", sourceLocation: sourceLocation)
  }

  @Test func wrongSecret() async throws {
    let wrong = Credentials.password(clientID: "1_sandbox", secret: "expired", username: "u", password: "p")
    let client = try CatalogClient(SandboxPIM.origin, wrong, over: pim)
    await expectOnPage { try await client.authenticate() }
    let engine = SyncEngine(from: PIMSource(client), to: MemoryDestination(), remembering: MemorySyncStore())
    let error = await #expect(throws: SyncError.self) { _ = try await engine.plan() }
    #expect(error?.code == .source)
    #expect((error?.underlying as? CatalogError)?.code == .unauthorized)
  }

  @Test func plainHTTP() async throws {
    let address = try #require(URL(string: "http://pim.example.com"))
    await expectOnPage { _ = try CatalogClient(address, .token("t"), over: pim) }
  }

  @Test func notAPIM() async throws {
    pim.addFault(FaultRule(.htmlPage(status: 200), on: .post, "/api/oauth", times: 20))
    await expectOnPage { try await pim.client().authenticate() }
  }

  @Test func wrongChannel() async throws {
    await expectOnPage { _ = try await engine().plan(SyncScope(channel: "ecommerce")) }
  }

  @Test func unknownLocale() async throws {
    await expectOnPage { _ = try await engine().plan(SyncScope(channel: "webshop", locales: ["en_GB"])) }
  }

  @Test func unknownFamily() async throws {
    await expectOnPage { _ = try await engine().plan(SyncScope(families: ["backpack"])) }
  }

  @Test func unknownAttribute() async throws {
    let query = Query<Product>.where(.attribute("colour", .any(["moss"])))
    await expectOnPage { for try await _ in try pim.client().products.list(query) {} }
  }

  @Test func missingDefinitions() async throws {
    let bytes = #"{"uuid":"25566245-55c3-42ce-86d9-8610ac459fa8","identifier":"WH-1","values":{"name":[{"data":"x"}]}}"#
    let typed = CatalogSchema().typed(try Product(parsing: bytes.utf8))
    expectOnPage(try #require(typed.diagnostics.first).description)
  }

  @Test func mappingFails() async throws {
    struct Strict: RecordMapping {
      let version = "strict.1"
      func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
        guard item.feed != .products || item.values?["price"] != nil else {
          throw SyncError(.mapping, "The product has no price.")
        }
        return [SyncRecord(item.key, fields: [:])]
      }
    }
    let report = try await engine(by: Strict()).sync(SyncScope(feeds: [.products]))
    let item = try #require(report.problems.min { $0.key < $1.key })
    guard case .blocked(let reason) = item.result else {
      Issue.record("\(item)")
      return
    }
    expectOnPage(reason)
  }

  @Test func stalePlan() async throws {
    let engine = try engine()
    let scope = SyncScope(feeds: [.families])
    let plan = try await engine.plan(scope)
    try pim.change("tents", in: .families, #"{"labels":{"en_US":"Shelters"}}"#)
    _ = try await engine.sync(scope)
    await expectOnPage { _ = try await engine.apply(plan) }
  }

  @Test func brakePulled() async throws {
    let engine = try engine()
    let scope = SyncScope(feeds: [.products])
    _ = try await engine.sync(scope, .complete)
    let products = try await pim.client().products.list().reduce(into: []) {
      $0.append($1.uuid.uuidString.lowercased())
    }
    for product in products { pim.delete(product, from: .products) }
    pim.advanceClock(by: .seconds(7200))
    let plan = try await engine.plan(scope, .complete)
    let brake = try #require(plan.collection?.brakes.first)
    expectOnPage("\(brake) Nothing of that is sent until the brake is released.")
  }

  @Test func twoRunners() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try await FileJournalStore(in: folder)
    do {
      _ = try await FileJournalStore(in: folder)
      Issue.record("no error came")
    } catch {
      expectOnPage(
        "\(error)".replacing(folder.path, with: "state"), withCode: "`SyncError`, code `\(error.code)`",
        sourceLocation: #_sourceLocation)
    }
    await first.close()
  }

  @Test func sentAgain() async throws {
    let shop = MemoryDestination(DestinationCapabilities(identity: "a"))
    let engine = try engine(to: shop)
    #expect(try await engine.status().fullResync == .firstRun)
    _ = try await engine.sync(SyncScope(feeds: [.currencies]))
    #expect(try await engine.status().fullResync == nil)
    await shop.become(DestinationCapabilities(identity: "b"))
    #expect(try await engine.status().fullResync == .destinationChanged)
    for reason in [SyncStatus.FullResync.firstRun, .destinationChanged] { expectOnPage("`\(reason)`") }
  }

  /// What the page says of the three causes, made one after the other.
  @Test func nothingSent() async throws {
    struct Identifiers: RecordMapping {
      let version = "identifiers.1"
      func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
        [SyncRecord(item.key, fields: ["identifier": item.raw["identifier"] ?? .null])]
      }
    }
    let shop = MemoryDestination()
    let engine = try engine(by: Identifiers(), to: shop)
    let tent = "c4dbb945-8e01-4820-85fd-f1244d3897aa"
    let key = RecordKey(.products, tent)
    let scope = SyncScope(feeds: [.products])
    _ = try await engine.sync(scope, .complete)
    let sent = await shop.batches.count
    #expect(sent > 0)

    // What changed does not reach the record.
    try pim.change(tent, in: .products, #"{"categories":["trade"]}"#)
    pim.advanceClock(by: .seconds(60))
    let same = try await engine.sync(scope)
    #expect(same[.products].collected > 0 && same[.products].applied == 0 && same.isSuccess)
    let unmapped = try await engine.explain(key, in: scope)
    #expect(unmapped.source?.tags.contains("trade") == true)
    #expect(unmapped.source?.record?.fields.keys.sorted() == ["identifier"] && unmapped.pending.isEmpty)

    // The scope leaves the item out.
    let outside = try await engine.explain(key, in: SyncScope(families: ["cookware"]))
    #expect(outside.source?.outside != nil)
    #expect(outside.description.contains("source: outside of the scope: "))

    // It is held up.
    let other = RecordKey(.products, "4d24a08f-0faf-4483-a934-01c04a7ba40a")
    await shop.answer(other, .rejected(reason: "the name is too short"))
    try await engine.resync([.products], mode: .everything)
    let report = try await engine.sync(scope, .complete)
    #expect(report.problems.map(\.key) == [other])
    let held = try await engine.explain(other, in: scope)
    #expect(held.item?.problem == "the name is too short" && held.deadLetter?.state == .rejected)
    #expect(held.description.contains("problem: the name is too short"))
    #expect(await shop.batches.count > sent)
  }

  @Test func recordsMissing() async throws {
    let (shop, scope) = (MemoryDestination(), SyncScope(feeds: [.products]))
    let engine = try engine(to: shop)
    _ = try await engine.sync(scope)
    let all = Set(await shop.records.keys)
    // Somebody empties the shop, which says nothing of it.
    for key in all { await shop.remove(key) }
    #expect(try await engine.sync(scope, .complete)[.products].applied == 0)
    #expect(await shop.records.isEmpty)
    _ = try await engine.resync([.products], mode: .cleanupFeed)
    #expect(try await engine.sync(scope)[.products].created == all.count)
    #expect(await Set(shop.records.keys) == all)
    expectOnPage("try await engine.resync([.products], mode: .cleanupFeed)")
    // Where it says so, nothing else is needed.
    for key in all { await shop.remove(key) }
    await shop.become(DestinationCapabilities(identity: "emptied"))
    #expect(try await engine.sync(scope)[.products].created == all.count)
    expectOnPage("must say so by another `identity`")
  }

  @Test func valuesMissing() async throws {
    let client = try pim.client()
    func locales(_ query: Query<Product>) async throws -> (all: Set<String>, attributes: Set<String>) {
      var found: (all: Set<String>, attributes: Set<String>) = ([], [])
      for try await product in client.products.list(query) {
        for value in product.values {
          found.attributes.insert(value.attribute.rawValue)
          if let locale = value.locale { found.all.insert(locale.rawValue) }
        }
      }
      return found
    }
    let everything = try await locales(.all)
    #expect(everything.all.count > 1 && everything.attributes.count > 1)
    #expect(try await locales(.all.locales(["en_US"])).all == ["en_US"])
    #expect(try await locales(.all.attributes(["name"])).attributes == ["name"])
    expectOnPage("`locales`, `channel` and `attributes` of a `Query` cut what comes")

    let shop = MemoryDestination()
    let engine = try engine(to: shop)
    func scope(_ locales: Code<CatalogLocale>...) -> SyncScope {
      SyncScope(channel: "webshop", locales: locales, feeds: [.products])
    }
    _ = try await engine.sync(scope("en_US", "de_DE"))
    let before = await shop.records
    pim.advanceClock(by: .seconds(7_200))
    let plan = try await engine.plan(scope("en_US"), .complete)
    #expect(plan.collection?.kept[.products]?["values.name-de_DE"] ?? 0 > 0)
    _ = try await engine.apply(plan)
    let after = await shop.records
    for (key, record) in before {
      for (name, value) in record.fields where name.contains("-de_DE") { #expect(after[key]?.fields[name] == value) }
      #expect(after[key]?.fields.count == record.fields.count)
    }
    expectOnPage("a plan's `collection.kept` counts these fields by their names")
  }

  @Test("Every mistake has a heading, and none stands without a word")
  func headings() {
    #expect(page.sections.count >= 16)
    #expect(page.sections.allSatisfy { $0.split(separator: "\n").count > 1 })
  }
}
