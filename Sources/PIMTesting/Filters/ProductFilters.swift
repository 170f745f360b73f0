internal import CatalogJSON

/// Conditions on products and product models: their properties here, their values in `ProductFilters+Values`.
struct ProductFilters {
  let form: ProductForm
  let store: CatalogStore
  let dialect: ServerDialect
  let now: CivilTime
  let searchLocale: String?
  let searchScope: String?

  /// Compiles a `search` parameter in the order in which the server checks it.
  func tests(_ search: JSONSlice) throws(Refusal) -> [ItemTest] {
    let criteria = try Criterion.products(search)
    try checkCategories(criteria)
    for criterion in criteria where !knows(criterion.property) {
      throw .unsupportedFilter(criterion.property, criterion.operation)
    }
    for criterion in criteria where criterion.property == "identifier" && criterion.operation == "IN" {
      guard let codes = criterion.strings else {
        throw .unprocessable("The identifier filter can't contain null value")
      }
      guard Set(codes).count <= 100 else {
        throw Refusal(400, "The identifier filter can't contain more than 100 product identifiers.")
      }
    }
    try checkLocales(criteria)
    var tests: [ItemTest] = []
    for criterion in criteria { tests.append(try test(criterion, among: criteria)) }
    return tests
  }

  private static let common = ["family", "categories", "completeness", "identifier", "created", "updated", "parent"]

  private func knows(_ property: String) -> Bool {
    if Self.common.contains(property) || store.attribute(property) != nil { return true }
    switch property {
    case "enabled", "groups", "quality_score", "uuid": return form != .model
    case "updated_including_linked_entities", "updated_including_linked_type": return dialect.knowsLinkedEntityDates
    default: return false
    }
  }

  private func test(_ criterion: Criterion, among all: [Criterion]) throws(Refusal) -> ItemTest {
    switch criterion.property {
    case "identifier": return try identifier(criterion)
    case "uuid": return try uuid(criterion)
    case "enabled": return try enabled(criterion)
    case "family": return try family(criterion)
    case "groups": return try groups(criterion)
    case "categories": return try categories(criterion)
    case "parent": return try parent(criterion)
    case "created", "updated": return try dates(criterion)
    case "updated_including_linked_entities": return try linkedDates(criterion, among: all)
    case "updated_including_linked_type": return try linkedTypes(criterion, among: all)
    case "completeness": return form == .model ? try modelCompleteness(criterion) : try completeness(criterion)
    case "quality_score": return try qualityScore(criterion)
    default: return try value(criterion)
    }
  }

  // MARK: Checks before anything is asked

  private func checkCategories(_ criteria: [Criterion]) throws(Refusal) {
    var unknown: [String] = []
    for criterion in criteria where criterion.property == "categories" {
      unknown += (criterion.strings ?? []).filter { store.item(.categories, $0) == nil }
    }
    guard !unknown.isEmpty else { return }
    throw .unprocessable(
      unknown.count > 1
        ? "Categories \"\(unknown.joined(separator: ", "))\" do not exist."
        : "Category \"\(unknown[0])\" does not exist.")
  }

  private func checkLocales(_ criteria: [Criterion]) throws(Refusal) {
    var codes: [String] = []
    for criterion in criteria {
      codes += [criterion.locale].compactMap { $0 } + (criterion.locales ?? [])
      if criterion.property != "completeness", criterion.locales != nil {
        throw .unprocessable("Property \"\(criterion.property)\" expects an array with the key \"locale\".")
      }
    }
    try Self.check(locales: codes + [searchLocale].compactMap { $0 }, in: store)
  }

  /// N25: one unknown or inactive locale refuses the whole query.
  static func check(locales: [String], in store: CatalogStore) throws(Refusal) {
    var unknown: [String] = []
    for code in locales where !store.isActive(locale: code) && !unknown.contains(code) { unknown.append(code) }
    guard !unknown.isEmpty else { return }
    throw .unprocessable(
      unknown.count > 1
        ? "Locales \"\(unknown.joined(separator: ", "))\" do not exist or are not activated."
        : "Locale \"\(unknown[0])\" does not exist or is not activated.")
  }

  // MARK: Helpers

  func unsupported(_ criterion: Criterion) -> Refusal {
    .unsupportedFilter(criterion.property, criterion.operation)
  }

  func codes(_ criterion: Criterion) throws(Refusal) -> Set<String> {
    guard let strings = criterion.strings else {
      throw .unprocessable(
        "Property \"\(criterion.property)\" expects an array as data, "
          + "\"\(criterion.value.map(Criterion.phpType) ?? "NULL")\" given.")
    }
    return Set(strings.map(folded))
  }
}
