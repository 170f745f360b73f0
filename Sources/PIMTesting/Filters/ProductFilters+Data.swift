internal import CatalogJSON

/// Conditions on the data of a value, by the attribute's type.
extension ProductFilters {
  func textTest(
    _ criterion: Criterion, _ attribute: AttributeFacts
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    let operation = criterion.operation
    let isFile = attribute.type == "pim_catalog_file" || attribute.type == "pim_catalog_image"
    if !isFile, operation == "IN" || operation == "NOT IN" {
      let texts = try codes(criterion)
      return { texts.contains(folded($0.string ?? "")) == (operation == "IN") }
    }
    guard operation != "ENDS WITH", ValueTests.text("", operation, "") != nil else { throw unsupported(criterion) }
    guard let text = criterion.value?.string else {
      throw .unprocessable(
        "Property \"\(attribute.code)\" expects a string as data, "
          + "\"\(criterion.value.map(Criterion.phpType) ?? "NULL")\" given.")
    }
    // Files are searched by their name, which follows the hash in the last part of the code.
    return { data in
      var own = data.string ?? ""
      if isFile { own = String(own.split(separator: "/").last?.drop { $0 != "_" }.dropFirst() ?? "") }
      return ValueTests.text(own, operation, text) ?? false
    }
  }

  func numberTest(
    _ criterion: Criterion, _ amounts: @escaping @Sendable (JSONSlice) -> [Double]
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    let operation = criterion.operation
    guard ValueTests.compare(0, operation, 0) != nil else { throw unsupported(criterion) }
    guard let value = ValueTests.number(criterion.value?["amount"] ?? criterion.value) else {
      throw .unprocessable(
        "Property \"\(criterion.property)\" expects a numeric as data, "
          + "\"\(criterion.value.map(Criterion.phpType) ?? "NULL")\" given.")
    }
    return { data in amounts(data).contains { ValueTests.compare($0, operation, value) ?? false } }
  }

  /// Amounts in the unit that the condition names are compared in the family's standard unit.
  func metricTest(
    _ criterion: Criterion, _ attribute: AttributeFacts
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    guard let unit = criterion.value?["unit"]?.string else {
      return try numberTest(criterion) { ValueTests.number($0["amount"]).map { [$0] } ?? [] }
    }
    let family = attribute.metricFamily.flatMap { store.item(.measurementFamilies, $0)?.json }
    let operation = criterion.operation
    guard ValueTests.compare(0, operation, 0) != nil else { throw unsupported(criterion) }
    guard let amount = ValueTests.number(criterion.value?["amount"]) else {
      throw .unprocessable("Property \"\(attribute.code)\" expects an amount and a unit as data.")
    }
    let wanted = Self.standard(amount, unit, family)
    return { data in
      guard let own = ValueTests.number(data["amount"]), let ownUnit = data["unit"]?.string else { return false }
      return ValueTests.compare(Self.standard(own, ownUnit, family), operation, wanted) ?? false
    }
  }

  private static func standard(_ amount: Double, _ unit: String, _ family: JSONSlice?) -> Double {
    var amount = amount
    for step in family?["units"]?[unit]?["convert_from_standard"].map({ Array($0.elements) }) ?? [] {
      let value = ValueTests.number(step["value"]) ?? 1
      switch step["operator"]?.string {
      case "mul": amount *= value
      case "div": amount /= value
      case "add": amount += value
      case "sub": amount -= value
      default: break
      }
    }
    return amount
  }

  func dateTest(
    _ criterion: Criterion, _ attribute: AttributeFacts
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    let day: @Sendable (String) -> CivilTime? = { CivilTime(iso8601: String($0.prefix(10))) }
    let tests = DateTests(
      read: day,
      refuse: { _ in
        .unprocessable(
          "Property \"\(attribute.code)\" expects a string with the format \"yyyy-mm-dd\" as data.")
      },
      dayOffset: nil, now: now, operators: ["<", "=", "!=", ">", "BETWEEN", "NOT BETWEEN"])
    guard let test = try tests.test(criterion) else { throw unsupported(criterion) }
    return { $0.string.flatMap(day).map(test) ?? false }
  }

  func codesTest(
    _ criterion: Criterion, _ attribute: AttributeFacts
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    guard criterion.operation == "IN" || criterion.operation == "NOT IN" else { throw unsupported(criterion) }
    let isIn = criterion.operation == "IN"
    var wanted: Set<String>
    if attribute.type == "pim_catalog_product_link" {
      wanted = Set((criterion.value?.elements).map { $0.flatMap(ValueTests.codes) } ?? [])
    } else {
      wanted = try codes(criterion)
    }
    if attribute.type == "pim_catalog_simpleselect" || attribute.type == "pim_catalog_multiselect" {
      let place = CatalogStore.Place(.attributeOptions, [folded(attribute.code)])
      for code in criterion.strings ?? [] where store.item(place, code) == nil {
        let kind = attribute.type == "pim_catalog_multiselect" ? "options" : "option"
        throw .unprocessable("Object \"\(kind)\" with code \"\(code)\" does not exist")
      }
    }
    return { [wanted] data in ValueTests.codes(data).contains { wanted.contains($0) } == isIn }
  }
}
