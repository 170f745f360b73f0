import CatalogModels
import Foundation
import Testing

struct ValuesTests {
  /// Look-ups over a product that has each case.
  static func product(_ values: String) throws -> Product {
    try model(#"{"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","values":\#(values)}"#)
  }

  let values: Values

  init() throws {
    values = try Self.product(
      #"""
      {"Name":[{"locale":"en_US","scope":null,"data":"Lantern"},{"locale":"de_DE","scope":null,"data":"Laterne"}],
      "text":[{"locale":"en_US","scope":"shop","data":"S"},{"locale":"en_US","scope":"print","data":"P"}],
      "weight":[{"locale":null,"scope":null,"data":{"amount":"2","unit":"KILOGRAM"}},
      {"locale":"en_US","scope":"shop","data":{"amount":"4.41","unit":"POUND"}}],
      "colo\u0075r":[{"data":"moss"}],"gone":[],"odd":"bare","list":[7,{"data":8}],
      "photo":[{"locale":null,"channel":"shop","data":"a.jpg"}]}
      """#
    ).values
  }

  @Test("Values are found by attribute, locale and channel")
  func valuesByKey() {
    #expect(values["Name", locale: "de_DE"]?.data == "Laterne")
    #expect(values["text", locale: "en_US", channel: "print"]?.data == "P")
    #expect(values["Name"] == nil && values["Name", locale: "fr_FR"] == nil)
    #expect(values["text", locale: "en_US"] == nil && values["text", channel: "shop"] == nil)
    #expect(values["none"] == nil && values["gone"] == nil && values[""] == nil)
  }

  @Test("N15: look-ups of values do not regard case")
  func valuesInAnyCase() {
    #expect(values["NAME", locale: "EN_us"]?.data == "Lantern")
    #expect(values["TEXT", locale: "en_US", channel: "SHOP"]?.data == "S")
    #expect(values["name", locale: "en_US"]?.attribute == "Name")
  }

  @Test("N9: an attribute whose code has escapes is found")
  func valuesWithEscapedCodes() {
    #expect(values["colour"]?.data == "moss")
    #expect(values["COLOUR"]?.data == "moss")
    #expect(values["colo\\u0075r"] == nil)
  }

  @Test("N10: a converted measurement stands apart from the stored one")
  func convertedMeasurements() {
    #expect(values["weight"]?.data["unit"] == "KILOGRAM")
    #expect(values["weight", locale: "en_US", channel: "shop"]?.data["unit"] == "POUND")
    #expect(values.all("weight").count == 2)
  }

  @Test("N3: `scope` and `channel` are both the channel")
  func channelOfRecords() throws {
    #expect(values["photo", channel: "shop"]?.channel == "shop")
    let record = try ResourceSample.of(ReferenceEntityRecord.self)
    #expect(record.values["story", locale: "en_US", channel: "shop"]?.data == "Since 1911")
    #expect(record.labels == ["en_US": "Wildholm"])
  }

  @Test("N3: asset labels under `value` are data, unless there is data")
  func labelsUnderValue() throws {
    let asset = try model(
      Asset.self,
      #"""
      {"code":"a","values":{"label":[{"locale":"en_US","channel":null,"value":"Front"},
      {"locale":"de_DE","channel":null,"value":"x","data":"Vorn"},{"locale":"fr_FR","data":"Devant","value":"x"},
      {"locale":"it_IT","v\u0061lue":"Davanti"}]}}
      """#)
    #expect(asset.labels == ["en_US": "Front", "de_DE": "Vorn", "fr_FR": "Devant", "it_IT": "Davanti"])
    #expect(asset.label(in: ["es_ES"]) == "a")
  }

  @Test("N3: values of enriched categories are found by their code")
  func enrichedCategories() throws {
    let category = try ResourceSample.of(CatalogCategory.self)
    let intro = try #require(category.values["INTRO", locale: "en_US", channel: "shop"])
    #expect(intro.attribute == "intro" && intro.data == "<p>Out</p>" && intro.attributeType?.rawValue == "textarea")
    #expect(intro.attributeUUID?.uuidString == "96B88BF4-C2B7-4B64-A1F9-5D4876C02C26")
    #expect(category.values["banner"]?.data["file_path"] == "2/d/b.jpg")
    #expect(category.values.attributes == ["intro", "banner"])
    #expect(category.enrichedValues?.members.count == 2)
  }

  @Test("N3: the key of an enriched category says locale and channel where its value does not")
  func enrichedCategoryKeys() throws {
    let category = try model(
      CatalogCategory.self,
      #"""
      {"code":"c","values":{"t|u|shop|en_US":{"data":"a"},"t|u|print|de_DE":{"data":"b"},"x|u":{"data":"c"},
      "y|u|en_US":{"data":"d","locale":"en_US","channel":null},"z|u|a|b|c":{"data":"e"}}}
      """#)
    #expect(category.values["t", locale: "en_US", channel: "shop"]?.data == "a")
    #expect(category.values["t", locale: "de_DE", channel: "print"]?.data == "b")
    #expect(category.values["x"]?.data == "c" && category.values["y", locale: "en_US"]?.data == "d")
    #expect(category.values.all("t").map(\.data) == ["a", "b"])
    #expect(category.values["z"]?.data == "e")
  }

  @Test("N1: values that come as an empty list are none", arguments: ["[]", "{}", "null", "7", #""x""#, "[1]"])
  func valuesAsList(_ text: String) throws {
    let product = try Self.product(text)
    #expect(product.values.isEmpty && product.values.attributes.isEmpty && product.values["a"] == nil)
    #expect(product.raw["values"]?.text == text)
  }

  @Test("Values of another shape stay as they came")
  func valuesOfOtherShape() {
    #expect(values["odd"]?.data == "bare" && values["odd"]?.json == "bare")
    #expect(values.all("list").map(\.data) == [7, 8])
    #expect(values["list"]?.data == 8)
    #expect(values["odd"]?.linkedData == nil && values["odd"]?.attributeType == nil)
  }

  @Test("Absent data is null")
  func absentData() throws {
    #expect(try Self.product(#"{"a":[{"locale":null,"scope":null}]}"#).values["a"]?.data == .null)
    #expect(try Self.product(#"{"a":[{}]}"#).values["a"]?.data == .null)
    #expect(try Self.product(#"{"a":[{"data":null}]}"#).values["a"]?.data == .null)
  }

  @Test("Where an attribute or a key stands twice, the last one counts")
  func repeatedAttributes() throws {
    let values = try Self.product(
      #"{"a":[{"data":1},{"locale":"en_US","data":2}],"b":[{"data":9},{"data":10}],"A":[{"data":3}]}"#
    ).values
    #expect(values["a"]?.data == 3 && values["a", locale: "en_US"] == nil)
    #expect(values.all("a").map(\.data) == [3])
    #expect(values["b"]?.data == 10)
    #expect(values.attributes == ["a", "b", "A"])
  }

  @Test("N6: types and names that servers repeat are read, and not needed")
  func repeatedTypes() throws {
    let value = try #require(
      try Self.product(
        #"{"m":[{"data":["a"],"attribute_type":"pim_catalog_asset_collection","reference_data_name":"packshots"}]}"#
      ).values["m"])
    #expect(value.attributeType == .assetCollection && value.referenceDataName == "packshots")
    #expect(values["Name", locale: "en_US"]?.attributeType == nil)
  }

  @Test("N4: linked data is kept as it came, one option or a map")
  func linkedData() throws {
    let values = try Self.product(
      #"""
      {"one":[{"data":"s","linked_data":{"attribute":"one","code":7,"labels":{"en_US":"S"}}}],
      "many":[{"data":["s"],"linked_data":{"s":{"attribute":"many","code":"s","labels":[]}}}]}
      """#
    ).values
    #expect(values["one"]?.linkedData?["code"] == 7)
    #expect(values["many"]?.linkedData?["s"]?["labels"] == [])
  }

  @Test("Values compare, hash and encode with all that came")
  func valuesEncode() throws {
    let copies = try Decoding.json([Values].self, [values]) + Decoding.propertyList([Values].self, [values])
    for copy in copies {
      #expect(copy == values)
      #expect(copy.hashValue == values.hashValue)
      #expect(copy.json.text == values.json.text)
    }
    for value in values {
      #expect(try Decoding.json([RawValue].self, [value]) == [value])
    }
    #expect(throws: (any Error).self) { try Values([1]) }
    #expect(try Values([]).isEmpty)
    #expect(throws: DecodingError.self) { try Decoding.json([RawValue].self, ["{}"]) }
  }

  @Test("Values differ by attribute, locale, channel and data")
  func valuesDiffer() throws {
    let base = try Self.product(#"{"a":[{"locale":"x","scope":"y","data":1}]}"#).values
    for other in [
      #"{"b":[{"locale":"x","scope":"y","data":1}]}"#, #"{"a":[{"locale":"z","scope":"y","data":1}]}"#,
      #"{"a":[{"locale":"x","scope":"z","data":1}]}"#, #"{"a":[{"locale":"x","scope":"y","data":2}]}"#, "{}",
    ] {
      #expect(try Self.product(other).values != base)
    }
    #expect(try Self.product(#"{"a":[{"data":1.0,"scope":"y","locale":"x"}]}"#).values == base)
  }
}
