import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct FilterTests {
  private static let moment = Date(timeIntervalSince1970: 1_467_626_400.75)  // 2016-07-04 10:00:00 UTC and a bit

  /// What a query sends as its `search`.
  private func search<Item>(
    _ endpoint: (CatalogClient) -> Endpoint<Item>, _ filters: [Filter<Item>], secondsFromUTC: Int = 0
  ) async throws -> String? {
    let transport = ScriptedTransport([.json(PageText.of([]))])
    let client = try ClientUnderTest.make(transport) { $0.serverSecondsFromGMT = secondsFromUTC }
    _ = try await endpoint(client).list(.where(filters)).all()
    return transport.requests.first?.parameter("search")
  }

  private static let products: [(Filter<Product>, String)] = [
    (.enabled(true), #"{"enabled":[{"operator":"=","value":true}]}"#),
    (.family(.any("a", "b", "a")), #"{"family":[{"operator":"IN","value":["a","b"]}]}"#),
    (.family(.none(["a"])), #"{"family":[{"operator":"NOT IN","value":["a"]}]}"#),
    (.family(.empty), #"{"family":[{"operator":"EMPTY"}]}"#),
    (.family(.within(["a"])), #"{"family":[{"operator":"IN CHILDREN","value":["a"]}]}"#),
    (.groups(.notEmpty), #"{"groups":[{"operator":"NOT EMPTY"}]}"#),
    (
      .categories(.within(["winter"])),
      #"{"categories":[{"operator":"IN CHILDREN","value":["winter"]}]}"#
    ),
    (.categories(.unclassified), #"{"categories":[{"operator":"UNCLASSIFIED"}]}"#),
    (
      .categories(.anyOrUnclassified(["x"])),
      #"{"categories":[{"operator":"IN OR UNCLASSIFIED","value":["x"]}]}"#
    ),
    (
      .uuid(.any([UUID(uuidString: "8945388D-CF5B-49AF-8799-05D1ED6E296F") ?? UUID()])),
      #"{"uuid":[{"operator":"IN","value":["8945388d-cf5b-49af-8799-05d1ed6e296f"]}]}"#
    ),
    (.identifier(.any(["x"])), #"{"identifier":[{"operator":"IN","value":["x"]}]}"#),
    (.parent(.any(["m"])), #"{"parent":[{"operator":"IN","value":["m"]}]}"#),
    (.parent(.notEmpty), #"{"parent":[{"operator":"NOT EMPTY"}]}"#),
    (.descendant(of: "m"), #"{"parent":[{"operator":"=","value":"m"}]}"#),
    (
      .completeness(.greater(than: 70), in: "web"),
      #"{"completeness":[{"operator":">","value":70,"scope":"web"}]}"#
    ),
    (
      .completeness(atLeast: 100, in: "web", onAll: ["en_US", "fr_FR"]),
      #"{"completeness":[{"operator":"GREATER OR EQUALS THAN ON ALL LOCALES","value":100,"locales":["en_US","fr_FR"],"scope":"web"}]}"#
    ),
    (
      .qualityScore(["A", "B"], in: "web", locale: "en_US"),
      #"{"quality_score":[{"operator":"IN","value":["A","B"],"locale":"en_US","scope":"web"}]}"#
    ),
    (.updated(.sinceLast(days: 4)), #"{"updated":[{"operator":"SINCE LAST N DAYS","value":4}]}"#),
    (
      .attribute("name", .contains("shirt"), locale: "en_US", channel: "mobile"),
      #"{"name":[{"operator":"CONTAINS","value":"shirt","locale":"en_US","scope":"mobile"}]}"#
    ),
    (.attribute("colour", .any(["red"])), #"{"colour":[{"operator":"IN","value":["red"]}]}"#),
    (
      .attribute("price", .price(.atMost(9.5), currency: "EUR")),
      #"{"price":[{"operator":"<=","value":{"amount":9.5,"currency":"EUR"}}]}"#
    ),
    (
      .attribute("weight", .metric(.atLeast(3), unit: "GRAM")),
      #"{"weight":[{"operator":">=","value":{"amount":3,"unit":"GRAM"}}]}"#
    ),
    (.attribute("size", .number(.notEqual(to: 4))), #"{"size":[{"operator":"!=","value":4}]}"#),
    (.attribute("tall", .boolean(false)), #"{"tall":[{"operator":"=","value":false}]}"#),
    (
      .attribute("release", .day(.between("2016-07-04", "2016-07-05"))),
      #"{"release":[{"operator":"BETWEEN","value":["2016-07-04","2016-07-05"]}]}"#
    ),
    (
      .attribute("food", .cell(row: "sugar", column: "percent", .number(.greater(than: 50)))),
      #"{"food":[{"operator":">","value":{"column":"percent","row":"sugar","value":"50"}}]}"#
    ),
    (.attribute("picture", .empty), #"{"picture":[{"operator":"EMPTY"}]}"#),
    (
      .raw("readiness", "=", 100, locale: "en_US", channel: "web"),
      #"{"readiness":[{"operator":"=","value":100,"locale":"en_US","scope":"web"}]}"#
    ),
  ]

  @Test("Filters of products are written as documented", arguments: products.indices)
  func productFilter(_ index: Int) async throws {
    let (filter, expected) = Self.products[index]
    #expect(try await search(\.products, [filter]) == expected)
  }

  @Test("N18: filters of product models have their own names; `enabled` is not among them")
  func productModelFilters() async throws {
    let filters: [Filter<ProductModel>] = [
      .code(.any(["a"])), .family(.any("f")), .parent(.empty),
      .completeness(.allComplete, in: "web", locales: ["en_US"]),
      .updated(.after(Self.moment)),
    ]
    let expected = """
      {"identifier":[{"operator":"IN","value":["a"]}],"family":[{"operator":"IN","value":["f"]}],\
      "parent":[{"operator":"EMPTY"}],"completeness":[{"operator":"ALL COMPLETE","locales":["en_US"],"scope":"web"}],\
      "updated":[{"operator":">","value":"2016-07-04 10:00:00"}]}
      """
    #expect(try await search(\.productModels, filters) == expected)
  }

  @Test("Several filters on one property stand together")
  func severalOnOneProperty() async throws {
    let text = try await search(
      \.products,
      [
        .categories(.any(["winter"])), .enabled(true), .categories(.none(["accessories"])),
      ])
    let expected = """
      {"categories":[{"operator":"IN","value":["winter"]},{"operator":"NOT IN","value":["accessories"]}],\
      "enabled":[{"operator":"=","value":true}]}
      """
    #expect(text == expected)
  }

  @Test(
    "N24: dates of products are written in the server's time zone, with whole seconds",
    arguments: [(0, "2016-07-04 10:00:00"), (7_200, "2016-07-04 12:00:00"), (-36_000, "2016-07-04 00:00:00")])
  func productDates(_ offset: Int, _ text: String) async throws {
    let filters: [Filter<Product>] = [.updated(.after(Self.moment))]
    let written = try await search(\.products, filters, secondsFromUTC: offset)
    #expect(written == #"{"updated":[{"operator":">","value":"\#(text)"}]}"#)
  }

  @Test("N24: a period is written as a list of two")
  func periods() async throws {
    let filters: [Filter<Product>] = [.created(.between(Self.moment, Self.moment + 60))]
    let written = try await search(\.products, filters)
    #expect(written == #"{"created":[{"operator":"BETWEEN","value":["2016-07-04 10:00:00","2016-07-04 10:01:00"]}]}"#)
  }

  @Test("N24: families, attributes, categories, records and assets take ISO 8601 in UTC")
  func isoDates() async throws {
    let expected = #"{"updated":[{"operator":">","value":"2016-07-04T10:00:00Z"}]}"#
    #expect(try await search(\.families, [.updated(after: Self.moment)], secondsFromUTC: 3_600) == expected)
    #expect(try await search(\.attributes, [.updated(after: Self.moment)]) == expected)
    #expect(try await search(\.attributeGroups, [.updated(after: Self.moment)]) == expected)
    #expect(try await search(\.categories, [.updated(after: Self.moment)]) == expected)
    #expect(try await search({ $0.records(of: "brand") }, [.updated(.after(Self.moment))]) == expected)
    #expect(try await search({ $0.assets(of: "shots") }, [.updated(.after(Self.moment))]) == expected)
  }

  @Test("Filters of the structure are written as documented")
  func structureFilters() async throws {
    #expect(
      try await search(
        \.attributes, [.code(anyOf: ["a", "b"]), .type(anyOf: [.simpleSelect]), .isMainIdentifier(true)])
        == #"{"code":[{"operator":"IN","value":["a","b"]}],"type":[{"operator":"IN","value":["pim_catalog_simpleselect"]}],"is_main_identifier":[{"operator":"=","value":true}]}"#
    )
    #expect(try await search(\.families, [.hasProducts(true)]) == #"{"has_products":[{"operator":"=","value":true}]}"#)
    #expect(
      try await search(\.categories, [.isRoot(true), .parent("c")])
        == #"{"is_root":[{"operator":"=","value":true}],"parent":[{"operator":"=","value":"c"}]}"#)
    #expect(try await search(\.locales, [.enabled(true)]) == #"{"enabled":[{"operator":"=","value":true}]}"#)
    #expect(try await search(\.currencies, [.enabled(true)]) == #"{"enabled":[{"operator":"=","value":true}]}"#)
  }

  @Test("N3: filters on values of records and assets say `channel`, and an attribute takes one condition")
  func entityValueFilters() async throws {
    let one: [Filter<ReferenceEntityRecord>] = [
      .attribute("description", .contains("x"), locale: "en_US", channel: "web"),
      .complete(true, in: "web", locales: ["en_US"]),
    ]
    let expected = """
      {"description":{"operator":"CONTAINS","value":"x","locale":"en_US","channel":"web"},\
      "complete":{"operator":"=","value":true,"channel":"web","locales":["en_US"]}}
      """
    #expect(try await search({ $0.records(of: "brand") }, one) == expected)
    let two: [Filter<Asset>] = [.attribute("title", .contains("x")), .attribute("title", .contains("y"))]
    await #expect(throws: CatalogError.self) { try await search({ $0.assets(of: "shots") }, two) }
  }

  @Test("What the API would refuse fails before it is sent")
  func refusedBeforeSending() async throws {
    let transport = ScriptedTransport([])
    let client = try ClientUnderTest.make(transport)
    let queries: [Query<Product>] = [
      .where(.family(.any([]))), .where(.uuid(.any([]))), .all.locales([]), .all.attributes([]),
      .where(.raw("", "=", 1)),
    ]
    for query in queries {
      let error = try await failure { () async throws(CatalogError) in try await client.products.list(query).all() }
      #expect(error.code == .invalidArgument)
      #expect(error.advice != nil)
    }
    #expect(transport.requests.isEmpty)
  }
}
