import CatalogModels
import Testing
import ValueParser

struct UnitConversionTests {
  static func schema(channelUnits: String = "{}", attribute: String = "") throws -> CatalogSchema {
    CatalogSchema(
      attributes: [
        try Fixture.attribute("weight", "pim_catalog_metric", #""metric_family":"WEIGHT"\#(attribute)"#),
        try Fixture.attribute("length", "pim_catalog_metric", #""metric_family":"Length","localizable":true"#),
      ], channels: [try Channel(parsing: #"{"code":"web","conversion_units":\#(channelUnits)}"#.utf8)]
    ).adding(measurementFamilies: [
      try family(
        "Weight",
        [
          ("KILOGRAM", "mul:1"), ("GRAM", "mul:0.001"), ("POUND", "mul:0.45359237"), ("OUNCE", "div:16 mul:0.45359237"),
          ("BROKEN", "pow:2"), ("VOID", "mul:0"), ("NOTHING", "div:0"), ("TEXT", "mul:many"),
        ]),
      try family(
        "Temperature",
        [
          ("KELVIN", "mul:1"), ("CELSIUS", "add:273.15"), ("FAHRENHEIT", "sub:32 div:1.8 add:273.15"),
        ]),
      try family("Length", [("METER", "mul:1"), ("THIRD", "div:3"), ("INCH", "mul:0.0254")]),
    ])
  }

  static func family(_ code: String, _ units: [(String, String)]) throws -> MeasurementFamily {
    let units = units.map { unit, steps in
      let steps = steps.split(separator: " ").map { step in
        let parts = step.split(separator: ":")
        return #"{"operator":"\#(parts[0])","value":"\#(parts[1])"}"#
      }
      return
        #""\#(unit)":{"code":"\#(unit)","symbol":"~\#(unit)","convert_from_standard":[\#(steps.joined(separator: ","))]}"#
    }
    return try MeasurementFamily(
      parsing: #"{"code":"\#(code)","standard_unit_code":"X","units":{\#(units.joined(separator: ","))}}"#.utf8)
  }

  @Test(
    "G6: conversions are exact until they are rounded once",
    arguments: [
      ("Weight", "2", "KILOGRAM", "POUND", DecimalPlaces.fixed(2), "4.41"),
      ("Weight", "2", "KILOGRAM", "GRAM", .trimmed(), "2000"),
      ("Weight", "0.61", "KILOGRAM", "GRAM", .trimmed(), "610"),
      ("Weight", "21.5", "OUNCE", "KILOGRAM", .trimmed(), "0.609514747188"),
      ("Weight", "1", "POUND", "OUNCE", .trimmed(), "16"),
      ("Weight", "16", "OUNCE", "POUND", .fixed(3), "1.000"),
      ("Weight", "-3", "GRAM", "KILOGRAM", .trimmed(), "-0.003"),
      ("Weight", "0.0000001", "GRAM", "KILOGRAM", .fixed(2), "0.00"),
      ("Weight", "-0.0000001", "GRAM", "KILOGRAM", .fixed(2), "0.00"),
      ("Weight", "0.5", "GRAM", "KILOGRAM", .fixed(3), "0.001"),
      ("Weight", "-0.5", "GRAM", "KILOGRAM", .fixed(3), "-0.001"),
      ("Weight", "999.9", "GRAM", "KILOGRAM", .fixed(3), "1.000"),
      ("Weight", "1e3", "GRAM", "KILOGRAM", .fixed(0), "1"),
      ("Temperature", "-40", "CELSIUS", "FAHRENHEIT", .trimmed(), "-40"),
      ("Temperature", "100", "CELSIUS", "FAHRENHEIT", .trimmed(), "212"),
      ("Temperature", "0", "KELVIN", "CELSIUS", .trimmed(), "-273.15"),
      ("Temperature", "98.6", "FAHRENHEIT", "KELVIN", .trimmed(), "310.15"),
      ("Length", "1", "THIRD", "METER", .trimmed(upTo: 5), "0.33333"),
      ("Length", "2", "THIRD", "METER", .trimmed(upTo: 5), "0.66667"),
      ("Length", "1", "THIRD", "THIRD", .fixed(5), "1"),
    ])
  func exactConversions(
    _ family: String, _ amount: String, _ from: String, _ to: String, _ places: DecimalPlaces, _ expected: String
  ) throws {
    let metric = Metric(amount: Amount(amount), unit: from)
    let result = try Self.schema().convert(metric, to: to, in: Code(family), places: places)
    #expect(result.amount?.text == expected)
    #expect(result.unit == to)
    #expect(result.symbol == "~\(to)")
  }

  @Test(
    "there and back gives the amount again", arguments: ["0.1", "12.5000", "3", "-7.25", "1000000000000000000000.1"])
  func conversionsGoBack(_ text: String) throws {
    let schema = try Self.schema()
    let start = Metric(amount: Amount(text), unit: "CELSIUS")
    let away = try schema.convert(start, to: "FAHRENHEIT", in: "temperature", places: .trimmed(upTo: 30))
    let back = try schema.convert(away, to: "CELSIUS", in: "Temperature", places: .trimmed(upTo: 20))
    #expect(back.amount == start.amount)
  }

  @Test("a unit's code is found in any case; a metric without amount changes its unit only")
  func conversionsFoldCodes() throws {
    let result = try Self.schema().convert(Metric(amount: nil, unit: "gram"), to: "kilogram", in: "WEIGHT")
    #expect(result == Metric(amount: nil, unit: "KILOGRAM", symbol: "~KILOGRAM"))
  }

  @Test(
    "what cannot be converted is refused in words",
    arguments: [
      ("1", "GRAM", "STONE", "Weight", "no unit STONE"), ("1", "STONE", "GRAM", "Weight", "no unit STONE"),
      ("1", "GRAM", "BROKEN", "Weight", "cannot be calculated"),
      ("1", "VOID", "GRAM", "Weight", "cannot be calculated"),
      ("1", "NOTHING", "GRAM", "Weight", "cannot be calculated"),
      ("1", "GRAM", "TEXT", "Weight", "cannot be calculated"),
      ("1", "GRAM", "POUND", "Mass", "does not know the measurement family"),
      ("1e5000", "GRAM", "POUND", "Weight", "too many digits"),
      ("1e-999999999", "GRAM", "POUND", "Weight", "too many digits"),
    ])
  func refusedConversions(_ amount: String, _ from: String, _ to: String, _ family: String, _ message: String) throws {
    let metric = Metric(amount: Amount(amount), unit: from)
    let error = try #require(throws: CatalogError.self) {
      try Self.schema().convert(metric, to: to, in: Code(family))
    }
    #expect(error.code == .invalidArgument)
    #expect(error.message.contains(message))
  }

  static let rules = #"""
    {"length":"INCH",
     "pim_config_family_rules":{"weight":{"en_US":{"unit":"POUND","decimal_places_strategy":"round","decimal_places":2},
       "fr_FR":{"unit":"KILOGRAM","decimal_places_strategy":"trim"}},"Length":{"en_US":"METER"}},
     "pim_config_attribute_locale_rules":{"WEIGHT":{"de_DE":{"unit":"OUNCE","decimal_places_strategy":"round","decimal_places":1}},
       "length":{"de_DE":"METER"}}}
    """#

  @Test(
    "N10: a channel's rules on three levels, the most specific first",
    arguments: [
      ("weight", "en_US", "POUND", "4.41"), ("weight", "fr_FR", "KILOGRAM", "2"), ("weight", "de_DE", "OUNCE", "70.5"),
      ("weight", "it_IT", nil, "2"), ("weight", nil, nil, "2"), ("length", "en_US", "INCH", nil),
      ("length", nil, "INCH", nil),
      ("length", "DE_de", "METER", nil), ("width", "en_US", nil, nil),
    ] as [(String, String?, String?, String?)])
  func channelUnits(_ attribute: String, _ locale: String?, _ unit: String?, _ amount: String?) throws {
    let schema = try Self.schema(channelUnits: Self.rules)
    let target = schema.conversionTarget(of: Code(attribute), for: "WEB", locale: locale.map { Code($0) })
    #expect(target?.unit == unit)
    if let amount {
      let metric = Metric(amount: 2, unit: "KILOGRAM", symbol: "kg")
      let result = try schema.convert(metric, of: Code(attribute), for: "web", locale: locale.map { Code($0) })
      #expect(result.amount?.text == amount)
      #expect(result.unit == unit ?? "KILOGRAM")
    }
  }

  @Test("N1: conversion units may be an empty list", arguments: ["[]", "{}", "null"])
  func emptyChannelUnits(_ units: String) throws {
    #expect(try Self.schema(channelUnits: units).conversionTarget(of: "weight", for: "web", locale: "en_US") == nil)
  }

  @Test(
    "without a precision in the rule, the attribute's own holds",
    arguments: [
      (#","decimals_allowed":false"#, "5"), (#","decimals_allowed":true"#, "4.51947637479"),
      (#","decimal_places_strategy":"round","decimal_places":3"#, "4.519"),
      (#","decimal_places_strategy":"trim","decimal_places":null"#, "4.51947637479"),
    ])
  func attributePrecision(_ attribute: String, _ expected: String) throws {
    let schema = try Self.schema(channelUnits: #"{"weight":"POUND"}"#, attribute: attribute)
    let result = try schema.convert(
      Metric(amount: Amount("2.05"), unit: "KILOGRAM"), of: "weight", for: "web")
    #expect(result.amount?.text == expected)
  }

  @Test("N10: converted metrics stand apart from the stored one, which has no locale")
  func convertedMetricsStandApart() throws {
    let typed = try Self.schema().typed(
      try Fixture.product(
        #"""
        {"weight":[{"locale":null,"scope":null,"data":{"amount":"2","unit":"KILOGRAM"}},
          {"locale":"en_US","scope":"web","data":{"amount":"4.41","unit":"POUND","symbol":"lb"}},
          {"locale":"fr_FR","scope":"web","data":{"amount":"2","unit":"KILOGRAM"}}],
         "length":[{"locale":"en_US","scope":null,"data":{"amount":"1","unit":"INCH"}}]}
        """#))
    #expect(typed.map(\.locale) == [nil, "en_US"])
    #expect(typed["weight"]?.data.metric?.amount == 2)
    #expect(typed["weight", locale: "en_US", channel: "web"] == nil)
    #expect(typed.converted("weight", locale: "EN_us", channel: "web")?.data.metric?.unit == "POUND")
    #expect(typed.converted.count == 2)
    #expect(typed.diagnostics.isEmpty)
  }

  @Test("N10: what bears a locale it should not have and is no metric is reported")
  func misplacedConvertedData() throws {
    let typed = try Self.schema().typed(
      try Fixture.product(#"{"weight":[{"locale":"en_US","scope":"web","data":"4.41 lb"}]}"#))
    #expect(typed.converted.isEmpty)
    #expect(typed.diagnostics.map(\.kind) == [.unexpectedLocale])
    #expect(typed.first?.data == .raw("4.41 lb"))
  }

  @Test(
    "N6: the symbol is the server's, else that of the measurement family",
    arguments: [
      (#","symbol":"kilo""#, "kilo"), ("", "~KILOGRAM"), (#","symbol":null"#, "~KILOGRAM"),
    ])
  func symbols(_ symbol: String, _ expected: String) throws {
    let typed = try Self.schema().typed(
      try Fixture.product(#"{"weight":[{"data":{"amount":1,"unit":"kilogram"\#(symbol)}}]}"#))
    #expect(typed["weight"]?.data.metric?.symbol == expected)
    #expect(typed["weight"]?.data.metric?.description == "1 \(expected)")
  }
}
