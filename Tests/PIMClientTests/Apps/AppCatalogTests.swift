import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct AppCatalogTests {
  private static let id = UUID(uuidString: "12351D98-200E-4BBC-AA19-7FDDA1BD14F2") ?? UUID()
  private static let path = "/api/rest/v1/catalogs/12351d98-200e-4bbc-aa19-7fdda1bd14f2"
  private static let catalog =
    #"{"id":"12351d98-200e-4bbc-aa19-7fdda1bd14f2","name":"Store","enabled":false,"managed_locales":["en_US"]}"#
  private static let disabled =
    #"{"error":"No products to synchronize. The catalog \"12351d98\" has been disabled on the PIM side."}"#
  private static let uuid = "844c736b-a19b-48a6-a354-6056044729f0"

  @Test("G10: catalogs are listed page by page, created, changed, copied and deleted")
  func lifecycle() async throws {
    let transport = ScriptedTransport { request, _ in
      switch request.method {
      case "DELETE": HTTPResponse(status: 204)
      case "GET" where !request.query.isEmpty:
        HTTPResponse(status: 200, body: HTTPBody(PageText.with(items: Self.catalog)))
      default: HTTPResponse(status: request.method == "POST" ? 201 : 200, body: HTTPBody(Self.catalog))
      }
    }
    let client = try ClientUnderTest.make(transport)
    let all = try await client.appCatalogs.list().all()
    #expect(all.map(\.id) == [Self.id] && all.map(\.name) == ["Store"] && all.map(\.isEnabled) == [false])
    #expect(all.first?.managedLocales == ["en_US"])
    #expect(try await client.appCatalogs.get(Self.id).name == "Store")
    #expect(try await client.appCatalogs.create(name: "Store", locales: ["en_US"], currencies: ["EUR"]).id == Self.id)
    _ = try await client.appCatalogs.update(Self.id, name: "Shop")
    _ = try await client.appCatalogs.duplicate(Self.id, name: "Copy")
    try await client.appCatalogs.delete(Self.id)
    #expect(
      transport.requests.map(\.line) == [
        "GET /api/rest/v1/catalogs", "GET \(Self.path)", "POST /api/rest/v1/catalogs", "PATCH \(Self.path)",
        "POST \(Self.path)/duplicate", "DELETE \(Self.path)",
      ])
    #expect(
      transport.requests[2].bodyText == #"{"name":"Store","managed_locales":["en_US"],"managed_currencies":["EUR"]}"#)
    #expect(transport.requests[3].bodyText == #"{"name":"Shop"}"#)
    #expect(
      try client.configurationPage(of: Self.id).absoluteString
        == "https://pim.example.com/connect/apps/v1/catalogs/12351d98-200e-4bbc-aa19-7fdda1bd14f2")
  }

  @Test("A catalog is not created twice when the answer is lost")
  func createdOnce() async throws {
    let transport = ScriptedTransport([.failure(TransportError(.connectionLost, "test"))])
    let client = try ClientUnderTest.make(transport)
    _ = try await failure { () async throws(CatalogError) in try await client.appCatalogs.create(name: "Store") }
    #expect(transport.requests.count == 1)
  }

  @Test("G10: the lists of a catalog have their own paths, dates and cursors")
  func lists() async throws {
    let transport = ScriptedTransport { request, _ in
      let item = request.path.hasSuffix("mapped-models") ? #"{"code":"m"}"# : #"{"uuid":"\#(Self.uuid)","stock":3}"#
      return HTTPResponse(status: 200, body: HTTPBody(PageText.with(items: item)))
    }
    let catalogs = try ClientUnderTest.make(transport).appCatalogs
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    #expect(
      try await catalogs.products(of: Self.id, updatedAfter: date).all().map(\.id) == [UUID(uuidString: Self.uuid)])
    #expect(try await catalogs.mappedProducts(of: Self.id, before: date).all().first?["stock"]?.int == 3)
    #expect(try await catalogs.mappedModels(of: Self.id).all().map(\.id) == ["m"])
    #expect(try await catalogs.mappedVariants(of: "a b", in: Self.id).all().map(\.id) == [Self.uuid])
    #expect(
      transport.requests.map(\.path) == [
        "\(Self.path)/products", "\(Self.path)/mapped-products", "\(Self.path)/mapped-models",
        "\(Self.path)/mapped-models/a%20b/variants",
      ])
    #expect(transport.requests[0].parameter("updated_after") == "2023-11-14T22:13:20+00:00")
    #expect(transport.requests[0].query.contains("%2B00%3A00"))
    #expect(transport.requests[1].parameter("updated_before") == "2023-11-14T22:13:20+00:00")
    #expect(transport.requests.allSatisfy { $0.parameter("limit") == "100" && $0.parameter("pagination_type") == nil })
  }

  @Test(
    "G10: a disabled catalog's 200 with an error is an error, never an empty page",
    arguments: [
      disabled, #"{"error":"disabled","_embedded":{"items":[]}}"#,
    ])
  func disabledCatalog(_ body: String) async throws {
    let catalogs = try ClientUnderTest.make(
      ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(body)) }
    )
    .appCatalogs
    let errors = [
      try await failure { () async throws(CatalogError) in try await catalogs.products(of: Self.id).all() },
      try await failure { () async throws(CatalogError) in try await catalogs.product(UUID(), of: Self.id) },
      try await failure { () async throws(CatalogError) in try await catalogs.mappedProducts(of: Self.id).all() },
      try await failure { () async throws(CatalogError) in try await catalogs.mappedModels(of: Self.id).all() },
      try await failure { () async throws(CatalogError) in try await catalogs.mappedVariants(of: "m", in: Self.id).all()
      },
      try await failure { () async throws(CatalogError) in try await catalogs.productUUIDs(of: Self.id).all() },
    ]
    for error in errors {
      #expect(error.code == .catalogDisabled)
      #expect(error.message.contains("disabled"))
      #expect(error.status == 200 && error.advice != nil)
    }
  }

  @Test("G10: a catalog that is disabled while it is read ends in the error, after the pages that came")
  func disabledWhileReading() async throws {
    let next = "https://pim.example.com\(Self.path)/products?limit=100&search_after=x"
    let transport = ScriptedTransport([
      .json(PageText.with(items: #"{"uuid":"\#(Self.uuid)"}"#, next: next)), .json(Self.disabled),
    ])
    var count = 0
    let error = await #expect(throws: CatalogError.self) {
      for try await _ in try ClientUnderTest.make(transport).appCatalogs.products(of: Self.id) { count += 1 }
    }
    #expect(error?.code == .catalogDisabled)
    #expect(count == 1)
  }

  @Test("N20: the keys of a catalog's products are read along the links, which are checked")
  func productKeys() async throws {
    let path = "\(Self.path)/product-uuids"
    @Sendable func page(_ next: String) -> ScriptedAnswer {
      .json(
        #"{"_links":{"next":{"href":"\#(next)"}},"_embedded":{"items":["\#(Self.uuid)","\#(Self.uuid.uppercased())"]}}"#
      )
    }
    let good = ScriptedTransport([
      page("http://pim.example.com\(path)?limit=100&search_after=x"), .json(#"{"_links":{},"_embedded":{"items":[]}}"#),
    ])
    #expect(try await ClientUnderTest.make(good).appCatalogs.productUUIDs(of: Self.id).all().count == 2)
    #expect(good.requests.map(\.url).last == "https://pim.example.com\(path)?limit=100&search_after=x")

    for (next, code) in [
      ("https://evil.example.com\(path)?search_after=x", CatalogError.Code.untrustedLink),
      ("\(path)?limit=100&search_after=x", .pagingLoop),
    ] {
      let client = try ClientUnderTest.make(ScriptedTransport { _, _ in try page(next).response() })
      let error = try await failure { () async throws(CatalogError) in
        try await client.appCatalogs.productUUIDs(of: Self.id).all()
      }
      #expect(error.code == code)
    }
  }
}
