import CatalogModels
import Foundation
import PIMTesting
import Testing

@testable import SyncPlanner

/// A marketplace is sent XML in its own form, and says message by message what became of it.
struct MarketplaceDestinationTests {
  private static let ean = "4006381333931"

  private static func action(
    _ kind: SyncAction.Kind = .create, _ id: String = "a", _ fields: [String: RawJSON] = [:],
    changed: [String]? = nil, cleared: [String] = [], listed sku: String? = nil, stage: Int = 0
  ) -> SyncAction {
    SyncAction(
      kind, RecordKey(.products, id), fields: fields, changedFields: changed ?? fields.keys.sorted(),
      clearedFields: cleared, reason: "test", fingerprint: Fingerprint(of: .object(fields)), destinationID: sku,
      stage: stage)
  }

  private static let offer: [String: RawJSON] = [
    "sku": "A-1", "ean": .string(ean), "quantity": 4, "price": "9.9", "title": "Tent <2> & \"more\"",
    "description": "<p>Warm &amp; dry</p>\u{0}\u{8}",
  ]

  private static var full: MarketplaceDestination.Configuration {
    var configuration = MarketplaceDestination.Configuration(merchant: "M-1", currency: "EUR")
    configuration.metadata = Set(MarketplaceDestination.Part.allCases.filter(\.isMetadata))
    return configuration
  }

  // MARK: What is sent

  @Test("E4: an offer is quantity and price by SKU, and the number by which it is known; metadata only when chosen")
  func offersByDefault() async throws {
    let desk = MarketplaceDesk()
    _ = try await desk.feed().apply([Self.action(.create, "a", Self.offer)])
    #expect(desk.types == [.product, .inventory, .price])
    #expect(!desk.text(.product).contains("Title"))
    let full = MarketplaceDesk()
    _ = try await full.feed(Self.full).apply([Self.action(.create, "a", Self.offer)])
    #expect(full.text(.product).contains("<Title>Tent &lt;2&gt; &amp; &quot;more&quot;</Title>"))
  }

  @Test("E8: a product document, byte for byte")
  func productDocument() async throws {
    let desk = MarketplaceDesk()
    _ = try await desk.feed(Self.full).apply([Self.action(.create, "a", Self.offer)])
    #expect(
      desk.text(.product) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
          <Header>
            <DocumentVersion>1.01</DocumentVersion>
            <MerchantIdentifier>M-1</MerchantIdentifier>
          </Header>
          <MessageType>Product</MessageType>
          <PurgeAndReplace>false</PurgeAndReplace>
          <Message>
            <MessageID>1</MessageID>
            <OperationType>Update</OperationType>
            <Product>
              <SKU>A-1</SKU>
              <StandardProductID>
                <Type>EAN</Type>
                <Value>4006381333931</Value>
              </StandardProductID>
              <DescriptionData>
                <Title>Tent &lt;2&gt; &amp; &quot;more&quot;</Title>
                <Description>&lt;p&gt;Warm &amp;amp; dry&lt;/p&gt;</Description>
              </DescriptionData>
            </Product>
          </Message>
        </AmazonEnvelope>

        """)
    #expect(desk.documents.first?.dropped == [RecordKey(.products, "a"): 2])
    #expect(desk.text(.inventory).contains("<Quantity>4</Quantity>"))
    #expect(desk.text(.price).contains(#"<StandardPrice currency="EUR">9.90</StandardPrice>"#))
  }

  @Test("E8: every document is well-formed XML whatever texts hold, and gives them back")
  func wellFormed() async throws {
    let texts = ["<b>&lt;</b>", "]]>", "\"'\"", "a\tb\nc\rd", "日本 \u{1F600}", "\u{1}\u{FFFE}x\u{85}", "&amp;&#0;", " "]
    let desk = MarketplaceDesk()
    let actions = texts.enumerated().map { number, text in
      Self.action(
        .create, "\(number)",
        [
          "sku": .string("S-\(number)"), "ean": .string(Self.ean), "title": .string(text),
          "bullets": [.string(text)], "options": .object([(text, RawJSON.string(text))]),
        ])
    }
    let outcomes = try await desk.feed(Self.full).apply(actions)
    #expect(outcomes.allSatisfy { if case .applied = $0 { true } else { false } })
    let allowed = { (text: String) in
      String(String.UnicodeScalarView(text.unicodeScalars.filter(XMLWriter.isAllowed)))
    }
    for document in desk.documents {
      let elements = try PlainXML.elements(of: document.bytes)
      let titles = elements.filter { $0.name == "Title" }.map(\.text)
      #expect(titles == texts.map(allowed))
      #expect(elements.filter { $0.name == "Option" }.map { $0.attributes["name"] } == texts.map(allowed))
    }
  }

  @Test("An update sends what changed; what was emptied is sent as a whole")
  func updates() async throws {
    let desk = MarketplaceDesk()
    let feed = desk.feed(Self.full)
    _ = try await feed.apply([Self.action(.update, "a", Self.offer, changed: ["price"], listed: "A-1")])
    #expect(desk.types == [.price])
    _ = try await feed.apply([Self.action(.update, "a", Self.offer, changed: ["title"], listed: "A-1")])
    #expect(desk.text(.product).contains("<OperationType>PartialUpdate</OperationType>"))
    #expect(!desk.text(.product).contains("Description>&lt;p"))
    _ = try await feed.apply([
      Self.action(.update, "a", Self.offer, changed: [], cleared: ["manufacturer"], listed: "A-1")
    ])
    #expect(desk.text(.product).contains("<OperationType>Update</OperationType>"))
    #expect(desk.text(.product).contains("<Title>"))
  }

  @Test("What is disabled is no longer sold, what is deleted goes, and a new SKU is a new listing")
  func goesAndRenames() async throws {
    let desk = MarketplaceDesk()
    let feed = desk.feed()
    let outcomes = try await feed.apply([
      Self.action(.disable, "a", listed: "X-1"), Self.action(.delete, "b", listed: "B-1"),
      Self.action(.update, "c", Self.offer, changed: ["sku"], listed: "C-OLD"),
    ])
    #expect(outcomes.allSatisfy { if case .applied = $0 { true } else { false } })
    #expect(outcomes[2] == .applied(destinationID: "A-1"))
    let products = try PlainXML.elements(of: Array(desk.text(.product).utf8))
    #expect(products.filter { $0.name == "SKU" }.map(\.text) == ["B-1", "C-OLD", "A-1"])
    #expect(products.filter { $0.name == "OperationType" }.map(\.text) == ["Delete", "Delete", "Update"])
    let quantities = try PlainXML.elements(of: Array(desk.text(.inventory).utf8))
    #expect(quantities.filter { $0.name == "Quantity" }.map(\.text) == ["0", "4"])
  }

  @Test("G9: listings that swap their SKUs are both written, and neither is removed", arguments: [1, 2])
  func swapsListings(batchSize: Int) async throws {
    var configuration = MarketplaceDestination.Configuration(merchant: "M-1", currency: "EUR")
    configuration.batchSize = batchSize
    let desk = MarketplaceDesk()
    var actions: [SyncAction] = []
    for (id, old, new) in [("a", "S-1", "S-2"), ("b", "S-2", "S-1")] {
      var fields = Self.offer
      fields["sku"] = .string(new)
      actions.append(
        SyncAction(
          .update, RecordKey(.products, id), fields: fields, changedFields: ["sku"], reason: "test",
          fingerprint: Fingerprint(of: .object(fields)), destinationID: old))
    }
    let plan = try ApplierBench.plan(actions, ledger: 0, destination: "marketplace-M-1")
    _ = try await Applier(to: desk.feed(configuration), remembering: MemorySyncStore()).apply(plan)
    var last: [String: String] = [:]
    for document in desk.documents where document.type == .product {
      let elements = try PlainXML.elements(of: document.bytes)
      let operations = elements.filter { $0.name == "OperationType" }.map(\.text)
      for (sku, operation) in zip(elements.filter { $0.name == "SKU" }.map(\.text), operations) {
        last[sku] = operation
      }
    }
    #expect(last == ["S-1": "Update", "S-2": "Update"])
  }

  @Test("E5: a sale price stands with its period, and without one it is refused")
  func salePrices() async throws {
    let desk = MarketplaceDesk()
    var fields = Self.offer
    fields.merge(["salePrice": "7", "saleStart": "2026-11-27", "saleEnd": "2026-11-30"]) { $1 }
    _ = try await desk.feed().apply([Self.action(.create, "a", fields)])
    let price = desk.text(.price)
    #expect(price.contains("<StartDate>2026-11-27T00:00:00Z</StartDate>"))
    #expect(price.contains(#"<SalePrice currency="EUR">7.00</SalePrice>"#))
    fields["saleEnd"] = nil
    let outcomes = try await desk.feed().apply([Self.action(.create, "a", fields)])
    #expect(outcomes == [.rejected(reason: "its sale price has no period")])
  }

  @Test("Images stand in their places, and those that are gone are taken away")
  func images() async throws {
    let desk = MarketplaceDesk()
    let fields: [String: RawJSON] = [
      "sku": "A-1", "images": ["https://img.example/1.jpg?a=1&b=2", "https://img.example/2.jpg"],
    ]
    _ = try await desk.feed(Self.full).apply([Self.action(.update, "a", fields, changed: ["images"], listed: "A-1")])
    let elements = try PlainXML.elements(of: Array(desk.text(.image).utf8))
    #expect(
      elements.filter { $0.name == "ImageType" }.map(\.text) == ["Main"] + (1...8).map { "PT\($0)" })
    #expect(elements.filter { $0.name == "OperationType" }.map(\.text).filter { $0 == "Delete" }.count == 7)
    #expect(elements.first { $0.name == "ImageLocation" }?.text == "https://img.example/1.jpg?a=1&b=2")
  }

  @Test("Variants of one product are one message about their relation, which stands for all of them")
  func relations() async throws {
    let desk = MarketplaceDesk()
    desk.refuse(.relationship, 1, "no such parent")
    let actions = ["a", "b"].map { id in
      Self.action(.create, id, ["sku": .string("S-\(id)"), "ean": .string(Self.ean), "parent": "P-1"])
    }
    let outcomes = try await desk.feed().apply(actions)
    #expect(desk.documents.first { $0.type == .relationship }?.messages[1]?.count == 2)
    #expect(
      outcomes == [
        .rejected(reason: "Relationship: no such parent"), .rejected(reason: "Relationship: no such parent"),
      ])
  }

  // MARK: Limits

  @Test("Documents are split by count and by size, and numbered from 1 in each", arguments: [3, 1_000])
  func splits(limit: Int) async throws {
    var configuration = MarketplaceDestination.Configuration(merchant: "M-1", currency: "EUR")
    configuration.messageLimit = limit
    configuration.byteLimit = limit == 3 ? 1 << 20 : 1_500
    let desk = MarketplaceDesk()
    let actions = (0..<10).map { Self.action(.link, "\($0)", ["sku": .string("S-\($0)"), "quantity": .int($0)]) }
    _ = try await desk.feed(configuration).apply(actions)
    #expect(desk.documents.count > 1)
    #expect(desk.documents.allSatisfy { $0.bytes.count <= configuration.byteLimit })
    #expect(desk.documents.allSatisfy { $0.messages.count <= limit })
    if limit == 3 { #expect(desk.documents.map(\.messages.count) == [3, 3, 3, 1]) }
    var quantities: [String] = []
    for document in desk.documents {
      let elements = try PlainXML.elements(of: document.bytes)
      let numbers = elements.filter { $0.name == "MessageID" }.map(\.text)
      #expect(numbers == (1...document.messages.count).map { "\($0)" })
      quantities += elements.filter { $0.name == "Quantity" }.map(\.text)
    }
    #expect(quantities == (0..<10).map { "\($0)" })
  }

  @Test("A record that no document can hold is rejected, and the others are sent")
  func tooLong() async throws {
    var configuration = Self.full
    configuration.byteLimit = 4_000
    let desk = MarketplaceDesk()
    var long = Self.offer
    long["sku"] = "L-1"
    long["description"] = .string(String(repeating: "long ", count: 1_000))
    let outcomes = try await desk.feed(configuration).apply([
      Self.action(.create, "l", long), Self.action(.create, "a", Self.offer),
    ])
    #expect(outcomes == [.rejected(reason: "its Product message is too long"), .applied(destinationID: "A-1")])
    #expect(!desk.texts.contains { $0.contains("L-1") })
  }

  // MARK: Checking

  /// Fields, and a part of what is said of them.
  private static let flawed: [(String, String)] = [
    (#"{}"#, "it has no SKU"),
    (#"{"sku":"A\u0001","ean":"4006381333931"}"#, "its SKU has control characters"),
    (#"{"sku":"12345678901234567890123456789012345678901","ean":"4006381333931"}"#, "41 characters"),
    (#"{"sku":"A"}"#, "none of EAN, UPC and ASIN"),
    (#"{"sku":"A","ean":"4006381333932"}"#, "is no EAN"),
    (#"{"sku":"A","upc":"036000291453"}"#, "is no UPC"),
    (#"{"sku":"A","asin":"b000000001"}"#, "is no ASIN"),
    (#"{"sku":"A","ean":"4006381333931","quantity":-1}"#, "quantity is no whole number"),
    (#"{"sku":"A","ean":"4006381333931","quantity":"many"}"#, "quantity is no whole number"),
    (#"{"sku":"A","ean":"4006381333931","price":"0.00"}"#, "price is no amount"),
    (#"{"sku":"A","ean":"4006381333931","price":"1.005"}"#, "price is no amount"),
    (#"{"sku":"A","ean":"4006381333931","price":[{"amount":"1","currency":"USD"}]}"#, "price is not in EUR"),
    (#"{"sku":"A","ean":"4006381333931","images":["file.jpg"]}"#, "is no address"),
    (#"{"sku":"A","ean":"4006381333931","bullets":["1","2","3","4","5","6"]}"#, "at most 5 texts"),
  ]

  @Test("E1: what cannot be sent is named with its reason", arguments: flawed)
  func ineligible(json: String, reason: String) async throws {
    let members = try RawJSON(parsing: json.utf8).members
    let fields = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    let desk = MarketplaceDesk()
    let feed = desk.feed(Self.full)
    let action = Self.action(.create, "a", fields)
    guard case .ineligible(let reasons) = feed.eligibility(of: action) else {
      Issue.record("\(fields) is eligible")
      return
    }
    #expect(reasons.contains { $0.contains(reason) }, "\(reasons)")
    guard case .rejected = try await feed.apply([action]).first else {
      Issue.record("\(fields) was sent")
      return
    }
    #expect(desk.documents.isEmpty)
  }

  @Test("E1: offers are told from products, and a checkup of a plan counts both and names the rest")
  func checkup() async throws {
    let desk = MarketplaceDesk()
    let feed = desk.feed()
    let plan = try ApplierBench.plan(
      [
        Self.action(.link, "a", ["sku": "A-1", "quantity": 1, "price": "2.00"]),
        Self.action(.create, "b", Self.offer), Self.action(.create, "c", ["sku": "C-1"]),
        SyncAction(.skip, RecordKey(.products, "d"), reason: "left out"),
      ], ledger: 0)
    let checkup = try await feed.checkup(of: plan)
    #expect(checkup.offers == 1)
    #expect(checkup.products == 1)
    #expect(checkup.ineligible == [RecordKey(.products, "c"): ["it is new and has none of EAN, UPC and ASIN"]])
    #expect(checkup.held == [RecordKey(.products, "d"): "left out"])
    #expect(!checkup.isSound)
    #expect(desk.documents.isEmpty)
  }

  // MARK: Reports

  @Test("E7: each item has the outcome of its messages, and the next documents leave out what was refused")
  func reports() async throws {
    let desk = MarketplaceDesk()
    desk.refuse(.product, 2, "unknown number")
    desk.warn(.price, 1, "price is unusual")
    let store = MemorySyncStore()
    let applier = Applier(to: desk.feed(), remembering: store)
    var actions: [SyncAction] = []
    for id in ["a", "b", "c"] {
      var fields = Self.offer
      fields["sku"] = .string("S-\(id)")
      actions.append(Self.action(.create, id, fields))
    }
    var items: [SyncReport.Item] = []
    let plan = try ApplierBench.plan(actions, ledger: 0, destination: "marketplace-M-1")
    let report = try await applier.apply(plan) { if case .item(let item) = $0 { items.append(item) } }
    #expect(report[.products].created == 2)
    #expect(report[.products].failed == 1)
    #expect(items.count == 3)
    #expect(items.first { $0.key.id == "b" }?.result == .rejected(reason: "Product: unknown number"))
    #expect(desk.documents.first { $0.type == .inventory }?.messages.count == 2)
    #expect(!desk.text(.price).contains("S-b"))
    #expect(try await Ledger(in: store).entry(for: RecordKey(.products, "a"))?.destinationID == "S-a")
  }

  @Test("E9: a checkup names what of the last submissions went wrong")
  func log() async throws {
    let desk = MarketplaceDesk()
    desk.warn(.price, 1, "price is unusual")
    desk.close(.inventory)
    let feed = desk.feed()
    let outcomes = try await feed.apply([Self.action(.create, "a", Self.offer)])
    guard case .unknown = outcomes.first else {
      Issue.record("\(outcomes)")
      return
    }
    let checkup = try await feed.checkup(of: ApplierBench.plan([], ledger: 0))
    #expect(checkup.log.map(\.type) == [.inventory])
    #expect(checkup.log.first?.failure == "closed")
    #expect(await feed.log.map(\.type) == [.inventory, .product])
    desk.warn(.price, 1, "price is unusual")
  }

  @Test("E8: a dry run renders what would be sent, byte for byte, and sends nothing")
  func dryRun() async throws {
    var configuration = Self.full
    configuration.batchSize = 4
    configuration.messageLimit = 3
    let desk = MarketplaceDesk()
    let feed = desk.feed(configuration)
    var actions: [SyncAction] = []
    for number in 0..<11 {
      var fields = Self.offer
      fields["sku"] = .string("S-\(number)")
      if number == 5 { fields["ean"] = nil }
      actions.append(Self.action(.create, "\(number)", fields, stage: number / 6))
      if number % 4 == 0 { actions.append(SyncAction(.skip, RecordKey(.products, "s\(number)"), reason: "left out")) }
    }
    let plan = try ApplierBench.plan(actions, ledger: 0, destination: "marketplace-M-1")
    var rendered: [MarketplaceDestination.Document] = []
    try await feed.render(plan) { rendered.append($0) }
    #expect(desk.documents.isEmpty)
    _ = try await Applier(to: feed, remembering: MemorySyncStore()).apply(plan)
    #expect(rendered == desk.documents)
    #expect(rendered.count > 8)
  }

  @Test("E8: the submit log goes into a support bundle, and documents only where they are kept and asked for")
  func supportNotes() async throws {
    var configuration = MarketplaceDestination.Configuration(merchant: "M-1", currency: "EUR")
    configuration.keptDocuments = 2
    let desk = MarketplaceDesk()
    desk.warn(.price, 1, "price is unusual")
    let feed = desk.feed(configuration)
    _ = try await feed.apply([Self.action(.create, "a", Self.offer)])
    let submissions = try #require(await feed.supportNotes(withPayloads: true)?["submissions"]?.elements)
    #expect(submissions.map { $0["type"]?.string } == ["Price", "Inventory", "Product"])
    #expect(submissions.first?["remarks"]?["products:a"]?.string == "price is unusual")
    #expect(submissions.map { $0["document"] != nil } == [true, true, false])
    #expect(submissions.first?["document"]?.string == desk.text(.price))
    let bare = await feed.supportNotes(withPayloads: false)
    #expect(bare?.text.contains("StandardPrice") == false)
  }

  @Test("A second run sends only what changed, and to no second listing")
  func secondRun() async throws {
    let desk = MarketplaceDesk()
    let store = MemorySyncStore()
    func engine(_ quantity: Int) -> SyncEngine {
      var fields = Self.offer
      fields["quantity"] = .int(quantity)
      let source = StubSource(
        .items([StubSource.item(.products, "a", fields)]), .finished(.products, .complete))
      return SyncEngine(
        from: source, by: StubMapping.fields, to: desk.feed(), remembering: store,
        policy: SyncPolicy(fields: MarketplaceDestination.Configuration(merchant: "", currency: "").sentFields),
        clock: ImmediateClock())
    }
    _ = try await engine(4).sync(SyncScope(), .complete)
    #expect(desk.types == [.product, .inventory, .price])
    _ = try await engine(4).sync(SyncScope(), .complete)
    #expect(desk.documents.count == 3)
    _ = try await engine(5).sync(SyncScope(), .complete)
    #expect(desk.types.dropFirst(3) == [.inventory])
  }
}
