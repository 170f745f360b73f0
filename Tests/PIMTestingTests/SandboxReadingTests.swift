import CatalogModels
import PIMClient
import PIMTesting
import Testing

/// What the sandbox answers to plain reads.
struct SandboxReadingTests {
  static let lists: [(path: String, file: CatalogFile)] = [
    ("products-uuid", .products), ("product-models", .productModels), ("families", .families),
    ("attributes", .attributes), ("attribute-groups", .attributeGroups), ("association-types", .associationTypes),
    ("channels", .channels), ("locales", .locales), ("currencies", .currencies), ("categories", .categories),
    ("reference-entities", .referenceEntities), ("asset-families", .assetFamilies), ("media-files", .mediaFiles),
  ]

  @Test("every list gives every row once", arguments: lists)
  func listsAreComplete(list: (path: String, file: CatalogFile)) async throws {
    let folder = try SampleCatalog.folder()
    let items = try await Caller.sample().all(list.path, ["limit": "3"])
    let expected = folder.rows(of: list.file).compactMap { ($0["uuid"] ?? $0["code"])?.string }
    let got = items.compactMap { ($0["uuid"] ?? $0["code"])?.string }
    #expect(got.count == expected.count)
    #expect(Set(got) == Set(expected))
    #expect(items.allSatisfy { $0["_links"]?["self"]?["href"]?.string?.hasPrefix("https://pim.example/") == true })
  }

  @Test("every link to an item leads to the item", arguments: lists.map(\.path))
  func selfLinks(path: String) async throws {
    let caller = try Caller.sample()
    for item in try await caller.all(path) {
      let href = try #require(item["_links"]?["self"]?["href"]?.string)
      let answer = try await caller.get(href)
      #expect(answer.status == 200, "\(href)")
      #expect((answer.json["uuid"] ?? answer.json["code"]) == (item["uuid"] ?? item["code"]))
    }
  }

  @Test("nested resources are found under what they belong to, without naming it")
  func nested() async throws {
    let folder = try SampleCatalog.folder()
    let caller = Caller(folder)
    for (file, parent, path) in [
      (CatalogFile.familyVariants, "family", "families/*/variants"),
      (.attributeOptions, "attribute", "attributes/*/options"),
      (.referenceEntityRecords, "reference_entity", "reference-entities/*/records"),
      (.assets, "asset_family", "asset-families/*/assets"),
    ] {
      let rows = folder.rows(of: file)
      #expect(!rows.isEmpty)
      let owners = Set(rows.compactMap { $0[parent]?.string })
      for owner in owners {
        // Reference data have rows too, but the API serves options of selects only.
        let type = folder.rows(of: .attributes).first { $0["code"]?.string == owner }?["type"]?.string
        if file == .attributeOptions, type?.hasSuffix("select") != true || type?.contains("reference") == true {
          continue
        }
        let address = path.replacing("*", with: owner)
        let items = try await caller.all(address)
        #expect(items.count == rows.filter { $0[parent]?.string == owner }.count, "\(address)")
        if file != .attributeOptions { #expect(items.allSatisfy { $0[parent] == nil }) }
        let code = try #require(items.first?["code"]?.string)
        #expect(try await caller.get("\(address)/\(code)", [:]).status == 200)
      }
    }
  }

  @Test("N2: measurement families and attributes of reference entities and asset families are bare arrays")
  func bareArrays() async throws {
    let caller = try Caller.sample()
    for path in [
      "measurement-families", "reference-entities/material/attributes", "asset-families/packshots/attributes",
      "reference-entities/material/attributes/kind/options",
    ] {
      let answer = try await caller.get(path, [:])
      #expect(answer.json.kind == .array && !answer.json.elements.isEmpty, "\(path): \(answer.text.prefix(200))")
    }
    #expect(try await caller.get("reference-entities/material/attributes/kind", [:]).json["code"] == "kind")
  }

  @Test("N2: assets and asset families come under items or _items")
  func underscoreItems() async throws {
    for (dialect, key) in [(ServerDialect.strict, "items"), (.onPremises, "_items")] {
      let caller = try Caller.sample(dialect: dialect)
      for path in ["asset-families", "asset-families/packshots/assets"] {
        let answer = try await caller.get(path, [:])
        #expect(answer.json["_embedded"]?[key]?.elements.isEmpty == false, "\(path)")
      }
    }
  }

  @Test("products by uuid have no identifier at the top and keep it as a value")
  func uuidForm() async throws {
    let caller = try Caller.sample()
    let product = try #require(try await caller.all("products-uuid").first { $0["values"]?["sku"] != nil })
    #expect(product["identifier"] == nil)
    var dialect = ServerDialect.strict
    dialect.addsIdentifierToUUIDProducts = true
    let items = try await Caller.sample(dialect: dialect).all("products-uuid")
    #expect(items.contains { $0["identifier"] == product["values"]?["sku"]?[0]?["data"] })
  }

  @Test("N13: the identifier endpoint leaves out products without identifier")
  func identifierEndpoint() async throws {
    let caller = try Caller.sample()
    let byUUID = try await caller.all("products-uuid")
    let byIdentifier = try await caller.all("products")
    #expect(byIdentifier.count == byUUID.count - 1)
    #expect(byIdentifier.allSatisfy { $0["identifier"]?.string != nil && $0["values"]?["sku"] == nil })
  }

  @Test("N8: by identifier, an associated product without one is null; by uuid it is named")
  func nullAssociations() async throws {
    let caller = try Caller.sample()
    func associated(_ items: [RawJSON], _ key: String) -> [RawJSON] {
      items.flatMap { $0["quantified_associations"]?.members ?? [] }.flatMap { $0.value["products"]?.elements ?? [] }
        .compactMap { $0[key] }
    }
    let uuids = associated(try await caller.all("products-uuid"), "uuid")
    #expect(!uuids.isEmpty && uuids.allSatisfy { $0.string != nil })
    let identifiers = associated(try await caller.all("products"), "identifier")
    #expect(identifiers.count == uuids.count)
    #expect(identifiers.contains { $0.isNull })
  }

  @Test("the root names the routes, to anybody; system-information wants a token")
  func root() async throws {
    var caller = try Caller.sample()
    caller.token = ""
    let root = try await caller.get("/api/rest/v1")
    #expect(root.status == 200)
    #expect(root.json["routes"]?["pim_api_families_list"]?["route"] == "/api/rest/v1/families")
    #expect(root.json["authentication"]?["fos_oauth_server_token"]?["route"] == "/api/oauth/v1/token")
    #expect(try await caller.get("/api/rest/v1/system-information").status == 401)
    caller.token = "app"
    #expect(try await caller.get("/api/rest/v1/system-information").json["edition"] == "EE")
  }

  @Test("N9: text is escaped as PHP escapes it")
  func escapes() async throws {
    let folder = try CatalogFolder(files: [
      (name: "families", lines: #"{"code":"f","labels":{"en_US":"Étui/<b>'&\" 🛶"}}"#)
    ])
    let answer = try await Caller(folder).get("families/f", [:])
    #expect(
      answer.text == #"{"code":"f","labels":{"en_US":"\u00c9tui\/\u003Cb\u003E\u0027\u0026\u0022 \ud83d\udef6"}}"#)
    var plain = ServerDialect.strict
    plain.escapesJSON = false
    #expect(
      try await Caller(folder, dialect: plain).get("families/f", [:]).text
        == #"{"code":"f","labels":{"en_US":"Étui/<b>'&\" 🛶"}}"#)
  }
}
