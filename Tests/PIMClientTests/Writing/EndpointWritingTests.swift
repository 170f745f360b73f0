import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct EndpointWritingTests {
  static let patch = Family.Patch("shoes") { $0.set(.attributes, to: ["sku"]) }
  static let lost = ScriptedAnswer.failure(TransportError(.connectionLost, "reset"))
  static let notFound = ScriptedAnswer.status(404, [:], #"{"code":404,"message":"Family `shoes` does not exist."}"#)

  private static func run<R>(
    _ answers: [ScriptedAnswer], retries: Int = 3, _ operation: (Endpoint<Family>) async throws(CatalogError) -> R
  ) async throws -> (Result<R, CatalogError>, [String]) {
    let transport = ScriptedTransport(answers)
    let client = try ClientUnderTest.make(transport) { $0.retry.retries = retries }
    do throws(CatalogError) {
      return (.success(try await operation(client.families)), transport.requests.map(\.line))
    } catch {
      return (.failure(error), transport.requests.map(\.line))
    }
  }

  @Test("An update says whether it created", arguments: [(201, WriteOutcome.created), (204, .updated)])
  func updateOutcome(_ status: Int, _ outcome: WriteOutcome) async throws {
    let transport = ScriptedTransport([.status(status, [:], "")])
    let client = try ClientUnderTest.make(transport)
    #expect(try await client.families.update(Self.patch) == outcome)
    let request = try #require(transport.requests.first)
    #expect(request.line == "PATCH /api/rest/v1/families/shoes")
    #expect(request.headers["Content-Type"] == "application/json")
    #expect(request.bodyText == #"{"code":"shoes","attributes":["sku"]}"#)
  }

  @Test(
    "N27: an update is sent again after whatever may pass",
    arguments: [
      ScriptedAnswer.status(503, [:], ""), .status(408, [:], ""), .status(429, ["Retry-After": "1"], ""), lost,
      .failure(TransportError(.timedOut, "slow")),
    ])
  func updateIsRepeated(_ first: ScriptedAnswer) async throws {
    let (result, lines) = try await Self.run([first, .status(204, [:], "")]) { families async throws(CatalogError) in
      try await families.update(Self.patch)
    }
    #expect(try result.get() == .updated)
    #expect(lines == Array(repeating: "PATCH /api/rest/v1/families/shoes", count: 2))
  }

  @Test("A refusal brings the server's words on each field")
  func refusalOfAField() async throws {
    let body = #"{"code":422,"message":"Validation failed.","errors":[{"property":"attributes","message":"Unknown."}]}"#
    let (result, lines) = try await Self.run([.status(422, [:], body)]) { families async throws(CatalogError) in
      try await families.update(Self.patch)
    }
    let error = try #require(result.failure)
    #expect(error.code == .unprocessable)
    #expect(error.fieldErrors == [.init(property: "attributes", message: "Unknown.")])
    #expect(lines.count == 1)
  }

  @Test("N27: a creation whose answer is lost is read back, and found", arguments: [lost, .status(502, [:], "<html>")])
  func creationIsFound(_ first: ScriptedAnswer) async throws {
    let (result, lines) = try await Self.run([first, .json(#"{"code":"shoes"}"#)]) {
      families async throws(CatalogError) in try await families.create(Self.patch)
    }
    #expect(try result.get() == .found)
    #expect(lines == ["POST /api/rest/v1/families", "GET /api/rest/v1/families/shoes"])
  }

  @Test("N27: a creation whose answer is lost is sent again only after it was not found")
  func creationIsRepeated() async throws {
    let (result, lines) = try await Self.run([Self.lost, Self.notFound, .status(201, [:], "")]) {
      families async throws(CatalogError) in try await families.create(Self.patch)
    }
    #expect(try result.get() == .created)
    #expect(
      lines == ["POST /api/rest/v1/families", "GET /api/rest/v1/families/shoes", "POST /api/rest/v1/families"])
  }

  @Test("N27: a creation that took effect late is found when its repetition is refused")
  func creationTookEffectLate() async throws {
    let taken = ScriptedAnswer.status(422, [:], #"{"code":422,"message":"The code is taken."}"#)
    let (result, lines) = try await Self.run([Self.lost, Self.notFound, taken, .json(#"{"code":"shoes"}"#)]) {
      families async throws(CatalogError) in try await families.create(Self.patch)
    }
    #expect(try result.get() == .found)
    #expect(lines.count == 4)
  }

  @Test("N27: a creation that nobody processed is sent again without reading back")
  func creationIsThrottled() async throws {
    let (result, lines) = try await Self.run([.status(429, [:], ""), .status(201, [:], "")]) {
      families async throws(CatalogError) in try await families.create(Self.patch)
    }
    #expect(try result.get() == .created)
    #expect(lines == Array(repeating: "POST /api/rest/v1/families", count: 2))
  }

  @Test("N27: where reading back fails too, the error says that the outcome is open")
  func creationStaysOpen() async throws {
    let forbidden = ScriptedAnswer.status(403, [:], #"{"code":403,"message":"No."}"#)
    let (result, lines) = try await Self.run([Self.lost, forbidden]) { families async throws(CatalogError) in
      try await families.create(Self.patch)
    }
    let error = try #require(result.failure)
    #expect(error.code == .connectionLost)
    #expect(error.advice?.contains("not known whether") == true)
    #expect(lines.count == 2)
  }

  @Test("A creation that is refused is not sent again, and retries end")
  func creationEnds() async throws {
    let taken = ScriptedAnswer.status(422, [:], #"{"code":422,"message":"The code is taken."}"#)
    let (refused, lines) = try await Self.run([taken]) { families async throws(CatalogError) in
      try await families.create(Self.patch)
    }
    #expect(refused.failure?.code == .unprocessable)
    #expect(lines.count == 1)
    let (lost, more) = try await Self.run(
      [Self.lost, Self.notFound, Self.lost, Self.notFound, Self.lost, Self.notFound], retries: 2
    ) { families async throws(CatalogError) in try await families.create(Self.patch) }
    #expect(lost.failure?.code == .connectionLost)
    #expect(more.filter { $0.hasPrefix("POST") }.count == 3)
  }

  @Test(
    "A deletion says whether there was something to delete",
    arguments: [(204, WriteOutcome.deleted), (404, .absent)])
  func deletionOutcome(_ status: Int, _ outcome: WriteOutcome) async throws {
    let (result, lines) = try await Self.run([.status(503, [:], ""), .status(status, [:], "")]) {
      families async throws(CatalogError) in try await families.delete("shoes")
    }
    #expect(try result.get() == outcome)
    #expect(lines == Array(repeating: "DELETE /api/rest/v1/families/shoes", count: 2))
  }

  @Test("N32: a key that no address can carry fails before anything is sent", arguments: ["", "..", "a/../b"])
  func impossibleKey(_ key: String) async throws {
    let transport = ScriptedTransport([])
    let families = try ClientUnderTest.make(transport).families
    let errors = [
      try await failure { () async throws(CatalogError) in try await families.update(Family.Patch(Code(key))) },
      try await failure { () async throws(CatalogError) in try await families.create(Family.Patch(Code(key))) },
      try await failure { () async throws(CatalogError) in try await families.delete(Code(key)) },
    ]
    #expect(errors.map(\.code) == [.invalidArgument, .invalidArgument, .invalidArgument])
    #expect(transport.requests.isEmpty)
  }

  @Test("N31: a proposal changes an existing item: read, written as a draft, submitted")
  func proposal() async throws {
    let transport = ScriptedTransport([
      .json(#"{"code":"m"}"#), .status(204, [:], ""), .status(201, [:], ""),
    ])
    let models = try ClientUnderTest.make(transport).productModels
    try await models.propose(ProductModel.Patch("m") { $0.setValue("name", to: .text("Cap")) })
    #expect(
      transport.requests.map(\.line) == [
        "GET /api/rest/v1/product-models/m", "PATCH /api/rest/v1/product-models/m",
        "POST /api/rest/v1/product-models/m/proposal",
      ])
    #expect(transport.requests.last?.headers["Content-Type"] == "application/json")
  }

  @Test("N31: a proposal for what does not exist fails before anything is written")
  func proposalOfNothing() async throws {
    let transport = ScriptedTransport([.status(404, [:], #"{"code":404,"message":"No."}"#)])
    let models = try ClientUnderTest.make(transport).productModels
    let error = try await failure { () async throws(CatalogError) in
      try await models.propose(ProductModel.Patch("m"))
    }
    #expect(error.code == .notFound)
    #expect(error.message.contains("proposed"))
    #expect(transport.requests.map(\.method) == ["GET"])
  }

  @Test("N31: whatever else keeps the item from being read ends a proposal as it is")
  func proposalOfTheHidden() async throws {
    let transport = ScriptedTransport([.status(403, [:], #"{"code":403,"message":"Not for you."}"#)])
    let models = try ClientUnderTest.make(transport).productModels
    let error = try await failure { () async throws(CatalogError) in
      try await models.propose(ProductModel.Patch("m"))
    }
    #expect(error.code == .forbidden)
    #expect(error.message == "Not for you.")
    #expect(transport.requests.map(\.method) == ["GET"])
  }

  @Test("N27: a submission whose answer is lost is not sent again")
  func submissionIsNotRepeated() async throws {
    let transport = ScriptedTransport([Self.lost])
    let models = try ClientUnderTest.make(transport).productModels
    let error = try await failure { () async throws(CatalogError) in try await models.submitDraft(of: "m") }
    #expect(error.code == .connectionLost)
    #expect(transport.requests.count == 1)
  }

  @Test("A draft is read like its item")
  func draftIsRead() async throws {
    let transport = ScriptedTransport([.json(#"{"code":"m","family":"caps"}"#)])
    let draft = try await ClientUnderTest.make(transport).productModels.draft(of: "m")
    #expect(draft.family == "caps")
    #expect(transport.requests.map(\.line) == ["GET /api/rest/v1/product-models/m/draft"])
  }

  @Test("N13: products by identifier have their own endpoint and key")
  func identifierProducts() async throws {
    let transport = ScriptedTransport([
      .json(PageText.with(items: #"{"identifier":"a b","uuid":"fc24e6c3-933c-4a93-8a81-e5c703d134d5"}"#)),
      .json(#"{"identifier":"a b"}"#),
    ])
    let client = try ClientUnderTest.make(transport)
    let query = Query<IdentifiedProduct>.where(.family(.any("shoes")), .enabled(true)).withCompletenesses()
    let products = try await client.productsByIdentifier.list(query).all()
    #expect(products.map(\.id) == ["a b"])
    #expect(products.first?.uuid != nil)
    #expect(try await client.productsByIdentifier.get("a b").uuid == nil)
    #expect(transport.requests.first?.parameter("with_completenesses") == "true")
    #expect(
      transport.requests.first?.parameter("search")
        == #"{"family":[{"operator":"IN","value":["shoes"]}],"enabled":[{"operator":"=","value":true}]}"#)
    #expect(transport.requests.map(\.path) == ["/api/rest/v1/products", "/api/rest/v1/products/a%20b"])
  }
}

extension Result {
  /// The error, where there is one.
  var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
