import CatalogModels
import Testing
import ValueParser

/// Values of records and assets, typed by their own attributes.
struct EntityValueTests {
  @Test(
    "values of records take the type of the record's attribute",
    arguments: [
      ("text", "", #""A""#, "text"), ("text", #""is_textarea":true"#, #""A""#, "textarea"),
      ("number", "", #""1949""#, "number"),
      ("image", "", #""5/i.png""#, "image"), ("single_option", "", #""yellow""#, "option"),
      ("multiple_options", "", #"["a","b"]"#, "options"),
      ("reference_entity_single_link", #""reference_entity_code":"country""#, #""italy""#, "record"),
      ("reference_entity_multiple_links", #""reference_entity_code":"designer""#, #"["starck"]"#, "records"),
      ("asset_collection", #""asset_family_identifier":"logos""#, #"["l"]"#, "assets"),
      ("text", "", "12", "raw"), ("number", "", #""x""#, "raw"), ("image", "", "[]", "raw"),
      ("hologram", "", "1", "raw"),
      ("single_option", "", "[]", "raw"), ("multiple_options", "", #""a""#, "raw"),
      ("reference_entity_single_link", "", #""italy""#, "raw"),
      ("reference_entity_multiple_links", #""reference_entity_code":"d""#, #""starck""#, "raw"),
      ("asset_collection", "", #"["l"]"#, "raw"),
    ])
  func recordValues(_ type: String, _ more: String, _ data: String, _ expected: String) throws {
    let schema = CatalogSchema().adding(
      attributes: [try Fixture.entityAttribute("x", type, more)], of: "brand")
    let typed = schema.typed(
      try Fixture.record("acme", #"{"X":[{"locale":null,"channel":null,"data":\#(data)}]}"#), of: "BRAND")
    #expect(Self.name(typed["x"]?.data) == expected)
    #expect(typed.diagnosticCount == (expected == "raw" ? 1 : 0))
    if let diagnostic = typed.diagnostics.first {
      #expect(diagnostic.description.hasPrefix("record acme of reference entity BRAND: attribute x: "))
    }
  }

  @Test(
    "values of assets take the type of the asset's attribute",
    arguments: [
      ("text", "", #""A""#, "text"), ("number", "", #""1""#, "number"), ("boolean", "", "true", "boolean"),
      ("date", "", #""2023-03-01T00:00:00+00:00""#, "date"),
      ("record", #""reference_entity":"brand""#, #""kartell""#, "record"),
      ("media_file", #""media_type":"image""#, #""a/i.png""#, "image"),
      ("media_file", #""media_type":"pdf""#, #""a/i.pdf""#, "file"),
      ("media_link", "", #""p.jpg""#, "mediaLink"), ("single_option", "", #""s""#, "option"),
      ("multiple_options", "", #"["a"]"#, "options"), ("auto_tagging", "", #"["outdoor"]"#, "options"),
      ("date", "", #""02/03/2021""#, "raw"), ("media_link", "", "1", "raw"), ("record", "", #""kartell""#, "raw"),
      ("boolean", "", "[]", "raw"),
    ])
  func assetValues(_ type: String, _ more: String, _ data: String, _ expected: String) throws {
    let schema = CatalogSchema().adding(
      attributes: [try Fixture.familyAttribute("x", type, more)], of: "packshots")
    let typed = schema.typed(
      try Fixture.asset("front", #"{"x":[{"locale":null,"channel":null,"data":\#(data)}]}"#), of: "packshots")
    #expect(Self.name(typed["x"]?.data) == expected)
    #expect(typed.diagnosticCount == (expected == "raw" ? 1 : 0))
  }

  @Test("N3: records and assets name the channel `channel`; a label may stand under `value`")
  func channelsAndMisplacedLabels() throws {
    let schema = CatalogSchema().adding(
      attributes: [try Fixture.familyAttribute("label", "text", #""value_per_locale":true,"value_per_channel":true"#)],
      of: "packshots")
    let typed = schema.typed(
      try Fixture.asset(
        "front",
        #"{"label":[{"locale":"en_US","channel":"web","data":"Front"},{"locale":"de_DE","channel":"web","value":"Vorne"}]}"#
      ), of: "packshots")
    #expect(typed["label", locale: "en_US", channel: "web"]?.data.text == "Front")
    #expect(typed["label", locale: "de_DE", channel: "web"]?.data.text == "Vorne")
    #expect(typed.diagnostics.isEmpty)
  }

  @Test(
    "N33: a media link is prefix, value and suffix",
    arguments: [
      (#""prefix":"https://d.example/","suffix":"?w=1""#, "", "https://d.example/p.jpg?w=1"),
      (#""prefix":"https://d.example/","suffix":null"#, "", "https://d.example/p.jpg"),
      (#""media_type":"other""#, "", "p.jpg"),
      (
        #""prefix":null,"media_type":"youtube""#,
        #","linked_data":{"full_url":"https://v.example/p.jpg","prefix":null}"#,
        "https://v.example/p.jpg"
      ),
      (
        #""media_type":"image""#, #","linked_data":{"prefix":"https://l.example/","suffix":"!"}"#,
        "https://l.example/p.jpg!"
      ),
    ])
  func mediaLinks(_ more: String, _ linked: String, _ expected: String) throws {
    let schema = CatalogSchema().adding(
      attributes: [try Fixture.familyAttribute("x", "media_link", more)], of: "f")
    let typed = schema.typed(try Fixture.asset("a", #"{"x":[{"data":"p.jpg"\#(linked)}]}"#), of: "f")
    guard case .mediaLink(let link)? = typed["x"]?.data else {
      Issue.record("the value is no media link")
      return
    }
    #expect(link.address == expected)
    #expect(link.value == "p.jpg")
  }

  @Test("N33: newer servers send the file's particulars with an asset's media file")
  func mediaFileLinkedData() throws {
    let schema = CatalogSchema().adding(
      attributes: [try Fixture.familyAttribute("x", "media_file", #""media_type":"image""#)], of: "f")
    let linked =
      #"{"size":41838,"mime_type":"image/png","original_filename":"s.png","updated_at":"2026-04-22T07:39:37+0000"}"#
    let typed = schema.typed(try Fixture.asset("a", #"{"x":[{"data":"0/d_s.png","linked_data":\#(linked)}]}"#), of: "f")
    let media = try #require(typed["x"]?.data.media)
    #expect(media.size == 41838)
    #expect(media.mimeType == "image/png")
    #expect(media.originalFilename == "s.png")
    #expect(media.updatedAt == "2026-04-22T07:39:37+0000")
    #expect(media.source == .asset)
    #expect(media.storedName == "d_s.png")
    #expect(typed.references.media(of: .asset) == ["0/d_s.png"])
  }

  @Test("options of records and assets have the labels of their own lists")
  func optionLabelsOfEntities() throws {
    let schema = CatalogSchema()
      .adding(attributes: [try Fixture.entityAttribute("x", "single_option")], of: "brand")
      .adding(
        options: [try ReferenceEntityAttributeOption(parsing: #"{"code":"a","labels":{"en_US":"Brand A"}}"#.utf8)],
        of: "X", in: "Brand"
      )
      .adding(attributes: [try Fixture.familyAttribute("x", "multiple_options")], of: "shots")
      .adding(
        options: [try AssetFamilyAttributeOption(parsing: #"{"code":"a","labels":{"en_US":"Shot A"}}"#.utf8)],
        of: "x", in: "shots")
    let record = schema.typed(try Fixture.record("r", #"{"x":[{"data":"A"}]}"#), of: "brand")
    let asset = schema.typed(try Fixture.asset("r", #"{"x":[{"data":["a"]}]}"#), of: "shots")
    #expect(record["x"]?.data.options?.first?.label(in: ["en_US"]) == "Brand A")
    #expect(asset["x"]?.data.options?.first?.label(in: ["en_US"]) == "Shot A")
    #expect(record.references.optionAttributes.isEmpty)
  }

  @Test("a record of an entity that the schema does not know keeps its values raw")
  func unknownEntity() throws {
    let typed = CatalogSchema().typed(try Fixture.record("r", #"{"x":[{"data":"A"}]}"#))
    #expect(typed["x"]?.data == .raw("A"))
    #expect(typed.diagnostics.map(\.kind) == [.unknownAttribute])
  }

  static func name(_ data: TypedData?) -> String {
    switch data {
    case .text: "text"
    case .textarea: "textarea"
    case .number: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .option: "option"
    case .options: "options"
    case .record: "record"
    case .records: "records"
    case .assets: "assets"
    case .image: "image"
    case .file: "file"
    case .mediaLink: "mediaLink"
    case .raw: "raw"
    default: "other"
    }
  }
}
