import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct PIMEventTests {
  private static let uuid = UUID(uuidString: "6a9f8486-2c36-4680-b87f-6f5f8f01b6cf")

  private static func cloud(_ type: String, _ thing: String) -> [UInt8] {
    Array(
      """
      {"specversion":"1.0","id":"018e32f9","type":"com.akeneo.pim.v1.\(type)","source":"pim",
      "subject":"019256aa","time":"2024-02-22T17:31:00Z","datacontenttype":"application/json",
      "data":{\(thing),"author":{"identifier":"b238e9f7","type":"api"}}}
      """.utf8)
  }

  private static let product = #""product":{"uuid":"6a9f8486-2c36-4680-b87f-6f5f8f01b6cf"}"#
  private static let option = #""attribute_option":{"code":"red","attribute":{"code":"color"}}"#
  private static let record = #""reference_entity_record":{"code":"alessi","reference_entity":{"code":"brand"}}"#
  private static let asset = #""asset":{"code":"a1","asset_family":{"code":"photos"}}"#

  /// The names of things, the members that name one, and what they are read as.
  static let things: [(String, String, PIMEvent.Subject)] = [
    ("product", product, .product(uuid, identifier: nil)),
    (
      "product", #""product":{"uuid":"6a9f8486-2c36-4680-b87f-6f5f8f01b6cf","identifier":"sku"}"#,
      .product(uuid, identifier: "sku")
    ),
    ("product-model", #""product_model":{"code":"m"}"#, .productModel("m")),
    ("family", #""family":{"code":"f"}"#, .family("f")),
    ("attribute", #""attribute":{"code":"a"}"#, .attribute("a")),
    ("attribute-group", #""attribute_group":{"code":"g"}"#, .attributeGroup("g")),
    ("attribute-option", option, .attributeOption("red", of: "color")),
    ("category", #""category":{"code":"c"}"#, .category("c")),
    ("reference-entity-record", record, .record("alessi", of: "brand")),
    ("asset", asset, .asset("a1", of: "photos")),
  ]

  @Test("N34: the Event Platform's events of each thing are read", arguments: things)
  func platformThings(_ name: String, _ thing: String, _ subject: PIMEvent.Subject) throws {
    for (word, change) in [("created", PIMEvent.Change.created), ("updated", .updated), ("deleted", .deleted)] {
      let event = try #require(PIMEvent.events(unverified: Self.cloud("\(name).\(word)", thing)).first)
      #expect(event.subject == subject)
      #expect(event.change == change)
      #expect(event.id == "018e32f9" && event.subscription == "019256aa")
      #expect(event.time == Date(timeIntervalSince1970: 1_708_623_060))
      #expect(event.delta == nil)
    }
  }

  @Test(
    "N34: events that only some things have are read too",
    arguments: [
      ("product.became-complete", product, PIMEvent.Subject.product(uuid, identifier: nil), .becameComplete),
      ("product.became-incomplete", product, .product(uuid, identifier: nil), .becameIncomplete),
      ("product.updated.delta", product, .product(uuid, identifier: nil), .updated),
      ("product-model.updated.delta", #""product_model":{"code":"m"}"#, .productModel("m"), .updated),
      ("app.deleted", #""app":{"client_id":"x"}"#, .app(clientID: "x"), .deleted),
      ("connection.deleted", #""connection":{"client_id":"x"}"#, .connection(clientID: "x"), .deleted),
    ] as [(String, String, PIMEvent.Subject, PIMEvent.Change)])
  func platformOnly(_ type: String, _ thing: String, _ subject: PIMEvent.Subject, _ change: PIMEvent.Change) throws {
    let event = try #require(PIMEvent.events(unverified: Self.cloud(type, thing)).first)
    #expect(event.subject == subject)
    #expect(event.change == change)
  }

  @Test(
    "An event of an unknown kind, or without what it should have, stays raw",
    arguments: [
      ("workflow.started", #""workflow":{"uuid":"w"}"#, nil), ("product.archived", product, nil),
      ("product", product, nil), ("product.updated.delta.more", product, nil), ("", product, nil),
      ("product.updated", #""product":{"uuid":7}"#, .updated), ("product.updated", #""product":null"#, .updated),
      ("asset.updated", #""asset":{"code":"a"}"#, .updated), ("family.updated", #""product":{"code":"a"}"#, .updated),
    ] as [(String, String, PIMEvent.Change?)])
  func unknownEvent(_ type: String, _ thing: String, _ change: PIMEvent.Change?) throws {
    let event = try #require(PIMEvent.events(unverified: Self.cloud(type, thing)).first)
    #expect(event.change == change)
    if type != "product.archived" { #expect(event.subject == .unknown) }
    #expect(event.raw["type"]?.string == event.type)
    #expect(event.author?.identifier == "b238e9f7")
  }

  @Test(
    "N34: the Events API's events are read, up to ten in a payload",
    arguments: [
      (
        "product.created", #"{"uuid":"6a9f8486-2c36-4680-b87f-6f5f8f01b6cf","identifier":"s","values":{}}"#,
        PIMEvent.Subject.product(uuid, identifier: "s"), PIMEvent.Change.created
      ),
      ("product.updated", #"{"identifier":"s"}"#, .product(nil, identifier: "s"), .updated),
      ("product.removed", #"{"identifier":"s"}"#, .product(nil, identifier: "s"), .deleted),
      ("product_model.created", #"{"code":"m"}"#, .productModel("m"), .created),
      ("product_model.updated", #"{"code":"m"}"#, .productModel("m"), .updated),
      ("product_model.removed", #"{"code":"m"}"#, .productModel("m"), .deleted),
      ("category.moved", #"{"code":"m"}"#, .unknown, nil),
    ] as [(String, String, PIMEvent.Subject, PIMEvent.Change?)])
  func eventsAPI(_ action: String, _ resource: String, _ subject: PIMEvent.Subject, _ change: PIMEvent.Change?) throws {
    let event = """
      {"action":"\(action)","event_id":"w1","event_datetime":"2020-10-20T09:13:59+00:00","author":"magento_0000",
      "author_type":"api","pim_source":"https://demo.example.com","data":{"resource":\(resource)}}
      """
    let events = try PIMEvent.events(unverified: #"{"events":[\#(event),{"action":7},\#(event)]}"#.utf8)
    try #require(events.count == 3)
    #expect(events[0] == events[2])
    #expect(events[0].subject == subject && events[0].change == change)
    #expect(events[0].id == "w1" && events[0].pim == "https://demo.example.com")
    #expect(events[0].time == Date(timeIntervalSince1970: 1_603_185_239))
    #expect(events[0].resource == (try RawJSON(parsing: resource.utf8)))
    #expect(events[0].author == PIMEvent.Author(identifier: "magento_0000", type: "api"))
    #expect(events[1].subject == .unknown && events[1].id.isEmpty)
  }

  @Test("Several CloudEvents may come in one list; a time may have a fraction")
  func severalCloudEvents() throws {
    let events = try PIMEvent.events(
      unverified:
        #"[{"specversion":"1.0","id":"1","time":"2024-02-22T17:31:00.503422Z"},{"specversion":"1.0","id":"2"}]"#.utf8)
    #expect(events.map(\.id) == ["1", "2"])
    #expect(events.map { $0.time?.timeIntervalSince1970.rounded(.down) } == [1_708_623_060, nil])
  }

  @Test(
    "A payload without events is an error",
    arguments: [#"{"event":1}"#, "[1]", "7", #"{"notification_type":"x","events":[]}"#])
  func noEvents(_ body: String) async throws {
    let error = try await failure { () async throws(CatalogError) in try PIMEvent.events(unverified: body.utf8) }
    #expect(error.code == .unexpectedContent)
  }

  @Test(
    "A payload that is no JSON, or too deep, is an error", arguments: ["", "{", String(repeating: "[", count: 5_000)])
  func malformedEvents(_ body: String) async throws {
    let error = try await failure { () async throws(CatalogError) in try PIMEvent.events(unverified: body.utf8) }
    #expect(error.code == .malformedJSON)
  }

  @Test(
    "N34: what one's own connection did through the API is recognised, and nothing else",
    arguments: [
      (#""author":{"identifier":"own-client","type":"api"}"#, true),
      (#""author":{"identifier":"own-client"}"#, true),
      (#""author":{"identifier":"own-client","type":"user"}"#, false),
      (#""author":{"identifier":"other","type":"api"}"#, false),
      (#""author":null"#, false),
    ])
  func ownAuthor(_ author: String, _ isOwn: Bool) throws {
    let cloud = try PIMEvent.events(unverified: #"{"specversion":"1.0","data":{\#(author)}}"#.utf8)
    #expect(cloud.first?.isAuthored(by: ["own-client", "own-user"]) == isOwn)
    let wrapped = try PIMEvent.events(
      unverified:
        #"{"events":[{"author":"own-user","author_type":"api"},{"author":"own-user","author_type":"ui"}]}"#.utf8)
    #expect(wrapped.map { $0.isAuthored(by: ["own-client", "own-user"]) } == [true, false])
  }
}
