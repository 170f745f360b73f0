import CatalogModels
import PIMTesting
import Testing

@testable import SyncPlanner

/// What a mapping that is data makes of the sample catalog.
struct DestinationMappingTests {
  typealias Field = DestinationMapping.Field

  @Test("G1: the example of the guide is a mapping, and comes through JSON unchanged")
  func readsGuide() throws {
    let mapping = try DestinationMapping(parsing: MappingBench.guide())
    #expect(mapping.name == "wildholm-shop")
    #expect(mapping.sites.map(\.name) == ["us", "de"])
    #expect(mapping.fields.count == 16)
    #expect(mapping.attributeSets?["tents"] == "Tents")
    #expect(mapping.gate?.below == .hold)
    #expect(try DestinationMapping(parsing: mapping.json.text.utf8) == mapping)
  }

  @Test("G1: the version changes with the content and with nothing else")
  func versionIsDigest() throws {
    let mapping = try DestinationMapping(parsing: MappingBench.guide())
    var other = mapping
    #expect(other.version == mapping.version)
    #expect(try DestinationMapping(parsing: mapping.json.text.utf8).version == mapping.version)
    other.fields[5].perSite = false
    #expect(other.version != mapping.version)
  }

  @Test(
    "G1: what is wrong in the file is named with its place",
    arguments: [
      (#"{"name":"x","sites":[],"fields":[]}"#, "`sites`"),
      (#"{"sites":[],"fields":[]}"#, "`name`"),
      (#"{"name":"x","sites":[{"name":"a","channel":"w","locales":[]}],"fields":[]}"#, "`sites[0].locales`"),
      (
        #"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"],"currrency":"E"}],"fields":[]}"#,
        "`sites[0].currrency`"
      ),
      (#"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"]}],"fields":[{"field":"a"}]}"#, "`fields[0]`"),
      (
        #"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"]}],"fields":[{"field":"a","attribute":"b","type":"txt"}]}"#,
        "`fields[0].type`"
      ),
      (
        #"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"]}],"fields":[{"field":"a","attribute":"b","property":"uuid"}]}"#,
        "`fields[0]`"
      ),
      (
        #"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"]}],"fields":[{"field":"a","attribute":"b"},{"field":"a","attribute":"c"}]}"#,
        "`fields[1].field`"
      ),
      (
        #"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"]}],"fields":[],"feeds":["stock"]}"#,
        "`feeds[0]`"
      ),
      (#"{"name":"x","sites":{}}"#, "`sites`"), ("[", "no JSON"),
    ])
  func namesPlaces(json: String, place: String) {
    let error = #expect(throws: SyncError.self) { try DestinationMapping(parsing: json.utf8) }
    #expect(error?.code == .invalidMapping)
    #expect(error?.message.contains(place) == true, "\(error?.message ?? "-")")
  }

  @Test(
    "G1: what stands in the file and what is known instead is said in our words",
    arguments: [
      (
        #""fields":[{"field":"a","attribute":"b","type":"txt"}]"#,
        "At `fields[0].type`: `\"txt\"` is not known; it is one of text, integer, decimal, boolean, date, money"
      ),
      (
        #""fields":[{"field":"a","property":"sku"}]"#,
        "At `fields[0].property`: `\"sku\"` is not known; it is one of uuid, identifier"
      ),
      (#""fields":[],"levels":"tree""#, "At `levels`: `\"tree\"` is not known; it is one of flatten, keep."),
      (
        #""fields":[],"gate":{"below":"hide","rules":[]}"#,
        "At `gate.below`: `\"hide\"` is not known; it is one of hold, disable, keep."
      ),
      (#""fields":{}"#, "At `fields`: a list is expected, and an object stands there."),
      (#""fields":["a"]"#, "At `fields[0]`: an object is expected, and `\"a\"` stands there."),
      (#""fields":[{"field":7}]"#, "At `fields[0].field`: a text is expected, and `7` stands there."),
      (#""fields":[{"field":null}]"#, "At `fields[0].field`: a text is expected, and nothing stands there."),
      (
        #""fields":[{"field":"a","attribute":"b","places":"two"}]"#,
        "At `fields[0].places`: a whole number is expected, and `\"two\"` stands there."
      ),
      (
        #""fields":[{"field":"a","attribute":"b","perSite":"yes"}]"#,
        "At `fields[0].perSite`: true or false is expected, and `\"yes\"` stands there."
      ),
      (
        #""fields":[{"field":"a","attribute":"b","places":2.5}]"#,
        "At `the top`: a number has decimals or is too large where a whole number is expected."
      ),
      (#""fields":[{"attribute":"b"}]"#, "At `fields[0].field`: it is missing."),
      (#""fields":[],"feeds":"products""#, "At `feeds`: a list is expected, and `\"products\"` stands there."),
      (#""fields":[{"field":"a","atribute":"b"}]"#, "At `fields[0].atribute`: the name is not known."),
    ])
  func saysWhatIsWrong(members: String, message: String) {
    let json = #"{"name":"x","sites":[{"name":"a","channel":"w","locales":["e"]}],\#(members)}"#
    let error = #expect(throws: SyncError.self) { try DestinationMapping(parsing: json.utf8) }
    #expect(error?.code == .invalidMapping)
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "-")")
  }

  @Test("G1: fields by site take the chain of locales of their site")
  func sites() async throws {
    let (fields, _) = try await MappingBench.fields([
      Field("title", attribute: "name", as: .text, perSite: true),
      Field("body", attribute: "description", perSite: true),
      Field("notice", attribute: "legal_notice"), Field("maker", constant: "Wildholm"),
      Field("sku", property: .identifier),
    ])
    #expect(fields["title.us"] == "Larchlight 2")
    #expect(fields["title.de"] == "Larchlight 2")
    #expect(fields["body.de"]?.string?.contains("Leicht wie") == true)
    #expect(fields["body.us"]?.string?.contains("Light as") == true)
    #expect(fields["notice"] == nil)
    #expect(fields["maker"] == "Wildholm")
    #expect(fields["sku"] == "WH-TNT-LARCH2")
  }

  @Test("N11: what the scope hides is not empty: its field is held")
  func holdsHidden() async throws {
    let (fields, held) = try await MappingBench.fields(
      [Field("body", attribute: "description", perSite: true), Field("length", attribute: "packed_length")],
      sites: [MappingBench.de], scope: SyncScope(channel: "webshop", locales: ["en_US"]))
    #expect(fields["body.de"] == nil)
    #expect(held["body.de"]?.contains("de_DE") == true)
    let (_, channel) = try await MappingBench.fields(
      [Field("short", attribute: "short_name")],
      sites: [.init("trade", channel: "trade_portal", locales: ["en_US"])])
    #expect(channel["short"]?.contains("trade_portal") == true)
  }

  @Test("G5: labels follow the site's locales and end in the code, those of a table's options too")
  func labels() async throws {
    let (fields, _) = try await MappingBench.fields(
      [
        Field("color", attribute: "color", as: .label, perSite: true),
        Field("uses", attribute: "activities", as: .labels, perSite: true), Field("code", attribute: "color"),
      ], of: MappingBench.mossS,
      sites: [
        MappingBench.us, .init("de", channel: "webshop", locales: ["de_DE"]),
        .init("fr", channel: "webshop", locales: ["fr_FR"]),
      ])
    #expect(fields["color.de"] == "Moosgrün")
    #expect(fields["code"] == "moss")
    #expect(fields["uses.us"] == ["Bivouac x10", "Long trail"])
    #expect(fields["uses.fr"] == ["10", "Grande randonnée"])
    let (table, _) = try await MappingBench.fields([
      Field("parts", attribute: "components", column: "part", as: .labels)
    ])
    #expect(table["parts"]?.elements.count == 4)
    let (german, _) = try await MappingBench.fields(
      [Field("parts", attribute: "components", column: "part", as: .labels)], sites: [MappingBench.de])
    #expect(german["parts"] != table["parts"])
  }

  @Test("G6: prices are cut to the channel's currencies, amounts keep their text")
  func prices() async throws {
    let fields = [
      Field("money", attribute: "price", as: .money, perSite: true), Field("all", attribute: "price", as: .prices),
      Field("trade", attribute: "wholesale_price", as: .prices),
    ]
    let (web, _) = try await MappingBench.fields(fields)
    #expect(web["money.us"] == ["amount": "479.50", "currency": "USD"])
    #expect(web["money.de"] == ["amount": "449.00", "currency": "EUR"])
    #expect(web["all"]?.elements.count == 2)
    let trade = DestinationMapping.Site("trade", channel: "trade_portal", locales: ["en_US"], currency: "GBP")
    let (portal, _) = try await MappingBench.fields(fields, sites: [trade], scope: SyncScope(channel: "trade_portal"))
    #expect(portal["all"] == [["amount": "449.00", "currency": "EUR"]])
    #expect(portal["trade"]?.elements.count == 2)
    #expect(portal["money.trade"] == nil)
  }

  @Test("G6: measurements are converted exactly, to the field's unit or the channel's")
  func measurements() async throws {
    let (fields, held) = try await MappingBench.fields([
      Field("kg", attribute: "weight", as: .decimal, unit: "KILOGRAM"),
      Field("kg3", attribute: "weight", as: .decimal, unit: "KILOGRAM", places: 1),
      Field("own", attribute: "weight", as: .measurement, perSite: true),
      Field("inch", attribute: "pole_diameter", as: .measurement),
      Field("none", attribute: "weight", as: .decimal),
      Field("wrong", attribute: "weight", as: .decimal, unit: "METER"),
    ])
    #expect(fields["kg"]?.numberText == "1.29")
    #expect(fields["kg3"]?.numberText == "1.3")
    #expect(fields["own.us"] == ["amount": "2.84", "unit": "POUND"])
    #expect(fields["own.de"]?["unit"] == "KILOGRAM")
    #expect(fields["inch"]?["unit"] == "INCH")
    #expect(held["none"]?.contains("unit") == true)
    #expect(held["wrong"]?.contains("METER") == true)
  }

  @Test("G1: a value that does not fit holds its field, never its item")
  func misfits() async throws {
    let (fields, held) = try await MappingBench.fields([
      Field("number", attribute: "name", as: .decimal), Field("flag", attribute: "name", as: .boolean),
      Field("day", attribute: "waterproof", as: .date), Field("one", attribute: "certifications", as: .code),
      Field("whole", attribute: "lift_index", as: .integer), Field("file", attribute: "brand", as: .media),
      Field("sku", property: .identifier),
    ])
    #expect(Set(held.keys) == ["number", "flag", "day", "one", "whole", "file"])
    #expect(held["one"]?.contains("2 codes") == true)
    #expect(fields == ["sku": "WH-TNT-LARCH2"])
  }

  @Test("G1: every type of field")
  func types() async throws {
    let (fields, held) = try await MappingBench.fields([
      Field("flag", attribute: "waterproof"), Field("day", attribute: "launch_date"),
      Field("decimal", attribute: "lift_index"), Field("codes", attribute: "certifications"),
      Field("record", attribute: "brand"), Field("records", attribute: "materials"),
      Field("assets", attribute: "gallery"), Field("file", attribute: "picture"),
      Field("link", attribute: "spare_part"),
      Field("raw", attribute: "certifications", as: .json), Field("uuid", property: .uuid),
      Field("family", property: .family), Field("active", property: .enabled),
      Field("text", attribute: "lift_index", as: .text),
    ])
    #expect(held.isEmpty)
    #expect(fields["flag"] == true)
    #expect(fields["day"] == "2025-04-01")
    #expect(fields["decimal"]?.numberText == "-0.35")
    #expect(fields["text"] == "-0.35")
    #expect(fields["codes"] == ["fire_2", "pfas_free"])
    #expect(fields["record"] == "nordpfad")
    #expect(fields["records"] == ["larkweave_70", "tin_7", "felted_hemp"])
    #expect(fields["assets"] == ["larchlight_hero", "camp_dusk"])
    #expect(fields["file"]?.string?.hasSuffix("larchlight_2.png") == true)
    #expect(fields["link"] == ["product": "c6978e2b-70a2-4dbf-ad77-ddbb509e7534"])
    #expect(fields["uuid"] == .string(MappingBench.larch2))
    #expect(fields["family"] == "tents")
    #expect(fields["active"] == true)
  }
}
