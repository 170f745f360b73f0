import Testing

@testable import SyncPlanner

struct SyncPolicyTests {
  @Test("What goes goes after all that comes, and in the opposite order")
  func ordersStages() {
    let order = StageOrder(SyncFeed.all)
    let feeds = SyncFeed.all + [SyncFeed(rawValue: "prices")]
    let places = feeds.flatMap { feed in [0, 1, 999, 5_000].map { (feed, $0) } }
    let coming = places.map { order.stage(of: $0.0, depth: $0.1) }
    let going = places.map { order.stage(ofGone: $0.0, depth: $0.1) }
    #expect(coming == coming.sorted())
    #expect(going == going.sorted(by: >))
    #expect((coming.max() ?? 0) < (going.min() ?? 0))
    #expect(coming.min() == 0)
  }

  @Test("A feed that stands twice in the order keeps its first place, and none at all is an order too")
  func toleratesOddOrders() {
    let order = StageOrder([.families, .products, .families])
    #expect(order.stage(of: .families, depth: 0) < order.stage(of: .products, depth: 0))
    #expect(order.stage(of: .products, depth: 999) < order.stage(of: .assets, depth: 0))
    let none = StageOrder([])
    #expect(none.stage(of: .products, depth: 5) < none.stage(ofGone: .products, depth: 5))
  }
}
