import CatalogModels
import ValueParser

/// What products are described by. Such items come before the schema is known, so each record is made of its item alone.
extension DestinationMapping {
  /// The names of something at each site (G5).
  private func labels(_ labels: Labels, else code: String) -> [String: RawJSON] {
    var fields: [String: RawJSON] = [:]
    for site in sites { fields["label.\(site.name)"] = .string(labels.first(of: site.locales) ?? code) }
    return fields
  }

  // MARK: Attributes

  /// The fields that an attribute is mapped to.
  func fields(of attribute: String) -> [String] {
    let code = Code<Attribute>(attribute)
    let mapped = fields.filter { $0.attribute?.matches(code) ?? false }.map(\.field)
    let pictures = images.filter { $0.attribute.matches(code) }.map { "images.\($0.role)" }
    return mapped + pictures + prices.filter { $0.attribute.matches(code) }.map(\.field)
  }

  func attributeRecords(_ item: SourceItem) -> [SyncRecord] {
    let mapped = fields(of: item.key.id)
    guard !mapped.isEmpty else { return [] }
    var record = SyncRecord(
      RecordKey(.productAttributes, item.key.id), fields: labels(Labels(item.raw["labels"]), else: item.key.id))
    record.fields["attribute"] = .string(item.key.id)
    record.fields["fields"] = .array(mapped.map { .string($0) })
    record.fields["type"] = item.raw["type"]
    return [record]
  }

  func optionRecords(_ item: SourceItem) -> [SyncRecord] {
    let attribute = item.raw.string("attribute") ?? String(item.key.id.prefix { $0 != "/" })
    guard !fields(of: attribute).isEmpty, let code = item.raw["code"] else { return [] }
    var record = SyncRecord(
      RecordKey(.productAttributes, item.key.id), fields: labels(Labels(item.raw["labels"]), else: "\(code)"))
    record.fields["attribute"] = .string(attribute)
    record.fields["option"] = .string("\(code)")
    if let position = item.raw.int("sort_order") { record.fields["position"] = .int(position) }
    return [record]
  }

  func familyRecords(_ item: SourceItem) -> [SyncRecord] {
    guard let set = attributeSet(of: Code(item.key.id)) else { return [] }
    var record = SyncRecord(
      RecordKey(.families, item.key.id), fields: labels(Labels(item.raw["labels"]), else: item.key.id))
    record.fields["attributeSet"] = .string(set)
    let mapped = Set(item.raw.strings("attributes").flatMap { fields(of: $0) })
    record.fields["fields"] = .array(mapped.sorted().map { .string($0) })
    return [record]
  }

  // MARK: Categories

  /// Whether a category is in a mapped branch. One that was not read is outside of all.
  func isMapped(_ code: Code<CatalogCategory>, _ path: [Code<CatalogCategory>]?) -> Bool {
    guard let categories else { return true }
    let line = (path ?? []) + [code]
    return categories.contains { branch in line.contains { $0.matches(branch.root) } }
  }

  func categoryRecords(_ item: SourceItem) -> [SyncRecord] {
    let code = Code<CatalogCategory>(item.key.id)
    let path = item.ancestors.map { Code<CatalogCategory>($0) }
    guard isMapped(code, path) else { return [] }
    var record = SyncRecord(
      RecordKey(.categories, code.rawValue), fields: labels(Labels(item.raw["labels"]), else: code.rawValue))
    if let branch = categories?.first(where: { $0.root.matches(code) }) {
      if let below = branch.below { record.fields["parent"] = .string(below) }
    } else if let parent = path.last {
      record.fields["parent"] = .string(parent.rawValue)
      record.dependencies = item.dependencies
    }
    if let position = item.raw.int("position") { record.fields["position"] = .int(position) }
    return [record] + permissionRecords(code, path)
  }

  private func permissionRecords(_ code: Code<CatalogCategory>, _ path: [Code<CatalogCategory>]) -> [SyncRecord] {
    var nearest: [String: Permission] = [:]
    for above in path + [code] {
      for permission in permissions where permission.category.matches(above) { nearest[permission.group] = permission }
    }
    return nearest.sorted { $0.key < $1.key }.map { group, permission in
      SyncRecord(
        RecordKey(.categoryPermissions, "\(code)/\(group)"),
        fields: ["category": .string(code.rawValue), "group": .string(group), "allowed": .bool(permission.isAllowed)])
    }
  }

  // MARK: Sites

  func siteRecords(_ item: SourceItem) -> [SyncRecord] {
    sites.filter { $0.channel.matches(Code(item.key.id)) }.map { site in
      var record = SyncRecord(
        RecordKey(.websiteScopes, site.name),
        fields: [
          "channel": .string(item.key.id), "locales": .array(site.locales.map { .string($0.rawValue) }),
          "label": .string(Labels(item.raw["labels"]).first(of: site.locales) ?? item.key.id),
        ])
      if let currency = site.currency { record.fields["currency"] = .string(currency.rawValue) }
      return record
    }
  }

  // MARK: Assets and records

  func assetRecords(_ item: SourceItem, _ context: CatalogContext) -> [SyncRecord] {
    guard let values = item.values, case .asset(_, let family) = values.owner,
      let files = assets.first(where: { $0.family.matches(family) }), let site = sites.first
    else { return [] }
    var record = SyncRecord(RecordKey(.assets, item.key.id), fields: [:])
    let content = FieldContent(field: Field("file", attribute: files.file, as: .media), site: site, context: context)
    do {
      if let value = values.best(files.file, locales: site.locales, channel: site.channel) {
        record.fields["file"] = try content.content(value.data, value.source.data, of: files.file)
      }
    } catch {
      record.heldFields["file"] = (error as? Misfit)?.reason ?? ForeignWords.of(error)
    }
    if let attribute = files.alternativeText {
      for site in sites {
        let value = values.best(attribute, locales: site.locales, channel: site.channel)
        if let text = value?.data.text { record.fields["alternativeText.\(site.name)"] = .string(text) }
      }
    }
    return [record]
  }

  func entityRecords(_ item: SourceItem, _ context: CatalogContext) -> [SyncRecord] {
    let code = item.raw.string("code") ?? item.key.id
    var record = SyncRecord(
      RecordKey(.referenceEntityRecords, item.key.id), fields: labels(item.raw.valueLabels, else: code))
    record.fields["code"] = .string(code)
    return [record]
  }
}
