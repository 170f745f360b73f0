import CatalogModels
import PIMClient
import PIMTesting
import Testing
import ValueParser

@testable import SyncPlanner

struct PIMSourceProductTests {
  @Test("B1 N18: what decides membership filters on the server, for product models by filters of their own")
  func filtersOnServer() async throws {
    let bench = try Bench()
    let scope = SyncScope(channel: "webshop", locales: ["en_US"], families: ["backpacks"], enabled: true)
    let found = try await bench.collect(scope)

    let products = try #require(bench.sandbox.calls(to: "/api/rest/v1/products-uuid").first)
    #expect(products.query["scope"] == "webshop")
    #expect(products.query["locales"] == "en_US")
    #expect(products.query["with_attribute_options"] == "true")
    #expect(products.query["search"]?.contains(#""enabled":[{"operator":"=","value":true}]"#) == true)
    #expect(products.query["search"]?.contains(#""family":[{"operator":"IN","value":["backpacks"]}]"#) == true)
    let models = try #require(bench.sandbox.calls(to: "/api/rest/v1/product-models").first)
    #expect(models.query["search"]?.contains("enabled") == false)
    #expect(models.query["search"]?.contains(#""family""#) == true)
    #expect(bench.sandbox.calls.allSatisfy { $0.status == 200 })

    let items = try found.items.filter { $0.feed == .products }.map { try $0.entity(as: Product.self) }
    #expect(items.count == 5)
    #expect(items.allSatisfy { $0.isEnabled && $0.family == "backpacks" })
    #expect(items.allSatisfy { $0.values.allSatisfy { $0.locale == nil || $0.locale == "en_US" } })
  }

  @Test("N13: products without an identifier come too")
  func sweepsByUUID() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(feeds: [.products]))
    #expect(found.keys(.products).count == 24)
    #expect(found.keys(.products).contains { $0.hasPrefix("bad8d925") })
    #expect(found.keys(.products).allSatisfy { $0 == $0.lowercased() })
    #expect(bench.sandbox.calls.allSatisfy { !$0.path.hasPrefix("/api/rest/v1/products/") })
  }

  @Test("N12: a channel brings what is in its tree")
  func keepsToTree() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(channel: "trade_portal"))
    #expect(
      found.skus == [
        "WH KTL/0.9 #blue", "WH-DISPLAY-01", "WH-TNT-LARCH2", "WH-TRV-EMBER-M", "WH-TRV-EMBER-S",
      ])
  }

  @Test("Parents come before what rests on them, and those outside of the tree with what rests on them")
  func deliversParentsFirst() async throws {
    let bench = try Bench(pageSize: 2)
    let found = try await bench.collect(SyncScope(channel: "webshop"))
    let models = found.keys(.productModels)
    #expect(Set(models).count == models.count)
    // The root is in no category; the model below it is in the tree.
    #expect(models.contains("ridge 40+10 #trek"))
    var seen: Set<RecordKey> = []
    for item in found.items where item.feed == .productModels || item.feed == .products {
      for above in item.dependencies { #expect(seen.contains(above), "\(item.key) before \(above)") }
      seen.insert(item.key)
    }
    #expect(found.item(.productModels, "PM_TRAVERSE_MOSS")?.depth == 1)
    #expect(found.item(.productModels, "PM_TRAVERSE")?.depth == 0)
  }

  @Test("N15: a parent spelled in another case is the one that was meant")
  func findsParentsInOtherCase() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(feeds: [.products, .productModels]))
    let mesh = try #require(found.items.first { $0.raw["parent"]?.string == "pm_drift" })
    #expect(mesh.dependencies == [RecordKey(.productModels, "PM_DRIFT")])
  }

  @Test("A parent that is not there is named, and asked for once only")
  func namesMissingParents() async throws {
    let bench = try Bench(pageSize: 1)
    bench.sandbox.delete("PM_BROOK", from: .productModels)
    let found = try await bench.collect(SyncScope(feeds: [.products, .productModels]))
    let missing = found.diagnostics.filter { $0.kind == .missingReference }
    #expect(missing.map(\.key) == [RecordKey(.productModels, "PM_BROOK")])
    let asked = bench.sandbox.calls(to: "/api/rest/v1/product-models").filter {
      $0.query["search"]?.contains("PM_BROOK") == true
    }
    #expect(asked.count == 1)
    #expect(found.keys(.products).count == 24)
  }

  @Test(
    "B2 N18: option labels stand on product models whether or not their page brings them", arguments: [true, false])
  func resolvesOptionsOfModels(linked: Bool) async throws {
    var dialect = ServerDialect.strict
    dialect.addsLinkedDataToProductModels = linked
    let bench = try Bench(dialect)
    let found = try await bench.collect(SyncScope(feeds: [.products, .productModels]))
    let model = try #require(found.item(.productModels, "PM_TRAVERSE_MOSS"))
    #expect(model.values?["color"]?.data.options?.first?.labels["de_DE"] == "Moosgrün")
    let product = try #require(found.items.first { $0.key.id.hasPrefix("94a039a0") })
    #expect(product.values?["torso_size"]?.data.options?.first?.labels["en_US"] == "S")
  }

  @Test("Attributes outside of their family are learned when values bear them")
  func learnsAttributes() async throws {
    let bench = try Bench()
    let found = try await bench.collect(SyncScope(families: ["tents"]))
    #expect(found.keys(.attributes).contains("buyer_memo"))
    #expect(found.keys(.attributes).filter { $0 == "buyer_memo" }.count == 1)
    #expect(found.diagnostics.filter { $0.kind == .value }.isEmpty)
    let odd = try #require(found.items.first { $0.raw["values"]?["buyer_memo"] != nil })
    #expect(odd.values?["buyer_memo"]?.data.text != nil)
    #expect(found.end(.attributes) == "complete")
  }

  @Test("No more than the client's slots are used at once")
  func staysWithinLimit() async throws {
    var dialect = ServerDialect.strict
    dialect.callsAtOnce = 4
    let bench = try Bench(dialect, pageSize: 3)
    _ = try await bench.collect()
    #expect(bench.sandbox.mostCallsAtOnce <= 4)
    #expect(bench.sandbox.calls.allSatisfy { $0.status != 429 })
  }

  @Test("Completenesses and quality scores come only when asked for")
  func asksForScores() async throws {
    var bench = try Bench()
    _ = try await bench.collect(SyncScope(feeds: [.products]))
    #expect(bench.sandbox.calls.allSatisfy { $0.query["with_completenesses"] == nil })
    bench.source.includesScores = true
    let found = try await bench.collect(SyncScope(feeds: [.products]))
    let tent = try #require(found.items.first { $0.key.id.hasPrefix("c4dbb945") }).entity(as: Product.self)
    #expect(!tent.completenesses.isEmpty)
    #expect(!tent.qualityScores.isEmpty)
  }
}
