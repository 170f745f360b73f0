internal import CatalogJSON

extension ProductFilters {
  /// Completeness of products, on one locale of the channel or on all that are named.
  func completeness(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard let value = ValueTests.number(criterion.value) else {
      throw .unprocessable(
        "Property \"completeness\" expects a numeric as data, "
          + "\"\(criterion.value.map(Criterion.phpType) ?? "NULL")\" given.")
    }
    let channel = try channel(criterion)
    let onAll = ["GREATER THAN": ">", "GREATER OR EQUALS THAN": ">=", "LOWER THAN": "<", "LOWER OR EQUALS THAN": "<="]
    if let comparison = onAll.first(where: { criterion.operation == "\($0.key) ON ALL LOCALES" })?.value {
      guard let locales = criterion.locales else {
        throw .unprocessable("Property \"completeness\" expects an array with the key \"locales\".")
      }
      return { item, store in
        locales.allSatisfy { locale in
          store.completeness(of: item, channel: channel, locale: locale)
            .flatMap { ValueTests.compare(Double($0), comparison, value) } ?? false
        }
      }
    }
    let operation = criterion.operation
    guard ValueTests.compare(0, operation, 0) != nil else { throw unsupported(criterion) }
    let locales = criterion.locale.map { [$0] } ?? criterion.locales ?? store.locales(of: channel)
    return { item, store in
      let known = locales.map { store.completeness(of: item, channel: channel, locale: $0) }
      if operation == "!=" {
        return !known.contains { $0 == nil } && !known.allSatisfy { $0.map(Double.init) == value }
      }
      return known.contains { $0.flatMap { ValueTests.compare(Double($0), operation, value) } ?? false }
    }
  }

  /// Completeness of product models: that of the variants below them.
  func modelCompleteness(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    let channel = try channel(criterion)
    let locales = criterion.locales ?? criterion.locale.map { [$0] } ?? store.locales(of: channel)
    let isComplete: @Sendable (StoredItem, CatalogStore) -> Bool = { item, store in
      locales.allSatisfy { store.completeness(of: item, channel: channel, locale: $0) == 100 }
    }
    switch criterion.operation {
    case "AT LEAST COMPLETE": return { item, store in store.variants(of: item).contains { isComplete($0, store) } }
    case "AT LEAST INCOMPLETE": return { item, store in store.variants(of: item).contains { !isComplete($0, store) } }
    case "ALL COMPLETE":
      return { item, store in
        let variants = store.variants(of: item)
        return !variants.isEmpty && variants.allSatisfy { isComplete($0, store) }
      }
    case "ALL INCOMPLETE":
      return { item, store in
        let variants = store.variants(of: item)
        return !variants.isEmpty && !variants.contains { isComplete($0, store) }
      }
    default: throw unsupported(criterion)
    }
  }

  private func channel(_ criterion: Criterion) throws(Refusal) -> String {
    guard let code = criterion.scope ?? searchScope else {
      throw .unprocessable("Property \"completeness\" expects a valid scope.")
    }
    guard let channel = store.item(.channels, code) else {
      throw .unprocessable("Channel with \"\(code)\" code does not exist")
    }
    return channel.code
  }
}

extension CatalogStore {
  /// The products below a model, through sub-models too.
  func variants(of model: StoredItem) -> [StoredItem] {
    var found: [StoredItem] = []
    var waiting = [folded(model.code)]
    var seen: Set<String> = []
    while let code = waiting.popLast() {
      guard seen.insert(code).inserted else { continue }
      for child in childrenByParent[code] ?? [] {
        if let product = item(.products, child) {
          found.append(product)
        } else {
          waiting.append(folded(child))
        }
      }
    }
    return found
  }
}
