internal import CatalogJSON

extension ProductFilters {
  /// A condition on a value, by the attribute's type.
  func value(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard let attribute = store.attribute(criterion.property) else { throw unsupported(criterion) }
    let locale = try locale(criterion, attribute)
    let scope = try scope(criterion, attribute)
    switch criterion.operation {
    case "EMPTY":
      // Only products whose family has the attribute can be empty of it.
      return { item, store in
        store.data(of: item, attribute, locale: locale, scope: scope) == nil && store.hasAttribute(attribute, item)
      }
    case "NOT EMPTY":
      return { item, store in store.data(of: item, attribute, locale: locale, scope: scope) != nil }
    default:
      let test = try dataTest(criterion, attribute)
      let keepsEmpty = criterion.operation == "NOT IN"
      return { item, store in
        store.data(of: item, attribute, locale: locale, scope: scope).map(test) ?? keepsEmpty
      }
    }
  }

  private func locale(_ criterion: Criterion, _ attribute: AttributeFacts) throws(Refusal) -> String? {
    guard attribute.isLocalizable else { return nil }
    guard let code = criterion.locale ?? searchLocale else {
      throw .unprocessable("Attribute \"\(attribute.code)\" expects a locale, none given.")
    }
    return store.item(.locales, code)?.code ?? code
  }

  private func scope(_ criterion: Criterion, _ attribute: AttributeFacts) throws(Refusal) -> String? {
    guard attribute.isScopable else { return nil }
    guard let code = criterion.scope ?? searchScope else {
      throw .unprocessable("Attribute \"\(attribute.code)\" expects a scope, none given.")
    }
    guard let channel = store.item(.channels, code) else {
      throw .unprocessable("Attribute \"\(attribute.code)\" expects an existing scope, \"\(code)\" given.")
    }
    return channel.code
  }

  private func dataTest(
    _ criterion: Criterion, _ attribute: AttributeFacts
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    let operation = criterion.operation
    switch attribute.type {
    case "pim_catalog_identifier", "pim_catalog_text", "pim_catalog_textarea", "pim_catalog_file", "pim_catalog_image":
      return try textTest(criterion, attribute)
    case "pim_catalog_number":
      return try numberTest(criterion) { ValueTests.number($0).map { [$0] } ?? [] }
    case "pim_catalog_metric": return try metricTest(criterion, attribute)
    case "pim_catalog_price_collection", "pim_catalog_price":
      let currency = criterion.value?["currency"]?.string
      return try numberTest(criterion) { data in
        data.elements.filter { currency == nil || $0["currency"]?.string == currency }
          .compactMap { ValueTests.number($0["amount"]) }
      }
    case "pim_catalog_boolean":
      guard operation == "=" || operation == "!=" else { throw unsupported(criterion) }
      guard let wanted = criterion.value?.bool else {
        throw .unprocessable("Property \"\(attribute.code)\" expects a boolean as data.")
      }
      return { $0.bool.map { ($0 == wanted) == (operation == "=") } ?? false }
    case "pim_catalog_date": return try dateTest(criterion, attribute)
    case "pim_catalog_table": return try tableTest(criterion, attribute)
    default: return try codesTest(criterion, attribute)
    }
  }
}

extension CatalogStore {
  /// Whether a product's family has an attribute.
  func hasAttribute(_ attribute: AttributeFacts, _ item: StoredItem) -> Bool {
    guard let family = item.facts?.family.flatMap({ self.item(.families, $0) }) else { return false }
    return family.json["attributes"]?.elements.contains { $0.string == attribute.code } ?? false
  }
}
