import CatalogModels
import PIMClient
import Testing

@testable import SyncPlanner

struct SyncScopeTests {
  @Test("A digest does not depend on the order of lists")
  func digestIgnoresOrder() {
    let a = SyncScope(channel: "webshop", locales: ["en_US", "de_DE"], families: ["tents", "packs"])
    let b = SyncScope(channel: "webshop", locales: ["de_DE", "en_US"], families: ["packs", "tents"])
    #expect(a.digest == b.digest)
    #expect(SyncScope().digest == SyncScope().digest)
  }

  static let changes: [(String, @Sendable (inout SyncScope) -> Void)] = [
    ("channel", { $0.channel = "webshop" }),
    ("locales", { $0.locales = ["en_US"] }),
    ("no locales", { $0.locales = [] }),
    ("families", { $0.families = ["tents"] }),
    ("categoryRoot", { $0.categoryRoot = "tents" }),
    ("enabled", { $0.enabled = true }),
    ("disabled", { $0.enabled = false }),
    ("feeds", { $0.feeds = [.products] }),
    ("reference entities", { $0.includesReferenceEntities = false }),
    ("assets", { $0.includesAssets = false }),
    ("linked products", { $0.linkedProducts = .all }),
    ("product filters", { $0.productFilters = [.enabled(true)] }),
    ("product model filters", { $0.productModelFilters = [.parent(.empty)] }),
  ]

  @Test("Every part of a scope is part of its digest")
  func digestHoldsEverything() {
    var digests: Set<Fingerprint> = [SyncScope().digest]
    for (name, change) in Self.changes {
      var scope = SyncScope()
      change(&scope)
      #expect(digests.insert(scope.digest).inserted, "\(name)")
    }
  }

  @Test("A digest is the same in every process")
  func digestIsStable() {
    var scope = SyncScope(channel: "ecommerce", locales: ["en_US"], families: ["shoes"], enabled: true)
    scope.productFilters = [.family(.any("shoes"))]
    #expect(scope.digest.description == "f963b201557e52b617885873db34869c")
  }

  @Test("B9: leaving out reference entities or assets leaves out all of their feeds")
  func leavesOutStages() {
    var scope = SyncScope()
    scope.includesReferenceEntities = false
    #expect(SyncFeed.all.filter { !scope.wants($0) }.count == 4)
    scope.includesAssets = false
    #expect(SyncFeed.all.filter { !scope.wants($0) }.count == 8)
    #expect(scope.wants(.products))
    scope.feeds = [.categories]
    #expect(SyncFeed.all.filter { scope.wants($0) } == [.categories])
  }
}
