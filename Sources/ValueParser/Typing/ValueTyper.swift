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
    /// Of the attribute, or of a table's column.
    let definition: AttributeDefinition
    /// The attribute's place in the table; `nil` for a column.
    let place: Int?
    let value: RawValue
    /// Which cell of a table it is.
    var cell: Cell?

    /// The row, from 1, and the column of a cell, and the attribute whose table it is.
    struct Cell {
      let row: Int
      let column: String
      let attribute: Code<Attribute>
    }

    var attribute: Code<Attribute> { cell?.attribute ?? definition.attribute }
  }

  /// The options of an attribute or a column, as the schema knows them.
  func options(of site: Site) -> OptionTable? {
    site.place.map { table.options(at: $0) } ?? site.definition.details.options
  }

  mutating func type(_ values: Values) {
    var number: UInt32?
    var known: KnownAttribute?
    for value in values {
      if value.attributeNumber != number {
        number = value.attributeNumber
        known = table.places.place(of: value.attribute.rawValue).map { KnownAttribute(table.definitions[$0], $0) }
      }
      // Most values are texts that stand where they should: nothing but their strings need be made.
      if let known, known.isText, known.isLocalizable == value.hasLocale, known.isScopable == value.hasChannel,
        !known.isLocalizable || locales.count == 0, !known.isScopable || channels.count == 0,
        let text = value.dataString
      {
        result.append(
          TypedValue(attribute: known.code, data: Self.data(text, known.kind), source: value), definition: known.place)
      } else {
        type(value, known?.place)
      }
    }
  }

  /// What is asked of an attribute for each of its values, at hand without a reference to its definition.
  private struct KnownAttribute {
    let place: Int
    let code: Code<Attribute>
    let kind: ValueKind
    let isText: Bool
    let isLocalizable: Bool
    let isScopable: Bool

    init(_ definition: AttributeDefinition, _ place: Int) {
      self.place = place
      code = definition.attribute
      kind = definition.kind
      isText = definition.kind.isText
      isLocalizable = definition.isLocalizable
      isScopable = definition.isScopable
    }
  }

  mutating func type(_ values: [RawValue]) {
    for value in values { type(value, table.places.place(of: value.attribute.rawValue)) }
  }

  /// Whether a value has a locale and a channel where its attribute asks for them, all of which are accepted.
  private func isUsual(_ definition: AttributeDefinition, _ hasLocale: Bool, _ hasChannel: Bool) -> Bool {
    definition.isLocalizable == hasLocale && definition.isScopable == hasChannel
      && (!hasLocale || locales.count == 0) && (!hasChannel || channels.count == 0)
  }

  consuming func finish() -> TypedValues {
    result.seal()
    return result
  }

  private mutating func quarantine(_ value: RawValue) {
    let type = value.attributeType.map { " of the type \($0.rawValue.boundedExcerpt)" } ?? ""
    report(
      .unknownAttribute, attribute: value.attribute, locale: value.locale, channel: value.channel, place: nil,
      expected: "an attribute that the schema knows", found: value.data.boundedExcerpt + type)
    result.append(
      TypedValue(attribute: value.attribute, data: .raw(value.data), source: value), definition: nil)
  }

  private mutating func type(_ value: RawValue, _ place: Int?) {
    guard let place else { return quarantine(value) }
    let site = Site(definition: table.definitions[place], place: place, value: value)
    let json = data(of: value)
    guard let problem = misplacement(site) else {
      return result.append(typed(site, typed(json, site)), definition: place)
    }
    // A metric for a locale or channel that its attribute does not have is the stored one, converted (N10).
    if problem.isUnexpected, site.definition.kind == .metric, case .metric(let metric)? = metric(json, site) {
      result.converted.append(typed(site, .metric(metric)))
      return
    }
    report(problem.kind, site, expected: problem.expected, found: problem.found)
    result.append(typed(site, .raw(json)), definition: place)
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
    let (definition, value) = (site.definition, site.value)
    if isUsual(definition, value.hasLocale, value.hasChannel) { return nil }
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
