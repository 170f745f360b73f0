import CatalogModels
import ValueParser

/// What a supplier is sent: no more of each item than is linked with it.
extension SupplierAudience {
  /// The item as this supplier may see it; none for what lies outside (A2).
  public func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
    guard carried(item.feed) else { return [] }
    switch item.feed {
    case .families: return family(item, context).map { [$0] } ?? []
    case .familyVariants: return links(family: Code(String(item.key.id.prefix { $0 != "/" }))) ? [plain(item)] : []
    case .attributes: return links(attribute: Code(item.key.id)) ? [attribute(item)] : []
    case .attributeOptions:
      return links(attribute: Code(String(item.key.id.prefix { $0 != "/" }))) ? [plain(item)] : []
    case .attributeGroups: return group(item).map { [$0] } ?? []
    case .products:
      guard eligibility(of: item, in: context) == .eligible else { return [] }
      return [product(item, context)]
    case .productModels:
      guard links(family: item.raw.code("family")) else { return [] }
      return [product(item, context)]
    case .assets: return [asset(item)]
    default: return []
    }
  }

  private func carried(_ feed: SyncFeed) -> Bool { feeds(for: feed) == [feed] }

  /// Whether an attribute is linked with the supplier. Whose product it is and its reference always are.
  func links(attribute: Code<Attribute>) -> Bool {
    attributes.map { list in
      list.contains { $0.matches(attribute) } || supplier.matches(attribute) || reference.matches(attribute)
    }
      ?? true
  }

  func links(family: Code<Family>?) -> Bool {
    family.map { code in families.contains { $0.matches(code) } } ?? false
  }

  func links(locale: Code<CatalogLocale>?) -> Bool {
    locale.map { code in locales.contains { $0.matches(code) } } ?? true
  }

  // MARK: Structure

  /// An item with its names in the linked locales (A3).
  private func plain(_ item: SourceItem) -> SyncRecord {
    var record = SyncRecord(item.key, fields: [:])
    for name in ["code", "type", "attribute", "sort_order", "variant_attribute_sets"] {
      if let value = item.raw[name], !VolatileContent.isEmpty(value) { record.fields[name] = value }
    }
    for (locale, label) in (item.raw["labels"]?.map ?? []) where links(locale: Code(locale)) {
      if label.string?.isEmpty == false { record.fields["labels.\(locale)"] = label }
    }
    return record
  }

  private func attribute(_ item: SourceItem) -> SyncRecord {
    var record = plain(item)
    for name in ["group", "localizable", "scopable", "reference_data_name", "metric_family", "max_characters"] {
      if let value = item.raw[name], !VolatileContent.isEmpty(value) { record.fields[name] = value }
    }
    return record
  }

  private func group(_ item: SourceItem) -> SyncRecord? {
    let linked = item.raw.strings("attributes").filter { links(attribute: Code($0)) }
    guard !linked.isEmpty else { return nil }
    var record = plain(item)
    record.fields["attributes"] = .array(linked.sorted().map { .string($0) })
    return record
  }

  /// A family with its linked attributes, and which of them the channel requires: where that changes, the family's
  /// record changes and is planned, whether any product changed or not (A4).
  private func family(_ item: SourceItem, _ context: CatalogContext) -> SyncRecord? {
    guard links(family: Code(item.key.id)), let family = try? Family(item.raw) else { return nil }
    var record = plain(item)
    let linked = family.attributes.filter(links(attribute:)).map(\.rawValue).sorted()
    record.fields["attributes"] = .array(linked.map { .string($0) })
    let required = requirements(of: family).filter { linked.contains($0.rawValue) }
    if !required.isEmpty { record.fields["required"] = .array(required.map(\.rawValue).sorted().map { .string($0) }) }
    return record
  }

  /// What a family requires in the audience's channel.
  func requirements(of family: Family) -> [Code<Attribute>] {
    family.attributeRequirements.first { $0.key.matches(channel) }?.value ?? []
  }

  // MARK: Products

  private func product(_ item: SourceItem, _ context: CatalogContext) -> SyncRecord {
    var record = SyncRecord(item.key, fields: [:], dependencies: item.dependencies)
    for name in ["uuid", "code", "family", "family_variant", "parent"] {
      if let value = item.raw[name], !VolatileContent.isEmpty(value) { record.fields[name] = value }
    }
    guard let values = item.values else { return record }
    for value in values where isVisible(value) {
      record.fields[IdentityMapping.name(of: value)] = content(value, context)
    }
    return record
  }

  /// Whether a value is linked: its attribute, its locale, its channel (A2).
  private func isVisible(_ value: TypedValue) -> Bool {
    links(attribute: value.attribute) && links(locale: value.locale) && (value.channel?.matches(channel) ?? true)
  }

  /// Options keep their names in the linked locales only.
  private func content(_ value: TypedValue, _ context: CatalogContext) -> RawJSON? {
    let cut = CatalogContext(schema: context.schema, channel: context.channel, locales: locales)
    return IdentityMapping.content(value.data, value.source.data, cut)
  }

  /// The code and the files of an asset, and nothing else of it (A12).
  private func asset(_ item: SourceItem) -> SyncRecord {
    var record = SyncRecord(item.key, fields: ["code": item.raw["code"] ?? .string(item.key.id)])
    guard let values = item.values else { return record }
    for value in values where links(locale: value.locale) {
      guard value.data.media != nil, value.channel?.matches(channel) ?? true else { continue }
      record.fields[IdentityMapping.name(of: value)] = value.source.data
    }
    return record
  }
}
