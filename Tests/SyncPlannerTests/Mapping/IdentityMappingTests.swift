import CatalogModels
import Testing
import ValueParser

@testable import SyncPlanner

struct IdentityMappingTests {
  static func attribute(_ code: String, _ type: AttributeType, _ more: [(String, RawJSON)] = []) throws -> Attribute {
    try Attribute(RawObject(.object([("code", .string(code)), ("type", .string(type.rawValue))] + more)))
  }

  static func schema() throws -> CatalogSchema {
    let options = try [
      #"{"code":"red","attribute":"color","labels":{"en_US":"Red","de_DE":"Rot"}}"#,
      #"{"code":"blue","attribute":"color","labels":{"en_US":"Blue"}}"#,
      #"{"code":"sea","attribute":"uses","labels":{"en_US":"At sea"}}"#,
    ].map { try AttributeOption(parsing: $0.utf8) }
    let table = #"""
      {"code":"parts","type":"pim_catalog_table","table_configuration":[
        {"code":"part","data_type":"select","labels":{},"options":[{"code":"fly","labels":{"en_US":"Fly"}}]},
        {"code":"mass","data_type":"measurement","labels":{}}]}
      """#
    return try CatalogSchema(
      attributes: [
        attribute("name", .text, [("localizable", true)]), attribute("tax", .text, [("scopable", true)]),
        attribute("description", .textarea, [("localizable", true), ("scopable", true)]),
        attribute("color", .simpleSelect), attribute("uses", .multiSelect), attribute("weight", .metric),
        attribute("price", .priceCollection), attribute("certificates", .referenceDataMultiSelect),
        attribute("gallery", .assetCollection, [("reference_data_name", "shots")]),
        Attribute(parsing: table.utf8),
      ], options: options)
  }

  static func fields(
    _ json: String, locales: [Code<CatalogLocale>]? = nil, channel: String? = nil,
    by mapping: IdentityMapping = IdentityMapping()
  ) throws -> [String: RawJSON] {
    let product = try Product(parsing: json.utf8)
    let schema = try schema()
    let context = CatalogContext(
      schema: schema, channel: try channel.map { try Channel(RawObject(.object(["code": .string($0)]))) },
      locales: locales)
    let item = SourceItem(RecordKey(.products, "p"), product.raw, values: schema.typed(product))
    return try #require(mapping.records(for: item, in: context).first).fields
  }

  static let uuid = #""uuid":"9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d""#

  @Test("A product's fields are named as in the API, and each value has a field of its own")
  func namesFields() throws {
    let fields = try Self.fields(
      """
      {\(Self.uuid),"enabled":false,"family":"tents","parent":null,"categories":["b","a"],"groups":[],
       "values":{"name":[{"locale":"en_US","scope":null,"data":"Tent"},{"locale":"de_DE","scope":null,"data":"Zelt"}],
        "tax":[{"locale":null,"scope":"web","data":"full"}],
        "description":[{"locale":"en_US","scope":"web","data":"Long"}],
        "gone":[{"locale":null,"scope":null,"data":7}]},
       "associations":{"UP":{"products":["y","x",null],"product_models":[],"groups":[]},"NONE":{"products":[]}},
       "quantified_associations":[],"created":"2025-01-01T00:00:00+00:00","updated":"2025-01-01T00:00:00+00:00",
       "completenesses":[{"scope":"web","locale":"en_US","data":50}],"metadata":{"workflow_status":"working_copy"},
       "quality_scores":[{"scope":"web","locale":"en_US","data":"A"}],"_links":{"self":{"href":"x"}},"new_field":{"a":1}}
      """)
    #expect(
      fields == [
        "uuid": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "enabled": false, "family": "tents", "categories": ["a", "b"],
        "values.name-en_US": "Tent", "values.name-de_DE": "Zelt", "values.tax-web": "full",
        "values.description-en_US-web": "Long", "values.gone": 7, "associations.UP": ["products": ["x", "y"]],
        "new_field": ["a": 1],
      ])
  }

  @Test("Options stand beside their labels, in one order")
  func resolvesOptions() throws {
    let json = """
      {\(Self.uuid),"values":{"color":[{"locale":null,"scope":null,"data":"red"}],
      "uses":[{"locale":null,"scope":null,"data":["sea","land"],
       "linked_data":{"land":{"attribute":"uses","code":"land","labels":{"en_US":"On land"}}}}]}}
      """
    let all = try Self.fields(json)
    #expect(all["values.color"] == ["code": "red", "labels": ["de_DE": "Rot", "en_US": "Red"]])
    #expect(
      all["values.uses"] == [
        ["code": "land", "labels": ["en_US": "On land"]], ["code": "sea", "labels": ["en_US": "At sea"]],
      ])
    let german = try Self.fields(json, locales: ["de_DE"])
    #expect(german["values.color"] == ["code": "red", "labels": ["de_DE": "Rot"]])
  }

  @Test("Values and labels are cut to the scope's locales and channel, whatever the case of their codes")
  func cutsToScope() throws {
    let fields = try Self.fields(
      """
      {\(Self.uuid),"values":{"name":[{"locale":"en_US","scope":null,"data":"Tent"},
        {"locale":"de_DE","scope":null,"data":"Zelt"}],
        "description":[{"locale":"en_us","scope":"WEB","data":"kept"},{"locale":"en_US","scope":"print","data":"cut"},
        {"locale":"de_DE","scope":"web","data":"cut"}]},"labels":{"en_US":"Tent","de_DE":"Zelt","fr_FR":""}}
      """, locales: ["en_US"], channel: "web")
    #expect(
      Set(fields.keys) == ["uuid", "values.name-en_US", "values.description-en_us-WEB", "labels.en_US"])
  }

  @Test("N1 N11: what is empty is the same as nothing", arguments: ["null", "[]", "{}"])
  func leavesOutEmpty(empty: String) throws {
    let fields = try Self.fields(
      """
      {\(Self.uuid),"family":\(empty),"categories":\(empty),"associations":\(empty),"labels":\(empty),
      "values":{"name":[{"locale":"en_US","scope":null,"data":\(empty)}]}}
      """)
    #expect(Set(fields.keys) == ["uuid"])
  }

  @Test("N6: a unit's symbol, which only some servers send, is no content")
  func leavesOutSymbols() throws {
    func weight(_ symbol: String) -> String {
      #"{"# + Self.uuid + #","values":{"weight":[{"locale":null,"scope":null,"data":{"amount":"2.50","unit":"KG""#
        + symbol + #"}}],"parts":[{"locale":null,"scope":null,"data":[{"part":"fly","mass":{"amount":1,"unit":"KG""#
        + symbol + #"}}]}]}}"#
    }
    let plain = try Self.fields(weight(""))
    #expect(plain == (try Self.fields(weight(#","symbol":"kg""#))))
    #expect(plain["values.weight"] == ["amount": "2.50", "unit": "KG"])
    #expect(
      plain["values.parts"] == [
        ["part": ["code": "fly", "labels": ["en_US": "Fly"]], "mass": ["amount": 1, "unit": "KG"]]
      ])
  }

  @Test("Sets stand in one order; the order of assets says something and stays")
  func ordersSets() throws {
    func product(_ flip: Bool) -> String {
      func list(_ a: String, _ b: String) -> String { flip ? "[\(b),\(a)]" : "[\(a),\(b)]" }
      return """
        {\(Self.uuid),"categories":\(list("\"a\"", "\"b\"")),"groups":\(list("\"g\"", "\"h\"")),"values":{
        "uses":[{"locale":null,"scope":null,"data":\(list("\"sea\"", "\"land\""))}],
        "certificates":[{"locale":null,"scope":null,"data":\(list("\"x\"", "\"y\""))}],
        "gallery":[{"locale":null,"scope":null,"data":\(list("\"one\"", "\"two\""))}],
        "price":[{"locale":null,"scope":null,"data":\(list(
          #"{"amount":"1","currency":"EUR"}"#, #"{"amount":"2","currency":"USD"}"#))}]},
        "quantified_associations":{"SET":{"products":\(list(
          #"{"uuid":"u","quantity":1}"#, #"{"uuid":"v","quantity":2}"#))}}}
        """
    }
    var (one, other) = (try Self.fields(product(false)), try Self.fields(product(true)))
    #expect(one["values.gallery"] == ["one", "two"])
    #expect(other["values.gallery"] == ["two", "one"])
    one["values.gallery"] = nil
    other["values.gallery"] = nil
    #expect(one == other)
  }

  @Test("Two values under one name are a muddle, and refused with both named")
  func refusesClashes() throws {
    let json = """
      {\(Self.uuid),"values":{"name":[{"locale":"same","scope":null,"data":"a"},
      {"locale":null,"scope":"same","data":"b"}]}}
      """
    let error = #expect(throws: SyncError.self) { try Self.fields(json) }
    #expect(error?.code == .mapping)
    #expect(error?.message.contains("values.name-same") == true)
  }

  @Test("The same place twice: the last value counts")
  func lastOfRepeatedPlace() throws {
    let fields = try Self.fields(
      """
      {\(Self.uuid),"values":{"tax":[{"locale":null,"scope":"web","data":"a"},{"locale":null,"scope":"web","data":"b"}]}}
      """)
    #expect(fields["values.tax-web"] == "b")
  }

  @Test("What changes by itself comes along only when asked for, and then the version says so")
  func includesVolatile() throws {
    let mapping = IdentityMapping(including: ["completenesses"])
    let fields = try Self.fields(
      "{\(Self.uuid),\"completenesses\":[{\"data\":50}],\"updated\":\"x\"}", by: mapping)
    #expect(fields["completenesses"] == [["data": 50]])
    #expect(fields["updated"] == nil)
    #expect(mapping.version != IdentityMapping().version)
  }

  @Test("Maps of structure become a field for each member")
  func splitsMaps() throws {
    let family = try Family(
      parsing: #"{"code":"f","attributes":["b","a"],"labels":{"en_US":"F"},"attribute_requirements":{"web":["y","x"]}}"#
        .utf8)
    let context = CatalogContext(schema: CatalogSchema())
    let record = try #require(
      IdentityMapping().records(for: SourceItem(RecordKey(.families, "f"), family.raw), in: context).first)
    #expect(
      record.fields == [
        "code": "f", "attributes": ["a", "b"], "labels.en_US": "F", "attribute_requirements.web": ["x", "y"],
      ])
  }
}
