internal import CatalogJSON

/// Conditions on reference entity records and assets: their own properties, their values, and `and` and `or` of assets.
struct EntityFilters {
  let place: CatalogStore.Place
  let attributes: [String: EntityAttribute]
  let store: CatalogStore
  let now: CivilTime
  let channel: String?
  let locales: [String]?

  private var isAssets: Bool { place.file == .assets }

  func test(_ search: String) throws(Refusal) -> ItemTest {
    let json: JSONSlice
    do {
      json = try JSONSlice(parsing: Array(search.utf8))
    } catch {
      throw Refusal(400, "The search query parameter must be a valid JSON.")
    }
    return try group(json)
  }

  /// All members of an object together, or the branches of a logical operator.
  private func group(_ json: JSONSlice) throws(Refusal) -> ItemTest {
    if isAssets, let name = ["and", "or"].first(where: { json[$0] != nil }) {
      var others = json.members
      guard others.next() != nil, others.next() == nil, let list = json[name], list.kind == .array else {
        throw .unprocessable("Only one logical operator is allowed at the root level.")
      }
      var branches: [ItemTest] = []
      for branch in list.elements { branches.append(try group(branch)) }
      let all = branches
      if name == "and" { return { item, store in all.allSatisfy { $0(item, store) } } }
      return { item, store in all.contains { $0(item, store) } }
    }
    var tests: [ItemTest] = []
    for criterion in try Criterion.others(json) { tests.append(try test(criterion)) }
    let all = tests
    return { item, store in all.allSatisfy { $0(item, store) } }
  }

  private func test(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    switch criterion.property {
    case "code": return try code(criterion)
    case "updated":
      let dates = DateTests.others(
        "updated", now: now, operators: [">", "<", ">=", "<=", "BETWEEN", "NOT BETWEEN", "SINCE LAST N DAYS"],
        status: 422)
      guard let test = try dates.test(criterion) else { throw unsupported(criterion) }
      return { item, _ in test(item.updated) }
    case "complete": return try complete(criterion)
    default: return try value(criterion)
    }
  }

  private func unsupported(_ criterion: Criterion) -> Refusal {
    .unsupportedFilter(criterion.property, criterion.operation)
  }

  private func code(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    if criterion.operation == "IN" || criterion.operation == "NOT IN", let codes = criterion.strings {
      let codes = Set(codes.map(folded))
      let isIn = criterion.operation == "IN"
      return { item, _ in codes.contains(folded(item.code)) == isIn }
    }
    let operation = criterion.operation.replacing("_", with: " ")
    guard isAssets, let text = criterion.value?.string, ValueTests.text("", operation, "") != nil else {
      throw unsupported(criterion)
    }
    return { item, _ in ValueTests.text(item.code, operation, text) ?? false }
  }

  private func complete(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard criterion.operation == "=", let wanted = criterion.value?.bool else { throw unsupported(criterion) }
    let context = criterion.json["context"]
    let channel = criterion.scope ?? context?["channel"]?.string ?? channel
    let locales =
      criterion.locales ?? context?["locales"]?.elements.compactMap(\.string) ?? self.locales
      ?? channel.map { store.locales(of: $0) } ?? []
    let required = attributes.values.filter(\.isRequired)
    return { item, _ in
      let isComplete = required.allSatisfy { attribute in
        let wantedLocales: [String?] = attribute.isLocalizable ? locales.map(Optional.some) : [nil]
        return wantedLocales.allSatisfy { locale in
          EntityAttribute.data(of: item, attribute, locale: locale, channel: attribute.isScopable ? channel : nil)
            != nil
        }
      }
      return isComplete == wanted
    }
  }

  private func value(_ criterion: Criterion) throws(Refusal) -> ItemTest {
    guard let attribute = attributes[folded(criterion.property)] else { throw unsupported(criterion) }
    let operation = criterion.operation.replacing("_", with: " ")
    let locales: [String?] =
      attribute.isLocalizable ? (criterion.locale.map { [$0] } ?? self.locales ?? []).map(Optional.some) : [nil]
    let channel = attribute.isScopable ? criterion.scope ?? self.channel : nil
    let holds = try dataTest(criterion, attribute, operation)
    return { item, _ in
      let data = EntityAttribute.rows(of: item, attribute).filter { row in
        (locales.isEmpty || locales.contains(row["locale"]?.string))
          && (channel == nil || row["channel"]?.string == channel)
      }.compactMap { $0["data"] }.filter { !Node($0).isEmpty }
      switch operation {
      case "EMPTY": return data.isEmpty
      case "NOT EMPTY": return !data.isEmpty
      default: return data.contains(where: holds)
      }
    }
  }

  private func dataTest(
    _ criterion: Criterion, _ attribute: EntityAttribute, _ operation: String
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    guard attribute.operators(forAssets: isAssets).contains(operation) else { throw unsupported(criterion) }
    if operation.hasSuffix("EMPTY") { return { _ in true } }
    switch attribute.type {
    case "text":
      guard let text = criterion.value?.string else { throw unsupported(criterion) }
      return { ValueTests.text($0.string ?? "", operation, text) ?? false }
    case "number":
      guard let number = ValueTests.number(criterion.value) else { throw unsupported(criterion) }
      return { ValueTests.number($0).flatMap { ValueTests.compare($0, operation, number) } ?? false }
    case "boolean":
      guard let value = criterion.value?.bool else { throw unsupported(criterion) }
      return { $0.bool == value }
    case "date":
      let day: @Sendable (String) -> CivilTime? = { CivilTime(iso8601: String($0.prefix(10))) }
      let refusal = unsupported(criterion)
      let dates = DateTests(
        read: day, refuse: { _ in refusal }, dayOffset: nil, now: now,
        operators: ["=", "<", ">", "BETWEEN", "NOT BETWEEN"])
      guard let test = try dates.test(criterion) else { throw unsupported(criterion) }
      return { $0.string.flatMap(day).map(test) ?? false }
    default:
      let codes = Set(criterion.value.map(ValueTests.codes) ?? [])
      return { ValueTests.codes($0).contains { codes.contains($0) } }
    }
  }
}
