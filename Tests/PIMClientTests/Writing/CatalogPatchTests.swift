import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct CatalogPatchTests {
  static let uuid = UUID(uuidString: "FC24E6C3-933C-4A93-8A81-E5C703D134D5") ?? UUID()

  /// What a patch looks like when it is sent.
  static func text<Item: Updatable>(
    _ endpoint: (CatalogClient) -> Endpoint<Item>, _ patch: CatalogPatch<Item>
  ) async throws -> String {
    let transport = ScriptedTransport([.status(204, [:], "")])
    try await endpoint(ClientUnderTest.make(transport)).update(patch)
    return transport.requests.first?.bodyText ?? ""
  }

  @Test("Nothing but the key and what was set, in the order in which it was set")
  func onlyWhatWasSet() async throws {
    let empty = Product.Patch(Self.uuid)
    #expect(empty.isEmpty)
    #expect(try await Self.text(\.products, empty) == #"{"uuid":"fc24e6c3-933c-4a93-8a81-e5c703d134d5"}"#)
    let patch = Product.Patch(Self.uuid) {
      $0.set(.family, to: "shoes")
      $0.set(.enabled, to: false)
      $0.set(.parent, to: nil)
      $0.set(.categories, to: ["a", "b"])
      $0.set(.groups, to: [])
      $0.set(.enabled, to: true)
    }
    #expect(
      try await Self.text(\.products, patch)
        == #"{"uuid":"fc24e6c3-933c-4a93-8a81-e5c703d134d5","family":"shoes","enabled":true,"parent":null,"#
        + #""categories":["a","b"],"groups":[]}"#)
    #expect(patch.fieldNames == ["family", "enabled", "parent", "categories", "groups"])
  }

  @Test("N3: values say `scope` in products, `channel` in records and assets, and are a list in categories")
  func valueForms() async throws {
    #expect(
      try await Self.text(
        \.productModels,
        ProductModel.Patch("m") {
          $0.setValue("name", locale: "en_US", channel: "shop", to: .text("Cap"))
          $0.setValue("size", to: .option("m"))
          $0.setValue("name", locale: "de_DE", channel: "shop", to: .text("Mütze"))
        })
        == #"{"code":"m","values":{"name":[{"locale":"en_US","scope":"shop","data":"Cap"},"#
        + #"{"locale":"de_DE","scope":"shop","data":"Mütze"}],"size":[{"locale":null,"scope":null,"data":"m"}]}}"#)
    #expect(
      try await Self.text(
        { $0.records(of: "brand") },
        ReferenceEntityRecord.Patch("kartell") { $0.setValue("label", locale: "en_US", to: .text("Kartell")) })
        == #"{"code":"kartell","values":{"label":[{"locale":"en_US","channel":null,"data":"Kartell"}]}}"#)
    #expect(
      try await Self.text(
        { $0.assets(of: "packshots") }, Asset.Patch("front") { $0.setValue("media", to: .file("a/b.jpg")) })
        == #"{"code":"front","values":{"media":[{"locale":null,"channel":null,"data":"a/b.jpg"}]}}"#)
    #expect(
      try await Self.text(
        \.categories,
        CatalogCategory.Patch("c") { $0.setValue("title", locale: "en_US", channel: "shop", to: .text("Caps")) })
        == #"{"code":"c","values":[{"attribute_code":"title","locale":"en_US","channel":"shop","data":"Caps"}]}"#)
  }

  @Test("A value is cleared by null, kept by leaving it out, and replaced when it is set again")
  func clearAndKeep() async throws {
    var patch = ProductModel.Patch("m")
    patch.setValue("name", locale: "en_US", to: .text("Cap"))
    patch.setValue("name", locale: "fr_FR", to: .text("Casquette"))
    patch.clearValue("name", locale: "en_US")
    patch.keepValue("name", locale: "fr_FR")
    #expect(patch.value("name", locale: "en_US") == .raw(.null))
    #expect(patch.value("name", locale: "fr_FR") == nil)
    #expect(
      try await Self.text(\.productModels, patch)
        == #"{"code":"m","values":{"name":[{"locale":"en_US","scope":null,"data":null}]}}"#)
  }

  @Test("Raw fields are sent as they are; raw values take the place of those set before, and the other way round")
  func rawFields() async throws {
    var patch = ProductModel.Patch("m")
    patch[raw: "new_field"] = ["a": [1, .null]]
    patch.setValue("name", to: .text("Cap"))
    patch[raw: "values"] = ["x": []]
    #expect(patch.fieldNames == ["new_field", "values"])
    #expect(
      try await Self.text(\.productModels, patch) == #"{"code":"m","new_field":{"a":[1,null]},"values":{"x":[]}}"#)
    patch.setValue("name", to: .text("Cap"))
    patch[raw: "new_field"] = nil
    #expect(
      try await Self.text(\.productModels, patch)
        == #"{"code":"m","values":{"name":[{"locale":null,"scope":null,"data":"Cap"}]}}"#)
  }

  @Test("Data in the form that each attribute type asks for")
  func dataForms() throws {
    let uuid = Self.uuid
    let cases: [(ValueData, String)] = [
      (.text("a\"b\n"), #""a\"b\n""#), (.identifier("x-1"), #""x-1""#), (.boolean(true), "true"),
      (.number(40), "40"), (.number(.init(Decimal(string: "89.897") ?? 0)), #""89.897""#),
      (.number(try .init(text: "12.5000")), #""12.5000""#),
      (.metric(10, unit: "KILOWATT"), #"{"amount":10,"unit":"KILOWATT"}"#),
      (.metric(try .init(text: "-0.50"), unit: "CELSIUS"), #"{"amount":"-0.50","unit":"CELSIUS"}"#),
      (
        .prices(["USD": 200, "EUR": try .init(text: "25.50")]),
        #"[{"amount":"25.50","currency":"EUR"},{"amount":200,"currency":"USD"}]"#
      ),
      (.date("2026-01-31"), #""2026-01-31""#),
      (.date(Date(timeIntervalSince1970: 0)), #""1970-01-01T00:00:00Z""#),
      (.option("blue"), #""blue""#), (.options(["a", "b"]), #"["a","b"]"#), (.options([]), "[]"),
      (.record("kartell"), #""kartell""#), (.records(["a"]), #"["a"]"#),
      (.assets(["front", "back"]), #"["front","back"]"#),
      (.file("1/2/a.jpg"), #""1/2/a.jpg""#),
      (.table([["b": "x", "a": true]]), #"[{"a":true,"b":"x"}]"#),
      (.link(to: uuid), #"{"type":"product","id":"fc24e6c3-933c-4a93-8a81-e5c703d134d5"}"#),
      (.link(to: "model"), #"{"type":"product_model","id":"model"}"#), (.raw(["a": .null]), #"{"a":null}"#),
    ]
    for (data, text) in cases { #expect(data.json.text == text) }
  }

  @Test(
    "What is no number is refused before it is sent", arguments: ["", "abc", "1,5", "0x10", "01", "1.", " 1", "NaN"])
  func noNumber(_ text: String) {
    let error = #expect(throws: CatalogError.self) { try ValueData.Number(text: text) }
    #expect(error?.code == .invalidArgument)
  }

  @Test("Labels and other objects are merged member by member, and null removes one")
  func objectsAreMerged() async throws {
    #expect(
      try await Self.text(
        \.families,
        Family.Patch("shoes") {
          $0.setLabel("Shoes", locale: "en_US")
          $0.setLabel(nil, locale: "fr_FR")
          $0.require(["sku"], in: "shop")
          $0.require([], in: "print")
          $0.set(.attributeAsImage, to: nil)
        })
        == #"{"code":"shoes","labels":{"en_US":"Shoes","fr_FR":null},"#
        + #""attribute_requirements":{"shop":["sku"],"print":[]},"attribute_as_image":null}"#)
    #expect(
      try await Self.text(
        { $0.familyVariants(of: "shoes") },
        FamilyVariant.Patch("by_size") {
          $0.setLevels([.init(1, axes: ["color"], attributes: ["image"]), .init(2, axes: ["size"])])
        })
        == #"{"code":"by_size","variant_attribute_sets":[{"level":1,"axes":["color"],"attributes":["image"]},"#
        + #"{"level":2,"axes":["size"],"attributes":[]}]}"#)
    #expect(
      try await Self.text(\.channels, Channel.Patch("shop") { $0.convert("weight", to: "GRAM") })
        == #"{"code":"shop","conversion_units":{"weight":"GRAM"}}"#)
  }

  @Test("N8: quantities that were read are written, by the key that the endpoint names products with")
  func quantitiesComeBack() async throws {
    let uuid = Self.uuid.uuidString.lowercased()
    let read = try Product(
      parsing: (#"{"uuid":"\#(uuid)","quantified_associations":{"SET":{"products":["#
        + #"{"uuid":"\#(uuid)","identifier":"cap","quantity":2},{"identifier":"hat","quantity":1}]}}}"#).utf8)
    let quantities = try #require(read.quantifiedAssociations["SET"]).products
    #expect(
      try await Self.text(\.products, Product.Patch(Self.uuid) { $0.associate("SET", quantities: quantities) })
        == #"{"uuid":"\#(uuid)","quantified_associations":{"SET":{"products":["#
        + #"{"uuid":"\#(uuid)","quantity":2},{"identifier":"hat","quantity":1}]}}}"#)
    #expect(
      try await Self.text(
        \.productsByIdentifier, IdentifiedProduct.Patch("x") { $0.associate("SET", quantities: quantities) })
        == #"{"identifier":"x","quantified_associations":{"SET":{"products":["#
        + #"{"identifier":"cap","quantity":2},{"identifier":"hat","quantity":1}]}}}"#)
  }

  @Test("What asset families are set up with can be made and read back")
  func assetFamilySettings() throws {
    let convention = AssetNamingConvention(
      source: AssetValuePlace("code"), pattern: "/(?P<sku>.*)/", abortsCreationOnError: true)
    #expect(
      convention.json.text == #"{"source":{"property":"code","channel":null,"locale":null},"#
        + #""pattern":"/(?P<sku>.*)/","abort_asset_creation_on_error":true}"#)
    let rule = AssetProductLinkRule(
      [.init("sku", "EQUALS", "{{sku}}", locale: "en_US")], assigning: [.init("gallery", mode: "add")])
    #expect(
      rule.json.text
        == #"{"product_selections":[{"field":"sku","operator":"EQUALS","value":"{{sku}}","locale":"en_US"}],"#
        + #""assign_assets_to":[{"attribute":"gallery","mode":"add"}]}"#)
    let transformation = AssetTransformation(
      "thumb", from: AssetValuePlace("main"), to: AssetValuePlace("small", channel: "web"), filenameSuffix: "_s",
      operations: [.init("thumbnail", parameters: ["width": 100])])
    let family = try AssetFamily(
      parsing: AssetFamily.Patch("shots") {
        $0.set(.namingConvention, to: convention)
        $0.set(.productLinkRules, to: [rule])
        $0.set(.transformations, to: [transformation])
      }.fields(code: "shots"))
    #expect(family.namingConvention == convention && family.namingConvention?.source?.attribute == "code")
    #expect(family.productLinkRules == [rule] && rule.assignments.first?.mode == "add")
    #expect(family.transformations == [transformation] && transformation.target?.channel == "web")
    #expect(transformation.filenameSuffix == "_s" && transformation.operations.first?.parameters == ["width": 100])
  }

  @Test("N8: associations name products by UUID or by identifier, as their endpoint does")
  func associationForms() async throws {
    #expect(
      try await Self.text(
        \.products,
        Product.Patch(Self.uuid) {
          $0.associate("PACK", products: [Self.uuid])
          $0.associate("PACK", groups: [])
          $0.associate("SET", quantities: [.init(ProductReference(uuid: Self.uuid), quantity: 2)])
        })
        == #"{"uuid":"fc24e6c3-933c-4a93-8a81-e5c703d134d5","#
        + #""associations":{"PACK":{"products":["fc24e6c3-933c-4a93-8a81-e5c703d134d5"],"groups":[]}},"#
        + #""quantified_associations":{"SET":{"products":[{"uuid":"fc24e6c3-933c-4a93-8a81-e5c703d134d5","quantity":2}]}}}"#
    )
    #expect(
      try await Self.text(
        \.productsByIdentifier,
        IdentifiedProduct.Patch("cap") {
          $0.associate("PACK", products: ["shoes"])
          $0.associate("PACK", productModels: ["m"])
          $0.associate("SET", quantities: [.init("m" as Code<ProductModel>, quantity: 1)])
        })
        == #"{"identifier":"cap","associations":{"PACK":{"products":["shoes"],"product_models":["m"]}},"#
        + #""quantified_associations":{"SET":{"product_models":[{"identifier":"m","quantity":1}]}}}"#)
  }

  @Test("Patches are equal when they write the same, whatever the order")
  func patchEquality() {
    let one = ProductModel.Patch("m") {
      $0.set(.familyVariant, to: "v")
      $0.setValue("a", to: .text("1"))
      $0.setValue("b", to: .number(2))
    }
    let other = ProductModel.Patch("m") {
      $0.setValue("b", to: .number(2))
      $0.setValue("a", to: .text("1"))
      $0.set(.familyVariant, to: "v")
    }
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ProductModel.Patch("m"))
    #expect(one != ProductModel.Patch("n") { $0.set(.familyVariant, to: "v") })
  }
}

extension CatalogPatch where Item == AssetFamily {
  /// The fields as the object that the PIM would keep.
  fileprivate func fields(code: String) -> [UInt8] {
    var members: [(String, RawJSON)] = [("code", .string(code))]
    for name in fieldNames { members.append((name, self[raw: name] ?? .null)) }
    return Array(RawJSON.object(members).text.utf8)
  }
}
