import CatalogModels
import Foundation
import PIMTesting
import Testing
import ValueParser

@testable import SyncPlanner

/// Offers, joined with products by SKU and sent apart from them.
struct OfferTests {
  private static func moment(_ text: String) throws -> Date { try #require(Date(catalogText: text)) }

  private static let lines = """
    {"sku":"WH-TNT-LARCH2","quantity":12,"prices":{"EUR":"449.00"},"sales":[{"price":{"EUR":"399.00"},\
    "from":"2026-11-27T00:00:00+01:00","until":"2026-12-01T00:00:00+01:00"}],\
    "groups":{"trade":{"prices":{"EUR":"270.00"}},"guest":{"visible":false}}}
    {"sku":"WH-PEG-12","quantity":"0.5"}
    """

  private static let mapping = DestinationMapping(
    name: "offers", sites: [MappingBench.us], fields: [.init("title", attribute: "name")],
    feeds: [.products, .offers, .prices, .customerGroupScopes, .productOverrides])

  private static func records(
    _ offers: any OfferSource, by mapping: DestinationMapping = mapping, at time: String
  ) async throws -> [RecordKey: SyncRecord] {
    let moment = try moment(time)
    var records: [RecordKey: SyncRecord] = [:]
    var delivered = Delivered()
    try await OfferSyncSource(offers, now: { moment }).collect(SourceRequest(SyncScope())) { delivered.take($0) }
    #expect(delivered.end(.offers) == "complete")
    for item in delivered.items {
      for record in try mapping.records(for: item, in: CatalogContext(schema: CatalogSchema())) {
        records[record.key] = record
      }
    }
    return records
  }

  @Test("E3: quantities, live prices and customer groups are records of feeds of their own, by SKU")
  func feeds() async throws {
    let records = try await Self.records(OfferList(jsonLines: Self.lines.utf8), at: "2026-11-01T12:00:00Z")
    let sku = "WH-TNT-LARCH2"
    #expect(records[RecordKey(.offers, sku)]?.fields == ["sku": .string(sku), "quantity": 12])
    #expect(records[RecordKey(.prices, sku)]?.fields == ["sku": .string(sku), "price.EUR": "449.00"])
    #expect(records[RecordKey(.customerGroupScopes, "trade")]?.isShared == true)
    #expect(records[RecordKey(.productOverrides, "\(sku)/trade")]?.fields["price.EUR"] == "270.00")
    #expect(records[RecordKey(.productOverrides, "\(sku)/guest")]?.fields["visible"] == false)
    #expect(records[RecordKey(.offers, "WH-PEG-12")]?.fields["quantity"]?.numberText == "0.5")
    #expect(records[RecordKey(.prices, "WH-PEG-12")]?.fields == [:])
  }

  @Test(
    "E5: a sale price holds from its first moment to the last before its end, by the injected clock",
    arguments: [
      ("2026-11-26T22:59:59Z", false), ("2026-11-26T23:00:00Z", true), ("2026-11-30T22:59:59Z", true),
      ("2026-11-30T23:00:00Z", false),
    ])
  func sales(time: String, holds: Bool) async throws {
    let records = try await Self.records(OfferList(jsonLines: Self.lines.utf8), at: time)
    #expect((records[RecordKey(.prices, "WH-TNT-LARCH2")]?.fields["sale.EUR"] == "399.00") == holds)
  }

  @Test("E5: days are counted by the clocks of a stated zone, the last day included")
  func days() throws {
    let period = Offer.Period(
      first: CatalogDate(year: 2026, month: 11, day: 27), last: CatalogDate(year: 2026, month: 11, day: 30),
      secondsFromGMT: 3_600)
    #expect(
      period
        == Offer.Period(
          from: try Self.moment("2026-11-27T00:00:00+01:00"), until: try Self.moment("2026-12-01T00:00:00+01:00")))
    #expect(Offer.Period().contains(try Self.moment("2026-11-27T00:00:00Z")))
  }

  @Test(
    "E3: an offer that cannot be read is refused with its line and place",
    arguments: [
      (#"{"quantity":1}"#, "`sku`"), (#"{"sku":"a","quantity":"many"}"#, "`quantity`"),
      (#"{"sku":"a","prices":{"EUR":"x"}}"#, "`prices.EUR`"),
      (#"{"sku":"a","sales":[{"price":{"EUR":"1"},"from":"2026-11-27"}]}"#, "`sales[0].from`"), ("{", "line 2"),
    ])
  func refuses(line: String, place: String) {
    let error = #expect(throws: SyncError.self) { try OfferList(jsonLines: (#"{"sku":"ok"}"# + "\n" + line).utf8) }
    #expect(error?.message.contains("line 2") == true)
    #expect(error?.message.contains(place) == true, "\(error?.message ?? "")")
  }

  @Test("E3: a changed quantity sends the offer and nothing of the product; sales begin by themselves")
  func apart() async throws {
    let bench = try Bench()
    func sync(_ lines: String, at time: String) async throws -> SyncReport {
      let moment = try Self.moment(time)
      let source = OfferSyncSource(
        try OfferList(jsonLines: lines.utf8), beside: PIMSource(bench.client), now: { moment })
      let engine = SyncEngine(from: source, by: Self.mapping, to: bench.destination, remembering: bench.store)
      return try await engine.sync(SyncScope(channel: "webshop"))
    }
    let first = try await sync(Self.lines, at: "2026-11-01T12:00:00Z")
    #expect(first.isSuccess)
    #expect(first[.offers].created == 2)
    #expect(first[.prices].created == 1)
    #expect(first[.customerGroupScopes].created == 2)
    let sold = try await sync(Self.lines.replacingOccurrences(of: ":12,", with: ":11,"), at: "2026-11-01T12:05:00Z")
    #expect(sold[.offers].updated == 1)
    #expect(sold.feeds.values.reduce(0) { $0 + $1.applied } == 1)
    let sale = try await sync(Self.lines.replacingOccurrences(of: ":12,", with: ":11,"), at: "2026-11-28T12:05:00Z")
    #expect(sale[.prices].updated == 1)
    #expect(sale.feeds.values.reduce(0) { $0 + $1.applied } == 1)
    #expect(await bench.destination.records[RecordKey(.prices, "WH-TNT-LARCH2")]?.fields["sale.EUR"] == "399.00")
  }

  @Test("C12: another destination gets offers anew too")
  func anotherDestination() async throws {
    let bench = try Bench()
    let source = OfferSyncSource(try OfferList(jsonLines: Self.lines.utf8), now: { Date(timeIntervalSince1970: 0) })
    let engine = SyncEngine(from: source, by: Self.mapping, to: bench.destination, remembering: bench.store)
    #expect(try await engine.sync()[.offers].created == 2)
    #expect(try await engine.sync()[.offers].applied == 0)
    await bench.destination.become(DestinationCapabilities(identity: "new", isIdempotent: true, canRead: true))
    #expect(try await engine.sync()[.offers].created == 2)
  }

  @Test("E3: the PIM is one source of offers, by attributes")
  func fromPIM() async throws {
    let bench = try Bench()
    let offers = PIMOfferSource(
      bench.client, channel: "webshop", quantity: "stock_forecast", price: "price", salePrice: "price",
      saleFrom: "launch_date", secondsFromGMT: 7_200)
    let before = try await Self.records(offers, at: "2025-03-31T21:59:59Z")
    let after = try await Self.records(offers, at: "2025-03-31T22:00:00Z")
    #expect(before[RecordKey(.offers, "WH-TRV-MOSS-S")]?.fields["quantity"] == 40)
    let key = RecordKey(.prices, "WH-TNT-LARCH2")
    #expect(before[key]?.fields["price.EUR"] == "449.00")
    #expect(before[key]?.fields["sale.EUR"] == nil)
    #expect(after[key]?.fields["sale.EUR"] == "449.00")
  }

  @Test("E3: offers that cannot be read to their end show nothing as gone")
  func failure() async throws {
    struct Broken: OfferSource {
      func offers(deliver: ([Offer]) async throws -> Void) async throws {
        try await deliver([Offer(sku: "a")])
        throw SyncError(.source, "the connection broke")
      }
    }
    var delivered = Delivered()
    try await OfferSyncSource(Broken()).collect(SourceRequest(SyncScope())) { delivered.take($0) }
    #expect(delivered.end(.offers) == "failed")
    #expect(delivered.items.count == 1)
  }
}
