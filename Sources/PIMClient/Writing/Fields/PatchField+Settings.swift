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
  /// Sets a unit.
  ///
  /// - Parameters:
  ///   - code: Its code, such as `KILOGRAM`.
  ///   - symbol: Its symbol, such as `kg`.
  ///   - labels: Its names.
  ///   - steps: The operations, `mul`, `div`, `add` or `sub`, that lead from it to the standard unit; their operands
  ///     are decimal numbers as text. At most 5.
  public mutating func setUnit(
    _ code: String, symbol: String? = nil, labels: [Code<CatalogLocale>: String] = [:],
    convertFromStandard steps: [(operator: String, value: String)]
  ) {
    var unit: [(String, RawJSON)] = [
      ("code", .string(code)),
      ("labels", .object(labels.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .string($0.value)) })),
      (
        "convert_from_standard",
        .array(steps.map { .object([("operator", .string($0.operator)), ("value", .string($0.value))]) })
      ),
    ]
    if let symbol { unit.append(("symbol", .string(symbol))) }
    merge(raw: "units", code, .object(unit))
  }
}
