internal import CatalogJSON

/// Conditions on families, attributes, groups, categories, locales and currencies.
struct StructureFilters {
  let resource: Resource
  let store: CatalogStore
  let dialect: ServerDialect
  let now: CivilTime

  func tests(_ search: String) throws(Refusal) -> [ItemTest] {
    let json: JSONSlice
    do {
      json = try JSONSlice(parsing: Array(search.utf8))
    } catch {
      throw Refusal(400, "The search query parameter must be a valid JSON.")
    }
    guard json.kind == .object || json[0] == nil else {
      throw Refusal(400, "The search query parameter must be a valid JSON.")
    }
    var tests: [ItemTest] = []
    for criterion in try Criterion.others(json) { tests.append(try test(criterion)) }
    return tests
  }

  private func test(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    let refusal = Refusal(
      400,
      "Filter on property \"\(criterion.property)\" is not supported or does not support operator "
        + "\"\(criterion.operation)\"")
    guard resource.filters.contains(criterion.property) else { throw refusal }
    switch (criterion.property, criterion.operation) {
    case ("code", "IN"):
      guard let codes = criterion.strings.map({ Set($0.map(folded)) }) else { throw refusal }
      return { item, _ in codes.contains(folded(item.code)) }
    case ("type", "IN"):
      guard let types = criterion.strings.map(Set.init) else { throw refusal }
      return { item, _ in types.contains(item.json["type"]?.string ?? "") }
    case ("updated", _):
      let dates = DateTests.others("updated", now: now, operators: [">"])
      guard let test = try dates.test(criterion) else { throw refusal }
      return { item, _ in test(item.updated) }
    case ("parent", "="):
      guard let parent = criterion.value?.string else { throw refusal }
      return categories(below: parent)
    default:
      guard criterion.operation == "=", let value = criterion.value?.bool else { throw refusal }
      return flag(criterion.property, value)
    }
  }

  private func flag(_ property: String, _ value: Bool) -> ItemTest {
    switch property {
    case "is_root": return { item, _ in (item.json["parent"]?.string == nil) == value }
    case "enabled": return { item, _ in (item.json["enabled"]?.bool ?? false) == value }
    case "has_products":
      var products = store[.products]
      let families = Set(products.keys().compactMap { products[key: $0]?.facts?.family })
      return { item, _ in families.contains(folded(item.code)) == value }
    default:
      return { item, store in
        (item.json[property]?.bool ?? (folded(item.code) == store.identifierAttribute)) == value
      }
    }
  }

  /// N17: all descendants, or the direct children, as the dialect has it.
  private func categories(below parent: String) -> ItemTest {
    guard dialect.categoryParentGivesDescendants else {
      let parent = folded(parent)
      return { item, _ in item.json["parent"]?.string.map(folded) == parent }
    }
    var below = store.categoriesBelow([parent])
    below.remove(folded(parent))
    return { [below] item, _ in below.contains(folded(item.code)) }
  }
}
