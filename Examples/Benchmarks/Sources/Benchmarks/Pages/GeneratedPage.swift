/// A page of products as the API writes one, about 9 KB a product: texts in three languages, labels linked to options,
/// prices, measurements, a table, escapes as PHP makes them. The same in every run.
struct GeneratedPage {
  let products: Int
  /// Whether values name their attribute's type, as recent servers do (N6).
  var namesTypes = true

  private static let words: [String: [String]] = [
    "en_US": ["the", "boot", "keeps", "feet", "dry", "in", "mud", "and", "snow", "outdoor", "grip", "sole", "upper"],
    "de_DE": ["der", "Stiefel", "leicht", "wetterfest", "mit", "Sohle", "für", "Berge", "und", "Schnee", "Größe"],
    "fr_FR": ["la", "chaussure", "léger", "imperméable", "pour", "randonnée", "montagne", "avec", "semelle", "neige"],
  ]

  var text: String {
    let items = (0..<products).map(product).joined(separator: ",")
    let address = #"https:\/\/pim.example.com\/api\/rest\/v1\/products-uuid?pagination_type=search_after&limit=100"#
    return #"{"_links":{"self":{"href":"\#(address)"},"first":{"href":"\#(address)"},"#
      + #""next":{"href":"\#(address)&search_after=last"}},"_embedded":{"items":[\#(items)]}}"#
  }

  private func product(_ number: Int) -> String {
    var random = Mixer(state: UInt64(number) &+ 1)
    let uuid = "\(hex(random.next(), 8))-\(hex(random.next(), 4))-4000-8000-\(hex(UInt64(number), 12))"
    let values = values(number, &random).joined(separator: ",")
    return #"{"_links":{"self":{"href":"https:\/\/pim.example.com\/api\/rest\/v1\/products-uuid\/\#(uuid)"}},"#
      + #""uuid":"\#(uuid)","enabled":\#(random.below(10) > 0),"family":"outdoor_footwear_\#(random.below(6))","#
      + #""categories":["summer_\#(random.below(9))","hiking_boots"],"groups":[],"#
      + #""parent":\#(random.below(2) == 0 ? "null" : #""model_\#(number / 4)""#),"values":{\#(values)},"#
      + #""created":"2026-01-0\#(1 + random.below(9))T08:00:00+00:00","updated":"2026-02-11T09:1\#(random.below(10)):00+00:00","#
      + #""associations":{"X_SELL":{"products":["\#(uuid)"],"product_models":[],"groups":[]},"#
      + #""UPSELL":{"products":[],"product_models":["model_\#(number / 3)"],"groups":[]}},"#
      + #""quantified_associations":{},"metadata":{"workflow_status":"working_copy"}}"#
  }

  private func values(_ number: Int, _ random: inout Mixer) -> [String] {
    let locales = ["en_US", "de_DE", "fr_FR"]
    var values: [String] = []
    func add(
      _ code: String, _ type: String, _ rows: [(locale: String?, channel: String?, data: String, linked: String?)]
    ) {
      let texts = rows.map { row in
        let type = namesTypes ? #","attribute_type":"\#(type)""# : ""
        return #"{"locale":\#(quoted(row.locale)),"scope":\#(quoted(row.channel)),"data":\#(row.data)\#(type)"#
          + (row.linked.map { #","linked_data":\#($0)"# } ?? "") + "}"
      }
      values.append(#""\#(code)":[\#(texts.joined(separator: ","))]"#)
    }
    add("sku", "pim_catalog_identifier", [(nil, nil, #""WH-\#(10_000 + number)""#, nil)])
    add("name", "pim_catalog_text", locales.map { ($0, nil, quoted(sentence(4, in: $0, &random)), nil) })
    add(
      "description", "pim_catalog_textarea",
      locales.map {
        (
          $0, "ecommerce",
          #""<p>\#(sentence(70, in: $0, &random))<\/p>\n<ul><li>\#(sentence(8, in: $0, &random))<\/li><\/ul>""#, nil
        )
      })
    add(
      "short_description", "pim_catalog_textarea",
      locales.map { ($0, "ecommerce", quoted(sentence(20, in: $0, &random)), nil) }
    )
    add("meta_title", "pim_catalog_text", locales.map { ($0, "ecommerce", quoted(sentence(6, in: $0, &random)), nil) })
    for (place, code) in ["color", "season", "gender"].enumerated() {
      let option = "\(code)_\(random.below(12))"
      add(code, "pim_catalog_simpleselect", [(nil, nil, quoted(option), linked(code, option, place))])
    }
    let materials = (0..<3).map { "material_\($0 * 7 + random.below(7))" }
    let labelled = materials.map { #""\#($0)":\#(linked("materials", $0, 3))"# }.joined(separator: ",")
    add(
      "materials", "pim_catalog_multiselect",
      [(nil, nil, "[\(materials.map { quoted($0) }.joined(separator: ","))]", "{\(labelled)}")])
    for code in ["weight", "shaft_height", "volume"] {
      add(
        code, "pim_catalog_metric",
        [(nil, nil, #"{"amount":"\#(random.below(900)).\#(1000 + random.below(9000))","unit":"GRAM"}"#, nil)])
    }
    add(
      "price", "pim_catalog_price_collection",
      [
        (
          nil, nil,
          #"[{"amount":"\#(random.below(300)).90","currency":"EUR"},{"amount":"\#(random.below(300)).00","currency":"USD"}]"#,
          nil
        )
      ])
    add("waterproof", "pim_catalog_boolean", [(nil, nil, "\(random.below(2) == 0)", nil)])
    add("release_date", "pim_catalog_date", [(nil, nil, #""2026-0\#(1 + random.below(9))-01T00:00:00+00:00""#, nil)])
    add("pieces", "pim_catalog_number", [(nil, nil, "\(random.below(5_000))", nil)])
    for code in ["image", "image_2"] {
      add(
        code, "pim_catalog_image",
        [(nil, nil, #""a\/b\/\#(random.below(10))\/d\/\#(hex(random.next(), 16))_boot.jpg""#, nil)])
    }
    add(
      "sizes", "pim_catalog_table",
      [
        (
          nil, nil,
          "[\((0..<8).map { #"{"size":"\#(36 + $0)","foot_length":\#(230 + 7 * $0),"in_stock":\#($0 % 3 > 0)}"# }.joined(separator: ","))]",
          nil
        )
      ])
    for code in ["upper", "lining", "outsole", "care", "origin", "scope_of_delivery", "warranty"] {
      add(code, "pim_catalog_text", locales.map { ($0, nil, quoted(sentence(9, in: $0, &random)), nil) })
    }
    return values
  }

  private func linked(_ attribute: String, _ option: String, _ place: Int) -> String {
    #"{"attribute":"\#(attribute)","code":"\#(option)","labels":{"en_US":"Option \#(option)","#
      + #""de_DE":"Auswahl \#(option)","fr_FR":"Choix \#(option) \u00e9t\u00e9"}}"#
  }

  /// Words with the escapes that PHP writes.
  private func sentence(_ count: Int, in locale: String, _ random: inout Mixer) -> String {
    let words = Self.words[locale] ?? []
    return (0..<count).map { _ in words[random.below(words.count)] }.joined(separator: " ").unicodeScalars
      .map { $0.isASCII ? String($0) : #"\u\#(hex(UInt64($0.value), 4))"# }.joined()
  }

  private func quoted(_ text: String?) -> String { text.map { #""\#($0)""# } ?? "null" }

  private func hex(_ number: UInt64, _ digits: Int) -> String {
    let text = String(String(number, radix: 16).suffix(digits))
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}

/// Numbers that look random and are the same in every run.
struct Mixer {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
