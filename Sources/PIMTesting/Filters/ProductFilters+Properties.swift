internal import CatalogJSON

extension ProductFilters {
  func identifier(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    let isModel = form == .model
    let identifier: @Sendable (StoredItem) -> String? = { isModel ? $0.code : $0.facts?.identifier }
    switch criterion.operation {
    case "IN":
      let codes = try codes(criterion)
      return { item, _ in identifier(item).map { codes.contains(folded($0)) } ?? false }
    case "NOT IN":
      let codes = try codes(criterion)
      return { item, _ in identifier(item).map { !codes.contains(folded($0)) } ?? true }
    case "EMPTY": return { item, _ in identifier(item) == nil }
    case "NOT EMPTY": return { item, _ in identifier(item) != nil }
    case "=", "!=", "STARTS WITH", "CONTAINS", "DOES NOT CONTAIN":
      guard let text = criterion.value?.string else {
        throw .unprocessable("Property \"identifier\" expects a string as data.")
      }
      let operation = criterion.operation
      return { item, _ in identifier(item).flatMap { ValueTests.text($0, operation, text) } ?? false }
    default: throw unsupported(criterion)
    }
  }

  func uuid(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard criterion.operation == "IN" || criterion.operation == "NOT IN" else { throw unsupported(criterion) }
    let codes = try codes(criterion)
    let isIn = criterion.operation == "IN"
    return { item, _ in codes.contains(folded(item.code)) == isIn }
  }

  func enabled(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard criterion.operation == "=" || criterion.operation == "!=" else { throw unsupported(criterion) }
    guard let value = criterion.value?.bool else {
      throw .unprocessable(
        "Property \"enabled\" expects a boolean as data, \"\(criterion.value.map(Criterion.phpType) ?? "NULL")\" given."
      )
    }
    let wanted = value == (criterion.operation == "=")
    return { item, _ in item.facts?.isEnabled == wanted }
  }

  func family(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    switch criterion.operation {
    case "EMPTY": return { item, _ in item.facts?.family == nil }
    case "NOT EMPTY": return { item, _ in item.facts?.family != nil }
    case "IN", "NOT IN", "IN CHILDREN", "NOT IN CHILDREN":
      var codes = try codes(criterion)
      for code in criterion.strings ?? [] where store.item(.families, code) == nil {
        throw .unprocessable("Object \"family\" with code \"\(code)\" does not exist")
      }
      if criterion.operation.hasSuffix("CHILDREN") { codes = familiesBelow(codes) }
      let isIn = !criterion.operation.hasPrefix("NOT")
      return { [codes] item, _ in (item.facts?.family.map { codes.contains($0) } ?? false) == isIn }
    default: throw unsupported(criterion)
    }
  }

  private func familiesBelow(_ codes: Set<String>) -> Set<String> {
    var families = store[.families]
    var found = codes
    var isGrowing = true
    while isGrowing {
      let before = found.count
      for key in families.keys() {
        if let parent = families[key: key]?.json["parent"]?.string, found.contains(folded(parent)) { found.insert(key) }
      }
      isGrowing = found.count > before
    }
    return found
  }

  func groups(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    switch criterion.operation {
    case "EMPTY": return { item, _ in item.facts?.groups.isEmpty ?? true }
    case "NOT EMPTY": return { item, _ in item.facts?.groups.isEmpty == false }
    case "IN", "NOT IN":
      let codes = try codes(criterion)
      let isIn = criterion.operation == "IN"
      return { item, _ in (item.facts?.groups.contains { codes.contains($0) } ?? false) == isIn }
    default: throw unsupported(criterion)
    }
  }

  func categories(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    if criterion.operation == "UNCLASSIFIED" { return { item, _ in item.facts?.categories.isEmpty ?? true } }
    var codes = try codes(criterion)
    let isIn: @Sendable (StoredItem, Set<String>) -> Bool = { item, codes in
      item.facts?.categories.contains { codes.contains($0) } ?? false
    }
    switch criterion.operation {
    case "IN": return { [codes] item, _ in isIn(item, codes) }
    case "NOT IN": return { [codes] item, _ in !isIn(item, codes) }
    case "IN OR UNCLASSIFIED":
      return { [codes] item, _ in isIn(item, codes) || item.facts?.categories.isEmpty != false }
    case "IN CHILDREN", "NOT IN CHILDREN":
      codes = store.categoriesBelow(Array(codes))
      let wanted = criterion.operation == "IN CHILDREN"
      return { [codes] item, _ in isIn(item, codes) == wanted }
    default: throw unsupported(criterion)
    }
  }

  func parent(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    switch criterion.operation {
    case "EMPTY": return { item, _ in item.facts?.parent == nil }
    case "NOT EMPTY": return { item, _ in item.facts?.parent != nil }
    case "IN":
      let codes = try codes(criterion)
      try checkParents(criterion.strings ?? [])
      return { item, _ in item.facts?.parent.map { codes.contains($0) } ?? false }
    case "=" where form != .model:
      guard let code = criterion.value?.string else { throw unsupported(criterion) }
      try checkParents([code])
      let key = folded(code)
      return { item, store in store.ancestors(of: item.facts).contains { folded($0.code) == key } }
    default: throw unsupported(criterion)
    }
  }

  private func checkParents(_ codes: [String]) throws(Refusal) {
    for code in codes where store.item(.productModels, code) == nil {
      throw .unprocessable("Object \"product_model\" with code \"\(code)\" does not exist")
    }
  }

  func qualityScore(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard criterion.operation == "IN" else { throw unsupported(criterion) }
    let scores = Set(criterion.strings ?? [])
    guard let scope = criterion.scope, let locale = criterion.locale else {
      throw .unprocessable("Property \"quality_score\" expects a valid scope and locale.")
    }
    return { item, _ in
      guard let rows = item.json["quality_scores"]?.elements else { return false }
      for row in rows where row["scope"]?.string == scope && row["locale"]?.string == locale {
        return scores.contains(row["data"]?.string ?? "")
      }
      return false
    }
  }
}
