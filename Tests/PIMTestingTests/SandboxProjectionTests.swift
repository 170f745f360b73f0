import CatalogModels
import PIMTesting
import Testing

/// What parts of products an answer shows, and what it adds to them.
struct SandboxProjectionTests {
  func product(
    _ number: Int, _ query: KeyValuePairs<String, String> = [:], dialect: ServerDialect = .strict
  ) async throws -> RawJSON {
    try await Caller(try FilterCatalog.folder(), dialect: dialect).get(
      "products-uuid/\(FilterCatalog.uuid(number))", query
    ).json
  }

  @Test("locales, scope and attributes cut the values")
  func cuts() async throws {
    let french = try await product(1, ["locales": "fr_FR"])
    #expect(french["values"]?["name"]?.elements.map { $0["locale"] } == ["fr_FR"])
    #expect(french["values"]?["size"] != nil)
    let print = try await product(1, ["scope": "print"])
    #expect(print["values"]?["note"]?.elements.map { $0["data"] } == ["print note"])
    let both = try await product(1, ["scope": "print", "locales": "en_US", "attributes": "note,SIZE"])
    #expect(both["values"]?.members.map(\.name) == ["note", "size"])
    #expect(try await product(2, ["attributes": "name"])["values"] == [:])
  }

  @Test("N12: scope leaves out products outside the channel's tree")
  func scope() async throws {
    let caller = Caller(try FilterCatalog.folder())
    let web = try await caller.get("products-uuid", ["scope": "web"])
    #expect(web.codes == [1, 2, 4].map(FilterCatalog.uuid))
    #expect(try await caller.get("products-uuid", ["scope": "PRINT"]).codes == [FilterCatalog.uuid(2)])
  }

  @Test(
    "N25: unknown attributes, locales and channels refuse the query",
    arguments: [
      ("attributes=nope", #"Attribute "nope" does not exist."#),
      ("attributes=nope,name,none", #"Attributes "nope, none" do not exist."#),
      ("locales=is_IS", #"Locale "is_IS" does not exist or is not activated."#),
      ("locales=xx,yy", #"Locales "xx, yy" do not exist or are not activated."#),
      ("scope=tv", #"Scope "tv" does not exist."#),
      ("scope=print&locales=fr_FR,en_US", #"Locale "fr_FR" is not activated for the scope "print"."#),
      ("search_locale=is_IS", #"Locale "is_IS" does not exist or is not activated."#),
      ("search_scope=tv", #"Scope "tv" does not exist."#),
    ])
  func unknown(query: String, message: String) async throws {
    let answer = try await Caller(try FilterCatalog.folder()).get("/api/rest/v1/products-uuid?\(query)")
    #expect(answer.status == 422 && answer.message == message)
  }

  @Test("N25: an attribute deleted in the middle of a list refuses its next page")
  func deletedMidRun() async throws {
    let caller = Caller(try FilterCatalog.folder())
    let first = try await caller.get(
      "products-uuid", ["attributes": "size", "limit": "2", "pagination_type": "search_after"])
    caller.sandbox.delete("size", from: .attributes)
    let second = try await caller.get(try #require(first.next))
    #expect(second.status == 422 && second.message == #"Attribute "size" does not exist."#)
  }

  @Test("N4: linked_data is an object for a simple select and a map for a multi select")
  func linkedData() async throws {
    let values = try await product(1, ["with_attribute_options": "true"])["values"]
    #expect(values?["colour"]?[0]?["linked_data"] == ["attribute": "colour", "code": "10", "labels": [:]])
    #expect(
      values?["uses"]?[0]?["linked_data"] == [
        "0": ["attribute": "uses", "code": "0", "labels": ["en_US": "Nought"]],
        "1": ["attribute": "uses", "code": "1", "labels": ["en_US": "One"]],
      ])
    #expect(try await product(1)["values"]?["colour"]?[0]?["linked_data"] == nil)
  }

  @Test("N1, N4: an option's code as an integer, numbered and empty maps as lists")
  func phpShapes() async throws {
    let product = try await product(1, ["with_attribute_options": "true"], dialect: .onPremises)
    #expect(product["values"]?["colour"]?[0]?["linked_data"]?["code"] == 10)
    #expect(product["values"]?["colour"]?[0]?["linked_data"]?["labels"] == [])
    #expect(product["values"]?["uses"]?[0]?["linked_data"]?.elements.count == 2)
    #expect(product["quantified_associations"] == [])
    let empty = try await self.product(3, ["with_completenesses": "true"], dialect: .onPremises)
    #expect(empty["values"] == [] && empty["associations"] == [])
    #expect(empty["completenesses"] == [:])
    #expect(try await self.product(3, ["with_completenesses": "true"])["completenesses"] == [])
  }

  @Test("N6: the cloud adds attribute_type, reference_data_name and symbol; others do not")
  func cloudAdditions() async throws {
    let cloud = try await product(1, dialect: .cloud)["values"]
    #expect(cloud?["weight"]?[0]?["attribute_type"] == "pim_catalog_metric")
    #expect(cloud?["weight"]?[0]?["data"]?["symbol"] == "g")
    #expect(cloud?["brand"]?[0]?["reference_data_name"] == "brand")
    #expect(
      cloud?["shots"]?[0]?["linked_data"]?["front"]?["share_links"]?[0]?["_links"]?["self"]?["href"]
        == "https://share.pim.example/shots/media/abc_front.png")
    let strict = try await product(1)["values"]
    #expect(strict?["weight"]?[0]?["attribute_type"] == nil && strict?["weight"]?[0]?["data"]?["symbol"] == nil)
    #expect(strict?["shots"]?[0]?["linked_data"] == nil)
  }

  @Test("N18: linked_data on product models, or none")
  func modelOptions() async throws {
    for (dialect, has) in [(ServerDialect.strict, true), (.onPremises, false)] {
      let model = try await Caller(try FilterCatalog.folder(), dialect: dialect).get(
        "product-models/ROOT", ["with_attribute_options": "true"])
      #expect((model.json["values"]?["colour"]?[0]?["linked_data"] != nil) == has)
    }
  }

  @Test("N8: associated products by uuid, or by identifier with null for none")
  func associations() async throws {
    let caller = Caller(try FilterCatalog.folder())
    let byUUID = try await product(1)["associations"]?["UP"]?["products"]
    #expect(byUUID == [.string(FilterCatalog.uuid(2)), .string(FilterCatalog.uuid(3))])
    #expect(try await caller.get("products/a-1", [:]).json["associations"]?["UP"]?["products"] == ["B-2", .null])
    #expect(
      try await caller.get("product-models/root", [:]).json["associations"]?["UP"]?["products"] == ["B-2", .null])
  }

  @Test("scores and completenesses come when asked for")
  func scores() async throws {
    let plain = try await product(1)
    #expect(plain["quality_scores"] == nil && plain["completenesses"] == nil)
    let full = try await product(1, ["with_quality_scores": "true", "with_completenesses": "true"])
    #expect(full["quality_scores"]?[0]?["data"] == "A")
    #expect(
      full["completenesses"] == [
        ["scope": "web", "locale": "en_US", "data": 100], ["scope": "web", "locale": "fr_FR", "data": 100],
      ])
  }

  @Test("table options come with with_table_select_options")
  func tableOptions() async throws {
    let caller = Caller(try FilterCatalog.folder())
    #expect(try await caller.get("attributes/spec", [:]).json["table_configuration"]?[0]?["options"] == nil)
    let full = try await caller.get("attributes/spec", ["with_table_select_options": "true"])
    #expect(full.json["table_configuration"]?[0]?["options"]?[0]?["code"] == "sole")
  }

  @Test("N5, N7: booleans of attributes as strings, the price type under its short name")
  func attributeDialects() async throws {
    let caller = Caller(try FilterCatalog.folder(), dialect: .onPremises)
    let price = try await caller.get("attributes/price", [:]).json
    #expect(price["type"] == "pim_catalog_price" && price["localizable"] == "0")
    let strict = try await Caller(try FilterCatalog.folder()).get("attributes/price", [:]).json
    #expect(strict["type"] == "pim_catalog_price_collection" && strict["localizable"] == false)
  }

  @Test("N3, N33: assets name their files, links in full, labels under data or value")
  func assets() async throws {
    let path = "asset-families/shots/assets/front"
    let values = try await Caller(try FilterCatalog.folder()).get(path, [:]).json["values"]
    #expect(
      values?["media"]?[0]?["_links"]?["download"]?["href"]
        == "https://pim.example/api/rest/v1/asset-media-files/f/r/abc_front.png")
    #expect(values?["link"]?[0]?["linked_data"]?["full_url"] == "https://cdn.example/front.jpg")
    #expect(values?["media"]?[0]?["linked_data"] == nil && values?["label"]?[0]?["data"] == "Front")
    let cloud = try await Caller(try FilterCatalog.folder(), dialect: .cloud).get(path, [:]).json["values"]
    #expect(cloud?["media"]?[0]?["linked_data"]?["size"] == 10)
    #expect(cloud?["media"]?[0]?["linked_data"]?["original_filename"] == "front.png")
    let older = try await Caller(try FilterCatalog.folder(), dialect: .onPremises).get(path, [:]).json["values"]
    #expect(older?["label"]?[0]?["value"] == "Front" && older?["label"]?[0]?["data"] == nil)
  }

  @Test("a list writes its items as a single answer does", arguments: [ServerDialect.strict, .cloud, .onPremises])
  func listsAndItemsAgree(dialect: ServerDialect) async throws {
    let caller = try Caller.sample(dialect: dialect)
    for path in ["products-uuid", "products", "product-models"] {
      for item in try await Self.everything(caller, path) {
        let key = item[path == "products-uuid" ? "uuid" : path == "products" ? "identifier" : "code"]?.string ?? ""
        let answer = try await caller.get("\(path)/\(Caller.encode(key).replacing("%2F", with: "/"))", [:])
        #expect(answer.json.setting("_links", to: item["_links"]) == item)
      }
    }
  }

  /// All pages. The sandbox answers whatever origin links name.
  static func everything(_ caller: Caller, _ path: String) async throws -> [RawJSON] {
    var answer = try await caller.get(path, ["limit": "20"])
    var items = answer.items
    while let next = answer.next {
      answer = try await caller.get(next)
      items += answer.items
    }
    return items
  }
}
