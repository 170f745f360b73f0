internal import CatalogJSON

extension ProductFilters {
  /// A condition on a cell: `{"row":…,"column":…,"value":…}`.
  func tableTest(
    _ criterion: Criterion, _ attribute: AttributeFacts
  ) throws(Refusal) -> @Sendable (JSONSlice) -> Bool {
    guard let cell = criterion.value, let column = cell["column"]?.string,
      let kind = attribute.columns.first(where: { $0.code == column })?.type, let first = attribute.columns.first?.code
    else { throw .unprocessable("Property \"\(attribute.code)\" expects a column and a value as data.") }
    let row = cell["row"]?.string.map(folded)
    let operation = criterion.operation
    let test: @Sendable (JSONSlice) -> Bool
    switch kind {
    case "number", "measurement":
      guard let value = ValueTests.number(cell["value"]?["amount"] ?? cell["value"]) else {
        throw unsupported(criterion)
      }
      guard ValueTests.compare(0, operation, 0) != nil else { throw unsupported(criterion) }
      test = { ValueTests.compare(ValueTests.number($0["amount"] ?? $0) ?? .nan, operation, value) ?? false }
    case "boolean":
      guard let value = cell["value"]?.bool, operation == "=" || operation == "!=" else { throw unsupported(criterion) }
      test = { ($0.bool == value) == (operation == "=") }
    case "text":
      guard let value = cell["value"]?.string, ValueTests.text("", operation, "") != nil else {
        throw unsupported(criterion)
      }
      test = { ValueTests.text($0.string ?? "", operation, value) ?? false }
    default:
      guard operation == "IN" || operation == "NOT IN", let value = cell["value"], value.kind == .array else {
        throw unsupported(criterion)
      }
      let codes = Set(ValueTests.codes(value))
      test = { ValueTests.codes($0).contains { codes.contains($0) } == (operation == "IN") }
    }
    return { data in
      data.elements.contains { line in
        (row == nil || line[first].map(ValueTests.codes)?.first == row) && (line[column].map(test) ?? false)
      }
    }
  }
}
