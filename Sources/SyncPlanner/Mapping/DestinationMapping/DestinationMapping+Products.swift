import CatalogModels
import ValueParser

/// Products and product models.
extension DestinationMapping {
  func productRecords(_ item: SourceItem, _ context: CatalogContext) throws -> [SyncRecord] {
    guard let values = item.values else { throw SyncError(.mapping, "its values were not read") }
    if item.feed == .productModels, levels == .flatten, !item.ancestors.isEmpty {
      // What it owns, its variants have; its links are theirs too (N16).
      return []
    }
    var main = SyncRecord(RecordKey(.products, item.key.id), fields: [:], dependencies: dependencies(of: item))
    for field in fields { add(field, of: item, values, context, to: &main) }
    for image in images { add(image, values, context, to: &main) }
    if let parent = parent(of: item) { main.fields["parent"] = .string(parent) }

    var records = [main]
    if item.feed == .products {
      if let variant = variantRecord(item, values, context) { records.append(variant) }
      if !prices.isEmpty { records.append(priceRecord(item, values, context)) }
    }
    records += linkRecords(item, context)
    let standing = standing(of: item, values, context)
    if standing != .wanted {
      for place in records.indices { records[place].standing = place == 0 ? standing : .held(reason: standing.reason) }
    }
    return records
  }

  // MARK: Fields

  private func add(
    _ field: Field, of item: SourceItem, _ values: TypedValues, _ context: CatalogContext, to record: inout SyncRecord
  ) {
    if let property = field.property {
      record.fields[field.field] = content(property, item, values, context, &record)
    } else if let constant = field.constant {
      record.fields[field.field] = .string(constant)
    } else if let attribute = field.attribute {
      for site in field.perSite == true ? sites : Array(sites.prefix(1)) {
        let name = field.perSite == true ? "\(field.field).\(site.name)" : field.field
        do {
          let value = try value(attribute, at: site, values, context)
          guard let value else { continue }
          let content = FieldContent(field: field, site: site, context: context)
          record.fields[name] = try content.content(value.data, value.source.data, of: attribute)
        } catch {
          record.heldFields[name] = (error as? Misfit)?.reason ?? ForeignWords.of(error)
        }
      }
    }
  }

  /// The value that counts at a site: of its channel, in the first of its locales that has one (G5).
  ///
  /// - Throws: `Misfit` where a better one may be hidden by the scope: what is hidden is not empty (N11).
  func value(
    _ attribute: Code<Attribute>, at site: Site, _ values: TypedValues, _ context: CatalogContext
  ) throws -> TypedValue? {
    let best = values.best(attribute, locales: site.locales, channel: site.channel)
    let definition = context.schema.attribute(attribute)
    if definition?.isScopable == true, let channel = context.channel, !channel.code.matches(site.channel),
      best?.channel == nil
    {
      throw Misfit("the scope hides the channel \(site.channel)")
    }
    if definition?.isLocalizable == true {
      let better = site.locales.prefix { locale in best?.locale.map { !$0.matches(locale) } ?? true }
      if let hidden = better.first(where: { !context.wants($0) }) {
        throw Misfit("the scope hides the locale \(hidden)")
      }
    }
    return best
  }

  private func content(
    _ property: Property, _ item: SourceItem, _ values: TypedValues, _ context: CatalogContext,
    _ record: inout SyncRecord
  ) -> RawJSON? {
    switch property {
    case .uuid: return item.feed == .products ? item.raw["uuid"] : nil
    case .code: return item.feed == .productModels ? item.raw["code"] : nil
    case .identifier: return item.identifier(in: context).map { .string($0) }
    case .enabled: return item.raw["enabled"]
    case .family: return item.raw["family"].flatMap { $0.isNull ? nil : $0 }
    case .attributeSet: return item.raw.code("family").flatMap(attributeSet).map { .string($0) }
    case .parent: return parent(of: item).map { .string($0) }
    case .categories:
      let codes: [Code<CatalogCategory>] = item.raw.codes("categories")
      let wanted = codes.filter { isMapped($0, context.categoryPaths[$0]) }
      return wanted.isEmpty ? nil : .array(wanted.map(\.rawValue).sorted().map { .string($0) })
    }
  }

  private func add(_ image: Image, _ values: TypedValues, _ context: CatalogContext, to record: inout SyncRecord) {
    let name = "images.\(image.role)"
    guard let site = sites.first else { return }
    do {
      guard let value = try value(image.attribute, at: site, values, context) else { return }
      if let assets = value.data.assets {
        guard !assets.isEmpty else { return }
        record.fields[name] = .array(
          assets.map { ["asset": .string("\($0.family)/\($0.code)")] as RawJSON })
      } else if let file = value.data.media {
        var members: [String: RawJSON] = ["file": .string(file.code.rawValue)]
        var texts: [String: RawJSON] = [:]
        if let attribute = image.alternativeText {
          for site in sites {
            texts[site.name] = try self.value(attribute, at: site, values, context)?.data.text.map { .string($0) }
          }
        }
        if !texts.isEmpty { members["alternativeText"] = .object(texts) }
        record.fields[name] = [.object(members)]
      } else if !value.data.isEmpty {
        throw Misfit("it is no picture")
      }
    } catch {
      record.heldFields[name] = (error as? Misfit)?.reason ?? ForeignWords.of(error)
    }
  }

  // MARK: Families, parents, variants

  func attributeSet(of family: Code<Family>) -> String? {
    guard let attributeSets else { return family.rawValue }
    return attributeSets[family] ?? attributeSets.first { $0.key.matches(family) }?.value
  }

  /// The model that a variant, or a model, hangs below at the destination (G3).
  private func parent(of item: SourceItem) -> String? {
    levels == .flatten && item.feed == .products ? item.ancestors.first : item.ancestors.last
  }

  private func dependencies(of item: SourceItem) -> [RecordKey] {
    guard !item.dependencies.isEmpty, let parent = parent(of: item) else { return [] }
    return [RecordKey(.products, parent)]
  }

  private func variantRecord(_ item: SourceItem, _ values: TypedValues, _ context: CatalogContext) -> SyncRecord? {
    // Also for a product that is no variant, so that one that was is seen to be none any more.
    var record = SyncRecord(RecordKey(.variants, item.key.id), fields: [:])
    record.isOptional = true
    guard let parent = parent(of: item) else { return record }
    record.fields["parent"] = .string(parent)
    record.dependencies = [RecordKey(.products, parent), RecordKey(.products, item.key.id)]
    guard let site = sites.first else { return record }
    let structure = item.familyVariant.flatMap { context.schema.structure(of: $0) }
    let axes = structure.map { levels == .flatten ? $0.axes : $0.axesByLevel.last ?? [] } ?? []
    for axis in axes {
      let name = fields.first { $0.attribute?.matches(axis) ?? false }?.field ?? axis.rawValue
      guard let value = values[axis] else { continue }
      let content = FieldContent(field: Field(name, attribute: axis), site: site, context: context)
      do {
        record.fields["axes.\(name)"] = try content.content(value.data, value.source.data, of: axis)
      } catch {
        record.heldFields["axes.\(name)"] = (error as? Misfit)?.reason ?? ForeignWords.of(error)
      }
    }
    return record
  }

  private func priceRecord(_ item: SourceItem, _ values: TypedValues, _ context: CatalogContext) -> SyncRecord {
    var record = SyncRecord(RecordKey(.prices, item.key.id), fields: [:])
    record.isOptional = true
    if let identifier = item.identifier(in: context) { record.fields["sku"] = .string(identifier) }
    var hasPrice = false
    for price in prices {
      for site in sites {
        do {
          guard let value = try value(price.attribute, at: site, values, context) else { continue }
          guard let amounts = value.data.prices else { throw Misfit("it is no price") }
          let currencies = FieldContent(
            field: Field(price.field, attribute: price.attribute), site: site, context: context
          )
          .currencies
          for amount in amounts.cut(to: currencies) {
            record.fields["\(price.field).\(amount.currency)"] = .string(amount.amount.text)
            hasPrice = true
          }
        } catch {
          for currency in context.schema.currencies(of: site.channel) {
            record.heldFields["\(price.field).\(currency)"] = (error as? Misfit)?.reason ?? ForeignWords.of(error)
          }
        }
      }
    }
    // Nothing is said of a product that has no price, but that its prices are gone.
    if !hasPrice { record.fields = [:] }
    return record
  }

  // MARK: Standing

  private func standing(
    of item: SourceItem, _ values: TypedValues, _ context: CatalogContext
  ) -> SyncRecord.Standing {
    if attributeSets != nil {
      guard let family: Code<Family> = item.raw.code("family") else {
        return .held(reason: "It has no family, and so no attribute set.")
      }
      if attributeSet(of: family) == nil { return .held(reason: "Its family `\(family)` has no attribute set.") }
    }
    return gate?.standing(of: item, in: context) ?? .wanted
  }
}

extension SyncRecord.Standing {
  /// The reason; empty for what is wanted.
  var reason: String {
    switch self {
    case .wanted: ""
    case .held(let reason), .disabled(let reason), .kept(let reason): reason
    }
  }
}
