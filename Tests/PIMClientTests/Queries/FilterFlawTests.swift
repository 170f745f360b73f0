import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

/// What the API would refuse fails before it is sent, with the reason.
struct FilterFlawTests {
  private static let then = Date(timeIntervalSince1970: 1_467_626_400)

  /// The error of a query, without which nothing may have been sent.
  private func refusal<Item>(
    _ query: Query<Item>, _ endpoint: (CatalogClient) -> Endpoint<Item>
  ) async throws -> CatalogError {
    let transport = ScriptedTransport([])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await endpoint(client).list(query).all() }
    #expect(transport.requests.isEmpty)
    return error
  }

  private static let products: [(Filter<Product>, String)] = [
    (.family(.any([])), "empty list"), (.categories(.any(["a", ""])), "empty code"),
    (.uuid(.none([])), "empty list"), (.raw("", "=", 1), "no property"),
    (.updated(.between(then, then - 1)), "ends before it begins"), (.created(.sinceLast(days: -1)), "-1 days"),
    (.completeness(.equal(to: 70.5), in: "web"), "no whole number"),
    (.completeness(atLeast: 101, in: "web", onAll: ["en_US"]), "101 percent"),
    (.completeness(atMost: 1, in: "web", onAll: []), "empty list of locales"),
    (.qualityScore(["F"], in: "web", locale: "en_US"), "`F`"),
    (.qualityScore([], in: "web", locale: "en_US"), "empty list"),
    (.readiness("r", .equal(to: -1), in: "web", locale: "en_US"), "-1 percent"),
    (.readiness("r", .between(2, 1), in: "web", locale: "en_US"), "ends before it begins"),
    (.readiness("", .empty, in: "web", locale: "en_US"), "names no readiness"),
    (.readiness("r", .atLeast(1, onAny: []), in: "web"), "empty list of locales"),
    (.updatedIncludingLinkedEntities(.after(then), of: []), "empty list"),
    (.attribute("a", .number(.equal(to: .nan))), "no number"),
    (.attribute("a", .metric(.equal(to: .nan), unit: "GRAM")), "no number"),
    (.attribute("a", .day(.on("4 July 2016"))), "`4 July 2016`"),
    (.attribute("a", .day(.on("2016-02-30"))), "`2016-02-30`"),
    (.attribute("a", .day(.between("2016-07-05", "2016-07-04"))), "ends before it begins"),
    (.attribute("a", .links(anyOf: [])), "empty list"),
    (.attribute("a", .cell(row: "r", column: "", .empty)), "without a column"),
    (.attribute("a", .cell(row: "r", column: "c", .cell(row: "r", column: "c", .empty))), "cell in a cell"),
    (.attribute("a", .cell(row: "r", column: "c", .number(.equal(to: .nan)))), "no number"),
  ]

  @Test("N23: filters of products that the API would refuse are not sent", arguments: products.indices)
  func productFilters(_ index: Int) async throws {
    let (filter, reason) = Self.products[index]
    let error = try await refusal(.where(filter), \.products)
    #expect(error.code == .invalidArgument)
    #expect(error.message.contains(reason), "\(error.message)")
    #expect(error.advice != nil)
  }

  @Test("N18: product models have no children of families")
  func productModelFamilies() async throws {
    let error = try await refusal(.where(.family(.within(["shoes"]))), \.productModels)
    #expect(error.message.contains("children of families"))
  }

  @Test("N14: one query asks for one choice of linked kinds")
  func linkedKinds() async throws {
    let mixed: [Filter<Product>] = [
      .updatedIncludingLinkedEntities(.after(Self.then), of: [.asset]),
      .updatedIncludingLinkedEntities(.before(Self.then), of: [.referenceEntityRecord]),
    ]
    #expect(try await refusal(.where(mixed), \.products).message.contains("different linked items"))
    let transport = ScriptedTransport([.json(PageText.of([]))])
    let same: [Filter<Product>] = [
      .updatedIncludingLinkedEntities(.after(Self.then), of: [.asset, .referenceEntityRecord]),
      .updatedIncludingLinkedEntities(.before(Self.then + 1), of: [.referenceEntityRecord, .asset]),
    ]
    _ = try await ClientUnderTest.make(transport).products.list(.where(same)).all()
    let expected =
      #"{"updated_including_linked_entities":[{"operator":">","value":"2016-07-04 10:00:00"},"#
      + #"{"operator":"<","value":"2016-07-04 10:00:01"}],"#
      + #""updated_including_linked_type":[{"operator":"IN","value":["asset","reference_entity_record"]}]}"#
    #expect(transport.requests.first?.parameter("search") == expected)
  }

  @Test("The text that stands for a filter in a digest tells linked kinds and logical operators apart")
  func canonicalTexts() {
    let linked: [Filter<Product>] = [
      .updatedIncludingLinkedEntities(.after(Self.then)),
      .updatedIncludingLinkedEntities(.after(Self.then), of: [.asset]),
      .updatedIncludingLinkedEntities(.after(Self.then), of: [.referenceEntityRecord]),
    ]
    #expect(Set(linked.map(\.canonicalText)).count == 3)
    let logical: [Filter<Asset>] = [
      .any(of: .code(.equal(to: "a")), .code(.equal(to: "b"))),
      .all(of: .code(.equal(to: "a")), .code(.equal(to: "b"))),
      .any(of: .code(.equal(to: "a")), .code(.equal(to: "c"))),
    ]
    #expect(Set(logical.map(\.canonicalText)).count == 3)
    #expect(
      logical[0].canonicalText == Filter<Asset>.any(of: .code(.equal(to: "a")), .code(.equal(to: "b"))).canonicalText)
  }

  // MARK: Attributes whose definitions are known

  private static func attribute(_ type: String, _ more: String = "") throws -> Attribute {
    try Attribute(parsing: #"{"code":"a","type":"\#(type)"\#(more)}"#.utf8)
  }

  @Test("N7, N25: a test that does not suit the attribute is not sent")
  func attributeTypes() async throws {
    let text = try Self.attribute("pim_catalog_text")
    let wrong = try await refusal(.where(.attribute(text, .number(.equal(to: 1)))), \.products)
    #expect(wrong.message.contains("does not suit the type `pim_catalog_text`"))
    let located = try await refusal(.where(.attribute(text, .empty, locale: "en_US")), \.products)
    #expect(located.message.contains("has a locale"))
    let channelled = try await refusal(.where(.attribute(text, .empty, channel: "web")), \.products)
    #expect(channelled.message.contains("has a channel"))
    let localized = try Self.attribute(
      "pim_catalog_text", #","localizable":true,"scopable":true,"available_locales":["en_US"]"#)
    let lost = try await refusal(.where(.attribute(localized, .empty, channel: "web")), \.products)
    #expect(lost.message.contains("has no locale"))
    let adrift = try await refusal(.where(.attribute(localized, .empty, locale: "en_US")), \.products)
    #expect(adrift.message.contains("has no channel"))
    let foreign = try await refusal(
      .where(.attribute(localized, .empty, locale: "fr_FR", channel: "web")), \.products)
    #expect(foreign.message.contains("`fr_FR`"))
  }

  @Test("N7: a test that suits the attribute is sent; names of types that differ, and unknown types, take theirs")
  func suitableAttributes() async throws {
    let localized = try Self.attribute("pim_catalog_text", #","localizable":true,"scopable":true"#)
    let queries: [Query<Product>] = [
      .where(.attribute(localized, .contains("x"), locale: "en_US", channel: "web")),
      .where(.attribute(localized, .contains("x"))).searchLocale("en_US").searchChannel("web"),
      .where(.attribute(try Self.attribute("pim_catalog_price"), .price(.equal(to: 1), currency: "EUR"))),
      .where(.attribute(try Self.attribute("acme_colour_wheel"), .number(.equal(to: 1)))),
    ]
    for query in queries {
      let transport = ScriptedTransport([.json(PageText.of([]))])
      _ = try await ClientUnderTest.make(transport).products.list(query).all()
      #expect(transport.requests.count == 1)
    }
  }

  // MARK: Records and assets

  @Test("N3, N24: filters of records and assets that the API would refuse are not sent")
  func entityFilters() async throws {
    let records: [(Filter<ReferenceEntityRecord>, String)] = [
      (.attribute("bad-code", .empty), "no code of an attribute"), (.attribute("", .empty), "no code"),
      (.complete(true, in: "web", locales: []), "empty list of locales"),
      (.updated(.between(Self.then, Self.then - 1)), "ends before it begins"),
      (.attribute("year", .number(.equal(to: .nan))), "no number"),
      (
        .attribute(try ReferenceEntityAttribute(parsing: #"{"code":"a","type":"image"}"#.utf8), .empty),
        "no filter"
      ),
      (
        .attribute(try ReferenceEntityAttribute(parsing: #"{"code":"a","type":"number"}"#.utf8), .contains("1")),
        "does not suit"
      ),
    ]
    for (filter, reason) in records {
      let error = try await refusal(.where(filter), { $0.records(of: "brands") })
      #expect(error.message.contains(reason), "\(error.message)")
    }
    let assets: [(Filter<Asset>, String)] = [
      (.attribute("end", .day(.notOn("2026-01-01"))), "excludes one day"),
      (.any(of: []), "combines nothing"), (.all(of: .any(of: [])), "combines nothing"),
      (.any(of: .updated(.sinceLast(days: 4))), "counts days"),
      (.any(of: .code(anyOf: [])), "empty list"),
      (.attribute(try AssetFamilyAttribute(parsing: #"{"code":"a","type":"media_link"}"#.utf8), .empty), "no filter"),
    ]
    for (filter, reason) in assets {
      let error = try await refusal(.where(filter), { $0.assets(of: "shots") })
      #expect(error.message.contains(reason), "\(error.message)")
    }
  }

  @Test("N3: raw filters of records and assets have the form of theirs")
  func rawEntityFilters() async throws {
    let transport = ScriptedTransport([.json(PageText.of([]))])
    let filters: [Filter<Asset>] = [
      .raw("code", "IN", ["a"]), .raw("title", "CONTAINS", "x", locale: "en_US", channel: "web"),
    ]
    _ = try await ClientUnderTest.make(transport).assets(of: "shots").list(.where(filters)).all()
    let expected =
      #"{"code":[{"operator":"IN","value":["a"]}],"#
      + #""title":{"operator":"CONTAINS","value":"x","locale":"en_US","channel":"web"}}"#
    #expect(transport.requests.first?.parameter("search") == expected)
  }
}
