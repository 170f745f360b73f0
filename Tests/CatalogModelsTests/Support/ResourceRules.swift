import CatalogModels
import Foundation
import Testing

/// What holds for every kind of resource.
protocol ResourceRules: SendableMetatype {
  static func knowsItsFields(_ json: String) throws
  static func reportsUnknownFields(_ json: String) throws
  static func encodesWithoutLoss(_ json: String) throws
  static func comparesByContent(_ json: String) throws
  static func survivesDetached(_ json: String) throws
  static func refusesNoKey() throws
}

enum RulesOf<Item: CatalogEntity>: ResourceRules {
  static func knowsItsFields(_ json: String) throws {
    let item = try Item(parsing: json.utf8)
    #expect(item.unknownFields == [])
    #expect(Set(item.raw.fields).subtracting(["_links"]) == Item.knownFields, "the sample shows every field")
  }

  static func reportsUnknownFields(_ json: String) throws {
    let raw = try RawJSON(parsing: json.utf8).setting("zz_new", to: 1).setting("aa_new", to: ["b": .null])
    let item = try Item(RawObject(raw))
    #expect(item.unknownFields == ["zz_new", "aa_new"])
    #expect(item.raw["zz_new"]?.int == 1)
  }

  static func encodesWithoutLoss(_ json: String) throws {
    // Numbers that a Double would change, a field nobody knows, and an escape.
    let odd = try RawJSON(
      parsing: #"{"n":12.50000000000000000001e+02,"big":123456789012345678901234567890,"s":"a\/b"}"#.utf8)
    let item = try Item(RawObject(try RawJSON(parsing: json.utf8).setting("odd", to: odd)))
    let viaJSON = try JSONDecoder().decode([Item].self, from: JSONEncoder().encode([item]))
    let viaList = try PropertyListDecoder().decode([Item].self, from: PropertyListEncoder().encode([item]))
    for copy in viaJSON + viaList {
      #expect(copy == item)
      #expect(copy.raw.json.text == item.raw.json.text)
      #expect(copy.raw["odd"]?["n"]?.numberText == "12.50000000000000000001e+02")
      #expect(copy.raw["odd"]?["big"]?.numberText == "123456789012345678901234567890")
    }
    #expect(viaJSON.count == 1 && viaList.count == 1)
  }

  static func comparesByContent(_ json: String) throws {
    let item = try Item(parsing: json.utf8)
    let same = try Item(parsing: ("\n " + json).utf8)
    let reordered = try Item(
      RawObject(.object(RawJSON(parsing: json.utf8).members.reversed().map { ($0.name, $0.value) })))
    let other = try Item(RawObject(RawJSON(parsing: json.utf8).setting("zz_new", to: 1)))
    #expect(item == same && item == reordered)
    #expect(item.hashValue == same.hashValue && item.hashValue == reordered.hashValue)
    #expect(item != other && item.id == other.id)
    #expect(Set([item, same, reordered, other]).count == 2)
    #expect(item.description == "\(Item.entityName) \(item.id)")
  }

  static func survivesDetached(_ json: String) throws {
    var page: RawPage? = try PageReader.readNow(Array("[{\"code\":\"first\"},\(json),{}]".utf8))
    let raw = try #require(page?.items[1].adding("from_address", "x"))
    page = nil
    let item = try Item(raw)
    let copy = item.detached()
    #expect(copy == item)
    #expect(copy.raw.json.text == item.raw.json.text)
    #expect(copy.raw.fields == item.raw.fields)
    #expect(copy.raw.values == item.raw.values)
    for value in item.raw.values {
      let twin = copy.raw.values[value.attribute, locale: value.locale, channel: value.channel]
      #expect(twin == value && twin?.data == value.data)
    }
    #expect(copy.raw["from_address"] == "x")
  }

  static func refusesNoKey() throws {
    for json in ["{}", #"{"code":null,"uuid":null}"#, #"{"code":"","uuid":""}"#, #"{"code":[],"uuid":{}}"#] {
      let error = try #require(throws: CatalogError.self) { try Item(parsing: json.utf8) }
      #expect(error.code == .unexpectedContent)
      #expect(error.message.contains(Item.entityName))
    }
  }
}
