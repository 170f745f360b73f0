public import CatalogModels

/// Measurements in other units, calculated exactly: a conversion is rounded once, at its end.
extension CatalogSchema {
  /// Converts a measurement to another unit of its family.
  ///
  /// The family's steps lead to the standard unit and, backwards, from it to the other unit. A half is rounded away from
  /// zero. A measurement that is in that unit already stays as it is, with its own decimals.
  /// - Parameters:
  ///   - metric: The measurement. Without an amount, only its unit changes.
  ///   - unit: The code of the unit.
  ///   - family: The measurement family.
  ///   - places: The decimals that are kept.
  /// - Throws: `CatalogError` with the code `invalidArgument`, where the family or a unit is not known, cannot be
  ///   calculated, or the amount has more than 100 digits.
  public func convert(
    _ metric: Metric, to unit: String, in family: Code<MeasurementFamily>, places: DecimalPlaces = .trimmed()
  ) throws(CatalogError) -> Metric {
    guard let table = unitTables[family.folded] else {
      throw CatalogError(
        .invalidArgument, "the schema does not know the measurement family \(family)",
        advice: "Add the PIM's measurement families to the schema.")
    }
    let (source, target) = (try table.known(metric.unit), try table.known(unit))
    guard source.code != target.code, let amount = metric.amount else {
      return Metric(amount: metric.amount, unit: target.code, symbol: target.symbol ?? metric.symbol)
    }
    guard let start = Ratio(amount) else {
      throw CatalogError(
        .invalidArgument, "\(amount.text.boundedExcerpt) has too many digits to be converted to \(unit)")
    }
    let standard = try table.steps(of: source).reduce(start) { $1.forth($0) }
    let end = try table.steps(of: target).reversed().reduce(standard) { $1.back($0) }
    return Metric(amount: end.amount(places), unit: target.code, symbol: target.symbol)
  }

  /// The unit into which a channel converts an attribute's values: by attribute and locale, else by attribute, else by
  /// measurement family and locale (N10).
  ///
  /// - Parameters:
  ///   - attribute: The attribute.
  ///   - channel: The channel.
  ///   - locale: The locale of the reader, also for an attribute that is not localizable.
  public func conversionTarget(
    of attribute: Code<Attribute>, for channel: Code<Channel>, locale: Code<CatalogLocale>? = nil
  ) -> ConversionTarget? {
    channelsByCode[channel.folded]?.units.target(
      attribute: attribute.folded, family: attributesByCode[attribute.folded]?.metricFamily?.folded,
      locale: locale?.folded)
  }

  /// Converts a measurement to the unit of a channel; without a rule for it, it stays as it is.
  ///
  /// Decimals are written as the rule says, else as the attribute says, else as many as needed, up to 12.
  /// - Throws: `CatalogError` with the code `invalidArgument`, as ``convert(_:to:in:places:)`` does.
  public func convert(
    _ metric: Metric, of attribute: Code<Attribute>, for channel: Code<Channel>, locale: Code<CatalogLocale>? = nil
  ) throws(CatalogError) -> Metric {
    guard let target = conversionTarget(of: attribute, for: channel, locale: locale) else { return metric }
    let definition = attributesByCode[attribute.folded]
    guard let family = definition?.metricFamily else {
      throw CatalogError(
        .invalidArgument, "the schema knows no measurement family of the attribute \(attribute)",
        advice: "Add the attribute's definition to the schema.")
    }
    let places = target.places ?? definition.flatMap(DecimalPlaces.init(attribute:)) ?? .trimmed()
    return try convert(metric, to: target.unit, in: family, places: places)
  }
}

extension DecimalPlaces {
  init?(attribute: Attribute) {
    if let places = DecimalPlaces(
      strategy: attribute.raw["decimal_places_strategy"]?.string, count: attribute.raw["decimal_places"])
    {
      self = places
    } else if attribute.areDecimalsAllowed == false {
      self = .fixed(0)
    } else {
      return nil
    }
  }
}

extension UnitTable {
  fileprivate func known(_ code: String) throws(CatalogError) -> Unit {
    guard let unit = unit(code) else {
      throw CatalogError(
        .invalidArgument, "the measurement family \(family) has no unit \(code.boundedExcerpt)",
        advice: "Read the PIM's measurement families again; the unit may be new.")
    }
    return unit
  }

  fileprivate func steps(of unit: Unit) throws(CatalogError) -> [Step] {
    guard let steps = unit.steps else {
      throw CatalogError(
        .invalidArgument,
        "the unit \(unit.code) of the measurement family \(family) has a conversion that cannot be calculated")
    }
    return steps
  }
}
