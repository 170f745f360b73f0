public import CatalogModels

// MARK: Channels

extension PatchField where Item == Channel, Value == Code<CatalogCategory> {
  /// The root of the tree, which a new channel needs.
  public static var categoryTree: Self { Self("category_tree") }
}

extension PatchField where Item == Channel, Value == [Code<Currency>] {
  /// The currencies: the whole list, which a new channel needs.
  public static var currencies: Self { Self("currencies") }
}

extension PatchField where Item == Channel, Value == [Code<CatalogLocale>] {
  /// The locales: the whole list, which a new channel needs.
  public static var locales: Self { Self("locales") }
}

extension CatalogPatch where Item == Channel {
  /// Sets the unit into which a metric attribute's values are converted for the channel.
  public mutating func convert(_ attribute: Code<Attribute>, to unit: String) {
    merge(raw: "conversion_units", attribute.rawValue, .string(unit))
  }
}

// MARK: Measurement families

extension PatchField where Item == MeasurementFamily, Value == String {
  /// The code of the unit through which the others are converted.
  public static var standardUnit: Self { Self("standard_unit_code") }
}

extension CatalogPatch where Item == MeasurementFamily {
  /// Sets a unit. One that was read without steps, because a step could not be read, is not to be written back.
  public mutating func setUnit(_ unit: MeasurementUnit) {
    let steps = unit.conversionFromStandard.map { step in
      RawJSON.object([("operator", .string(step.operator)), ("value", .string(step.value))])
    }
    var json: [(String, RawJSON)] = [
      ("code", .string(unit.code)),
      ("labels", .object(unit.labels.map { ($0.locale.rawValue, .string($0.text)) })),
      ("convert_from_standard", .array(steps)),
    ]
    if let symbol = unit.symbol { json.append(("symbol", .string(symbol))) }
    merge(raw: "units", unit.code, .object(json))
  }
}
