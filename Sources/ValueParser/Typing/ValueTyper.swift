internal import CatalogModels

/// Types the values of one item. What holds for an attribute is looked up once for all its values.
struct ValueTyper {
  let table: AttributeTable
  /// What the schema knows beside the attributes: the locales and channels that are valid, and units by family.
  let locales: CodeIndex
  let channels: CodeIndex
  let units: [String: UnitTable]
  let owner: ValueOwner
  var result: TypedValues

  init(schema: borrowing CatalogSchema, owner: ValueOwner, capacity: Int) {
    self.owner = owner
    table = schema.table(for: owner)
    locales = schema.locales
    channels = schema.channelCodes
    units = schema.unitTables
    result = TypedValues(owner: owner, places: table.places)
    result.reserve(capacity)
  }

  /// Where a value stands, and what is known of its attribute.
  struct Site {
    let definition: AttributeDefinition
    let options: OptionTable?
    let value: RawValue
    let attribute: Code<Attribute>
    /// The row, from 1, and the column of a table's cell.
    var cell: (row: Int, column: String)?
  }

  mutating func type(_ values: some Sequence<RawValue>) {
    var previous: RawValue?
    var attribute: Code<Attribute> = ""
    var place = -1
    var options: OptionTable?
    for value in values {
      if previous.map({ !value.isListed(with: $0) }) ?? true {
        let code = value.attribute
        place = table.places.place(of: code.rawValue) ?? -1
        attribute = place < 0 ? code : Code(table.definitions[place].code)
        options = place < 0 ? nil : table.options(at: place)
      }
      previous = value
      if place < 0 {
        quarantine(value, attribute)
      } else {
        type(
          Site(definition: table.definitions[place], options: options, value: value, attribute: attribute), place)
      }
    }
  }

  consuming func finish() -> TypedValues {
    result.seal()
    return result
  }

  private mutating func quarantine(_ value: RawValue, _ attribute: Code<Attribute>) {
    let type = value.attributeType.map { " of the type \($0.rawValue.boundedExcerpt)" } ?? ""
    report(
      .unknownAttribute, attribute: attribute, locale: value.locale, channel: value.channel, place: nil,
      expected: "an attribute that the schema knows", found: value.data.boundedExcerpt + type)
    result.append(
      TypedValue(attribute: attribute, data: .raw(value.data), source: value), definition: nil)
  }

  private mutating func type(_ site: Site, _ place: Int) {
    let json = data(of: site.value)
    let problem = misplacement(site)
    if let problem {
      // A metric for a locale or channel that its attribute does not have is the stored one, converted (N10).
      if problem.isUnexpected, site.definition.kind == .metric, case .metric(let metric)? = metric(json, site) {
        result.converted.append(typed(site, .metric(metric)))
        return
      }
      report(problem.kind, site, expected: problem.expected, found: problem.found)
    }
    result.append(typed(site, problem == nil ? typed(json, site) : .raw(json)), definition: place)
  }

  private func typed(_ site: Site, _ data: TypedData) -> TypedValue {
    TypedValue(attribute: site.attribute, data: data, source: site.value)
  }

  /// Labels of assets have been seen under `value` in place of `data` (N3).
  private func data(of value: RawValue) -> RawJSON {
    let data = value.data
    guard !owner.hasProductAttributes, data.isNull else { return data }
    return value.json["value"] ?? data
  }
}

// MARK: Locales and channels

extension ValueTyper {
  private struct Misplacement {
    let kind: ValueDiagnostic.Kind
    let expected: String
    let found: String
    var isUnexpected = false
  }

  /// What is wrong with a value's locale or channel.
  private func misplacement(_ site: Site) -> Misplacement? {
    // Most attributes have neither locales nor channels, nor do their values.
    let definition = site.definition
    if !definition.isLocalizable, !definition.isScopable, !site.value.hasLocale, !site.value.hasChannel { return nil }
    switch (definition.isLocalizable, site.value.locale) {
    case (true, nil):
      return Misplacement(kind: .missingLocale, expected: "a value for a locale", found: "a value without locale")
    case (false, let locale?):
      return Misplacement(
        kind: .unexpectedLocale, expected: "a value without locale",
        found: "a value in \(locale.rawValue.boundedExcerpt)", isUnexpected: true)
    case (true, let locale?) where locales.count > 0 && locales.place(of: locale.rawValue) == nil:
      return Misplacement(
        kind: .unknownLocale, expected: "a locale that the schema knows", found: locale.rawValue.boundedExcerpt)
    default: break
    }
    switch (definition.isScopable, site.value.channel) {
    case (true, nil):
      return Misplacement(kind: .missingChannel, expected: "a value for a channel", found: "a value without channel")
    case (false, let channel?):
      return Misplacement(
        kind: .unexpectedChannel, expected: "a value without channel",
        found: "a value for \(channel.rawValue.boundedExcerpt)", isUnexpected: true)
    case (true, let channel?)
    where channels.count > 0 && channels.place(of: channel.rawValue) == nil:
      return Misplacement(
        kind: .unknownChannel, expected: "a channel that the schema knows", found: channel.rawValue.boundedExcerpt)
    default: return nil
    }
  }
}

// MARK: Diagnostics

extension ValueTyper {
  mutating func report(_ kind: ValueDiagnostic.Kind, _ site: Site, expected: String, found: String) {
    report(
      kind, attribute: site.attribute, locale: site.value.locale, channel: site.value.channel,
      place: site.cell.map { "row \($0.row), column \($0.column.boundedExcerpt)" }, expected: expected, found: found)
  }

  private mutating func report(
    _ kind: ValueDiagnostic.Kind, attribute: Code<Attribute>, locale: Code<CatalogLocale>?, channel: Code<Channel>?,
    place: String?, expected: String, found: @autoclosure () -> String
  ) {
    result.diagnosticCount += 1
    guard result.diagnostics.count < TypedValues.diagnosticLimit else { return }
    result.diagnostics.append(
      ValueDiagnostic(
        kind: kind, owner: owner, attribute: Code(attribute.rawValue.boundedExcerpt),
        locale: locale.map { Code($0.rawValue.boundedExcerpt) },
        channel: channel.map { Code($0.rawValue.boundedExcerpt) },
        place: place, expected: expected, found: found()))
  }
}
