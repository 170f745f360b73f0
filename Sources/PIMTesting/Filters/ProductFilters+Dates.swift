internal import CatalogJSON

extension ProductFilters {
  /// N14: a variant comes back too when a model above it has the date.
  func dates(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    let dates = DateTests.products(criterion.property, dialect, now: now)
    guard let test = try dates.test(criterion) else { throw unsupported(criterion) }
    if criterion.property == "created" { return { item, _ in item.facts?.created.map(test) ?? false } }
    return { item, store in
      if let updated = item.facts?.updated, test(updated) { return true }
      guard item.facts?.parent != nil else { return false }
      return store.ancestors(of: item.facts).contains { $0.facts?.updated.map(test) ?? false }
    }
  }

  /// N14: the product, or a record or asset that its values name, has the date.
  func linkedDates(_ criterion: Criterion, among all: [Criterion]) throws(Refusal) -> ItemTest {
    let plain = try dates(
      Criterion(property: "updated", operation: criterion.operation, json: criterion.json))
    guard let test = try DateTests.products(criterion.property, dialect, now: now).test(criterion) else {
      throw unsupported(criterion)
    }
    let types = all.first { $0.property == "updated_including_linked_type" }?.strings
    let asksAssets = types?.contains("asset") ?? true
    let asksRecords = types?.contains("reference_entity_record") ?? true
    return { item, store in
      plain(item, store)
        || store.linkedItems(of: item, assets: asksAssets, records: asksRecords).contains { test($0.updated) }
    }
  }

  func linkedTypes(_ criterion: Criterion, among all: [Criterion]) throws(Refusal) -> ItemTest {
    guard criterion.operation == "IN", all.contains(where: { $0.property == "updated_including_linked_entities" }),
      let types = criterion.strings, types.allSatisfy({ $0 == "asset" || $0 == "reference_entity_record" })
    else { throw unsupported(criterion) }
    return { _, _ in true }
  }
}

extension CatalogStore {
  /// The assets and records that a product's values name.
  func linkedItems(of item: StoredItem, assets: Bool, records: Bool) -> [StoredItem] {
    guard let values = item.json["values"] else { return [] }
    var found: [StoredItem] = []
    for (code, rows) in values.members {
      guard let attribute = attribute(code), let entity = attribute.referenceDataName else { continue }
      let place: Place
      switch attribute.type {
      case "pim_catalog_asset_collection" where assets: place = Place(.assets, [entity])
      case "akeneo_reference_entity" where records, "akeneo_reference_entity_collection" where records:
        place = Place(.referenceEntityRecords, [folded(entity)])
      default: continue
      }
      for row in rows.elements {
        found += row["data"].map(ValueTests.codes)?.compactMap { self.item(place, $0) } ?? []
      }
    }
    return found
  }
}
