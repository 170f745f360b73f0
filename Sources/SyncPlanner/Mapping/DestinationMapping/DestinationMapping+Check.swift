import CatalogModels
import ValueParser

/// What is wrong with a mapping for a catalog, and what it leaves out (G1).
extension DestinationMapping {
  /// Holds the mapping against a catalog.
  ///
  /// Of the kind `mapping`: sites, attributes, units, association types, categories and rules that the catalog does not
  /// have, and fields that do not suit their attribute. Of the kind `unmapped`: attributes of the families, families and
  /// association types that have no place at the destination.
  public func check(_ context: CatalogContext) -> [SyncDiagnostic] {
    let problems =
      sites.enumerated().flatMap { checkSite($1, "sites[\($0)]", context) }
      + fields.enumerated().flatMap { checkField($1, "fields[\($0)]", context) }
      + checkOthers(context) + (gate.map { checkGate($0, context) } ?? [])
    return problems.map { SyncDiagnostic(.mapping, nil, $0) } + unmapped(context)
  }

  // MARK: Problems

  private func checkSite(_ site: Site, _ path: String, _ context: CatalogContext) -> [String] {
    let known = context.schema.locales(of: site.channel)
    guard !known.isEmpty else { return ["\(path).channel: the PIM has no channel `\(site.channel)` with locales."] }
    var problems: [String] = []
    if let channel = context.channel, !channel.code.matches(site.channel) {
      problems.append(
        "\(path).channel: the scope asks for the channel `\(channel.code)` only, so that values of `\(site.channel)` are hidden."
      )
    }
    for locale in site.locales where !known.contains(where: { $0.matches(locale) }) {
      problems.append("\(path).locales: `\(locale)` is not active in the channel `\(site.channel)`.")
    }
    for locale in site.locales where !context.wants(locale) {
      problems.append("\(path).locales: the scope does not ask for `\(locale)`.")
    }
    if let currency = site.currency,
      !context.schema.currencies(of: site.channel).contains(where: { $0.matches(currency) })
    {
      problems.append("\(path).currency: `\(currency)` is no currency of the channel `\(site.channel)`.")
    }
    return problems
  }

  private func checkField(_ field: Field, _ path: String, _ context: CatalogContext) -> [String] {
    guard let code = field.attribute else { return [] }
    guard let attribute = context.schema.attribute(code) else {
      return ["\(path).attribute: the PIM has no attribute `\(code)`, or hides it."]
    }
    if let column = field.column {
      let columns = attribute.tableConfiguration.map(\.code)
      return columns.contains { $0.asciiLowercased == column.asciiLowercased }
        ? [] : ["\(path).column: the attribute `\(code)` has no column `\(column)`."]
    }
    var problems: [String] = []
    if let type = field.type, !Self.types(for: attribute, hasUnit: field.unit != nil).contains(type) {
      problems.append(
        "\(path).type: the attribute `\(code)` is of the type `\(attribute.type)`, which gives no `\(type.rawValue)`.")
    }
    if let unit = field.unit {
      if let family = attribute.metricFamily {
        do throws(CatalogError) {
          _ = try context.schema.convert(Metric(amount: 1, unit: unit), to: unit, in: family)
        } catch {
          problems.append("\(path).unit: \(error.message.asSentence)")
        }
      } else {
        problems.append("\(path).unit: the attribute `\(code)` is no measurement.")
      }
    }
    if field.type == .money,
      sites.prefix(field.perSite == true ? sites.count : 1).contains(where: { $0.currency == nil })
    {
      problems.append("\(path).type: a site has no currency.")
    }
    return problems
  }

  /// The types of fields that an attribute's values can fill.
  private static func types(for attribute: Attribute, hasUnit: Bool) -> Set<FieldType> {
    switch attribute.type.canonical {
    case .identifier, .text, .textarea: [.text, .decimal, .integer, .json]
    case .number: [.text, .decimal, .integer, .json]
    case .metric: hasUnit ? [.measurement, .text, .decimal, .integer] : [.measurement, .text, .json]
    case .priceCollection: [.money, .prices, .json]
    case .boolean: [.boolean, .json]
    case .date: [.date, .text, .json]
    case .simpleSelect: [.code, .codes, .label, .labels, .json]
    case .multiSelect: [.codes, .labels, .json]
    case .referenceDataSimpleSelect, .referenceEntity: [.code, .codes, .json]
    case .referenceDataMultiSelect, .referenceEntityCollection, .assetCollection, .legacyAssetCollection:
      [.codes, .json]
    case .image, .file: [.media, .json]
    case .productLink: [.link, .json]
    default: [.json]
    }
  }

  private func checkOthers(_ context: CatalogContext) -> [String] {
    var problems: [String] = []
    for (place, image) in images.enumerated() {
      for code in [image.attribute] + (image.alternativeText.map { [$0] } ?? [])
      where context.schema.attribute(code) == nil {
        problems.append("images[\(place)]: the PIM has no attribute `\(code)`, or hides it.")
      }
    }
    for (place, price) in prices.enumerated()
    where context.schema.attribute(price.attribute)?.type.canonical != .priceCollection {
      problems.append("prices[\(place)].attribute: `\(price.attribute)` is no price attribute of the PIM.")
    }
    for family in (attributeSets ?? [:]).keys.sorted()
    where !context.schema.families.isEmpty && context.schema.family(family) == nil {
      problems.append("attributeSets.\(family): the scope has no family of this code.")
    }
    for (place, link) in links.enumerated()
    where !context.associationTypes.isEmpty
      && !context.associationTypes.contains(where: { $0.code.matches(link.association) })
    {
      problems.append("links[\(place)].association: the PIM has no association type `\(link.association)`.")
    }
    for (place, branch) in (categories ?? []).enumerated()
    where !context.categoryPaths.isEmpty && !context.categoryPaths.keys.contains(where: { $0.matches(branch.root) }) {
      problems.append("categories[\(place)].root: the scope's tree has no category `\(branch.root)`.")
    }
    return problems
  }

  private func checkGate(_ gate: PublicationGate, _ context: CatalogContext) -> [String] {
    gate.rules.enumerated().flatMap { place, rule -> [String] in
      var problems: [String] = []
      if let attribute = rule.attribute, context.schema.attribute(attribute) == nil {
        problems.append("gate.rules[\(place)].attribute: the PIM has no attribute `\(attribute)`, or hides it.")
      }
      if let channel = rule.channel ?? context.channel?.code {
        let known = context.schema.locales(of: channel)
        if known.isEmpty {
          problems.append("gate.rules[\(place)].channel: the PIM has no channel `\(channel)` with locales.")
        }
        for locale in rule.locales ?? [] where !known.isEmpty && !known.contains(where: { $0.matches(locale) }) {
          problems.append("gate.rules[\(place)].locales: `\(locale)` is not active in the channel `\(channel)`.")
        }
      } else if rule.attribute == nil {
        problems.append("gate.rules[\(place)].channel: the rule names no channel, and the scope has none.")
      }
      return problems
    }
  }

  // MARK: What is left out

  private func unmapped(_ context: CatalogContext) -> [SyncDiagnostic] {
    var families: [String: [String]] = [:]
    var left: [SyncDiagnostic] = []
    for family in context.schema.families {
      for attribute in family.attributes where !isUsed(attribute) {
        families[attribute.rawValue, default: []].append(family.code.rawValue)
      }
      if attributeSet(of: family.code) == nil {
        left.append(
          SyncDiagnostic(
            .unmapped, RecordKey(.families, family.code.rawValue),
            "The family has no attribute set: its products are held."))
      }
    }
    for (attribute, of) in families.sorted(by: { $0.key < $1.key }) {
      left.append(
        SyncDiagnostic(
          .unmapped, RecordKey(.attributes, attribute),
          "No field takes this attribute of \(of.joined(separator: ", ")).")
      )
    }
    if feeds.contains(.links) {
      for type in context.associationTypes where !links.contains(where: { $0.association.matches(type.code) }) {
        left.append(
          SyncDiagnostic(
            .unmapped, RecordKey(.associationTypes, type.code.rawValue), "No link takes this association type.")
        )
      }
    }
    return left
  }

  private func isUsed(_ attribute: Code<Attribute>) -> Bool {
    !fields(of: attribute.rawValue).isEmpty || images.contains { $0.alternativeText?.matches(attribute) ?? false }
  }
}
