import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

/// What a server does to a client that reads, beyond what a scripted answer shows.
struct FactsAgainstSandboxTests {
  private func client(
    _ sandbox: SandboxPIM, _ change: (inout CatalogClient.Configuration) -> Void = { _ in }
  ) throws -> CatalogClient {
    let known = sandbox.credentials
    return try ClientUnderTest.make(
      sandbox, origin: SandboxPIM.origin.absoluteString,
      credentials: .password(
        clientID: known.clientID, secret: known.secret, username: known.username, password: known.password)
    ) {
      $0.pageSize = 3
      change(&$0)
    }
  }

  @Test("N12: a list for a channel leaves out products outside of its tree, which are there all the same")
  func channelLeavesOut() async throws {
    let client = try client(SandboxPIM(SampleCatalog.folder()))
    let all = Set(try await client.products.list().all().map(\.id))
    let listed = Set(try await client.products.list(.all.channel("trade_portal")).all().map(\.id))
    #expect(!listed.isEmpty && listed.isStrictSubset(of: all))
    let hidden = try #require(all.subtracting(listed).first)
    #expect(try await client.products.get(hidden).id == hidden)
  }

  @Test("N14: a changed record does not touch its product, except for the filter that some servers have for it")
  func changedRecord() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: .cloud)
    let client = try client(sandbox)
    sandbox.advanceClock(by: .seconds(60))
    try sandbox.change("tin_7", in: .referenceEntityRecords, of: ["material"], #"{"values":{}}"#)
    let start = SandboxPIM.usualStart
    #expect(try await client.products.list(.where(.updated(.after(start)))).all().isEmpty)
    let linked: Query<Product> = .where(.updatedIncludingLinkedEntities(.after(start)))
    let found = try await client.products.list(linked).all()
    #expect(!found.isEmpty && found.allSatisfy { ($0.updated ?? start) <= start })
    let older = try self.client(SandboxPIM(SampleCatalog.folder()))
    let error = try await failure { () async throws(CatalogError) in try await older.products.list(linked).all() }
    #expect(error.code == .unprocessable)
  }

  @Test("N22: page pagination of products ends with an error after what it gave; the cursor gives all")
  func endOfPages() async throws {
    var dialect = ServerDialect.strict
    dialect.pagedItemsLimit = 9
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: dialect)
    let client = try client(sandbox)
    var count = 0
    var pages = client.products.list(.all.paging(.page)).pages.makeAsyncIterator()
    let error = try await failure { () async throws(CatalogError) in
      while let page = try await pages.next() { count += page.items.count }
    }
    #expect(error.code == .pagingLimit)
    #expect(count == 9)
    #expect(try await client.products.list().all().count == sandbox.count(of: .products))
  }

  @Test("N23: a 414 of a server that bears less than others says what to set, and that helps")
  func shortAddresses() async throws {
    var dialect = ServerDialect.strict
    dialect.addressLimit = 400
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: dialect)
    let uuids = try await client(sandbox).products.list().all().map(\.uuid)
    let query: Query<Product> = .where(.uuid(.any(uuids)))
    let careless = try client(sandbox)
    let error = try await failure { () async throws(CatalogError) in try await careless.products.list(query).all() }
    #expect(error.code == .uriTooLong)
    #expect(error.advice?.contains("addressLimit") == true)
    let careful = try client(sandbox) { $0.addressLimit = 400 }
    #expect(Set(try await careful.products.list(query).all().map(\.uuid)) == Set(uuids))
  }

  @Test(
    "N24: a change is found by its date on servers that read dates on their own clock, and on those that read UTC",
    arguments: [true, false])
  func datesOnServerClock(_ readsOwnClock: Bool) async throws {
    var dialect = ServerDialect.strict
    dialect.secondsFromGMT = 7_200
    dialect.readsFilterDatesOnServerClock = readsOwnClock
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: dialect)
    let client = try client(sandbox) { $0.serverSecondsFromGMT = readsOwnClock ? 7_200 : 0 }
    sandbox.advanceClock(by: .seconds(60))
    let changed = "e1db5034-428f-4ecb-a266-de492586f3f5"
    try sandbox.change(changed, in: .products, #"{"enabled":false}"#)
    func found(after seconds: TimeInterval) async throws -> [String] {
      let date = SandboxPIM.usualStart.addingTimeInterval(seconds)
      let products = try await client.products.list(.where(.updated(.after(date)))).all()
      #expect(products.allSatisfy { $0.updated == SandboxPIM.usualStart.addingTimeInterval(60) })
      return products.map { $0.uuid.uuidString.lowercased() }
    }
    #expect(try await found(after: 59) == [changed])
    #expect(try await found(after: 60) == [], "`>` is strict")
  }

  @Test("N25: an attribute that is deleted in mid-run refuses the next page; reading goes on there when it is back")
  func attributeDeleted() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let client = try client(sandbox)
    let listing = client.products.list(.all.attributes(["sku", "name"]))
    var pages = listing.pages.makeAsyncIterator()
    let first = try #require(try await pages.next())
    let position = try #require(first.next)
    let name = try #require(sandbox.row("name", in: .attributes))
    sandbox.delete("name", from: .attributes)
    let error = try await failure { () async throws(CatalogError) in try await pages.next() }
    #expect(error.code == .unprocessable)
    #expect(error.message.contains("name") && error.advice?.contains("still exists") == true)
    try sandbox.upsert(name, in: .attributes)
    let rest = try await listing.resuming(at: position).all()
    let found = Set((first.items + rest).map(\.id))
    #expect(found.count == sandbox.count(of: .products))
  }

  @Test(
    "N28: a token that ran out is refreshed; after more than 14 days the password is asked for again",
    arguments: [(13, 2), (15, 3)])
  func longPause(_ days: Int, _ asked: Int) async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let client = try client(sandbox)
    #expect(try await client.channels.list().all().count == sandbox.count(of: .channels))
    sandbox.advanceClock(by: .seconds(days * 86_400))
    #expect(try await client.channels.list().all().count == sandbox.count(of: .channels))
    #expect(sandbox.calls(to: "/api/oauth/v1/token").count == asked)
    #expect(sandbox.tokensGranted == 2)
  }
}
