import CatalogModels
import Testing

struct ChannelTests {
  @Test("A channel's fields have their types")
  func channelFields() throws {
    let channel = try ResourceSample.of(Channel.self)
    #expect(channel.locales == ["en_US", "de_DE"] && channel.currencies == ["EUR", "USD"])
    #expect(channel.categoryTree == "shop" && channel.conversionUnits.unit(for: "DIAGONAL") == "INCH")
    #expect(try ResourceSample.of(CatalogLocale.self).isEnabled)
    let currency = try ResourceSample.of(Currency.self)
    #expect(currency.isEnabled && currency.label == "Euro")
  }

  @Test("N1: conversion units that come as a list are none", arguments: ["[]", "{}", "null", #""x""#])
  func conversionUnitsAsList(_ text: String) throws {
    let units = try model(Channel.self, #"{"code":"c","conversion_units":\#(text)}"#).conversionUnits
    #expect(units.rules.isEmpty && units.unit(for: "a") == nil && units.rule(for: "a", of: "F", locale: "en_US") == nil)
    #expect(units == ConversionUnits(nil))
  }

  @Test("N10: conversion units have three levels of rules, with a precision or without")
  func conversionRules() throws {
    let units = try model(
      Channel.self,
      #"""
      {"code":"c","conversion_units":{"diagonal":"INCH","pim_config_family_rules":{"Weight":{
      "en_US":{"unit":"POUND","decimal_places_strategy":"round","decimal_places":2},
      "fr_FR":{"unit":"KILOGRAM","decimal_places_strategy":"trim"},"de_DE":"GRAM"}},
      "pim_config_attribute_locale_rules":{"net_weight":{"en_US":{"unit":"OUNCE","decimal_places_strategy":"round",
      "decimal_places":"1"},"it_IT":7}}}}
      """#
    ).conversionUnits
    #expect(units.rules.map(\.unit) == ["INCH", "POUND", "KILOGRAM", "GRAM", "OUNCE"])
    #expect(units.rules[1].path == ["pim_config_family_rules", "Weight", "en_US"])
    #expect(units.unit(for: "diagonal") == "INCH" && units.unit(for: "net_weight") == nil)
    #expect(units.unit(for: "pim_config_family_rules") == nil)

    let ounces = try #require(units.rule(for: "NET_WEIGHT", of: "weight", locale: "EN_us"))
    #expect(ounces.unit == "OUNCE" && ounces.decimalPlaces == 1 && ounces.decimalPlacesStrategy == "round")
    let pounds = try #require(units.rule(for: "gross_weight", of: "Weight", locale: "en_US"))
    #expect(pounds.unit == "POUND" && pounds.decimalPlaces == 2 && pounds.measurementFamily == "Weight")
    #expect(units.rule(for: "net_weight", of: "Weight", locale: "fr_FR")?.unit == "KILOGRAM")
    #expect(units.rule(for: "net_weight", of: "Weight", locale: "de_DE")?.decimalPlacesStrategy == nil)
    #expect(units.rule(for: "diagonal", of: "Length", locale: "en_US")?.unit == "INCH")
    #expect(units.rule(for: "gross_weight", of: "Weight", locale: "ja_JP") == nil)
    #expect(units.rule(for: "gross_weight", of: "Weight") == nil)
    #expect(try Decoding.json(ConversionUnits.self, units) == units)
  }

  @Test("N10: an attribute's rule goes before its family's, and its locale's before its own")
  func conversionPriority() throws {
    let units = try model(
      Channel.self,
      #"""
      {"code":"c","conversion_units":{"w":"A","pim_config_family_rules":{"Weight":{"en_US":"B"}},
      "pim_config_attribute_locale_rules":{"w":{"de_DE":"C"}},"v":{"unit":"D"}}}
      """#
    ).conversionUnits
    #expect(units.rule(for: "w", of: "Weight", locale: "en_US")?.unit == "A")
    #expect(units.rule(for: "w", of: "Weight", locale: "de_DE")?.unit == "C")
    #expect(units.rule(for: "v")?.unit == "D" && units.unit(for: "v") == "D")
  }

  @Test("A unit's steps lead to the standard unit")
  func measurementUnits() throws {
    let family = try ResourceSample.of(MeasurementFamily.self)
    #expect(family.standardUnitCode == "KELVIN" && family.standardUnit?.symbol == "K")
    let unit = try #require(family.unit("fahrenheit"))
    #expect(unit.conversionFromStandard.map(\.operator) == ["sub", "div", "add"])
    #expect(unit.conversionFromStandard.map(\.value) == ["32", "1.8", "273.15"])
    #expect(unit.symbol == "°F" && unit.labels.isEmpty)
    #expect(try Decoding.propertyList(MeasurementUnit.self, unit) == unit)
  }

  @Test("N1: units and labels of a measurement family may be lists")
  func measurementUnitsAsList() throws {
    let family = try model(
      MeasurementFamily.self,
      #"""
      {"code":"F","units":[{"code":"A","labels":[],"convert_from_standard":[{"operator":"mul","value":2.50}]},
      {"code":"B","convert_from_standard":[{"operator":"mul","value":"2"},{"operator":"add"}]},7]}
      """#)
    #expect(family.units.map(\.code) == ["A", "B"])
    #expect(family.unit("A")?.conversionFromStandard.map(\.value) == ["2.50"])
    #expect(family.unit("B")?.conversionFromStandard.isEmpty == true, "no step is left out silently")
    #expect(try model(MeasurementFamily.self, #"{"code":"F","units":[]}"#).units.isEmpty)
  }
}
