import CatalogJSON
public import CatalogModels

/// A test of an attribute's value. Which of them the API takes depends on the attribute's type.
///
/// See https://api.akeneo.com/documentation/filter.html#available-operators
public struct ValueTest: Hashable, Sendable {
  let test: Test
  /// The attribute types that take it, `nil` for every type.
  let types: [AttributeType]?
  /// The largest list in one request, where the type has its own.
  var limit: Int?
  /// Whether a long list may be spread over several requests.
  var isSingle = false

  init(_ test: Test, _ types: [AttributeType]? = nil) {
    self.test = test
    self.types = types
  }

  private static func text(_ operator: String, _ text: String) -> ValueTest {
    ValueTest(.text(`operator`, text), [.identifier, .text, .textarea, .file, .image])
  }

  /// No value: every type (boolean: PIM 5.0 and later).
  public static var empty: ValueTest { ValueTest(Test("EMPTY")) }
  /// Some value: every type (boolean: PIM 5.0 and later).
  public static var notEmpty: ValueTest { ValueTest(Test("NOT EMPTY")) }

  /// A beginning: identifier, text, textarea, file, image.
  public static func starts(with text: String) -> ValueTest { Self.text("STARTS WITH", text) }
  /// A part: identifier, text, textarea, file, image.
  public static func contains(_ text: String) -> ValueTest { Self.text("CONTAINS", text) }
  /// A part that must be missing: identifier, text, textarea, file, image.
  public static func doesNotContain(_ text: String) -> ValueTest { Self.text("DOES NOT CONTAIN", text) }
  /// The whole text: identifier, text, textarea, file, image.
  public static func text(is text: String) -> ValueTest { Self.text("=", text) }
  /// Another text: identifier, text, textarea, file, image.
  public static func text(isNot text: String) -> ValueTest { Self.text("!=", text) }

  private static var listed: [AttributeType] {
    [
      .text, .textarea, .simpleSelect, .multiSelect, .referenceDataSimpleSelect, .referenceDataMultiSelect,
      .referenceEntity, .referenceEntityCollection, .assetCollection,
    ]
  }

  /// One of these: text, and the codes of simple and multi select options, and of assets and records (PIM 7.0 and
  /// later).
  public static func any(_ codes: [String]) -> ValueTest { ValueTest(.codes("IN", codes), listed) }
  /// None of these: text, and the codes of simple and multi select options, and of assets and records (PIM 7.0 and
  /// later).
  public static func none(_ codes: [String]) -> ValueTest { ValueTest(.codes("NOT IN", codes), listed) }

  /// One of these identifiers (PIM 7.0 and later). More than 100 are spread over several requests (N23).
  public static func identifier(anyOf identifiers: [String]) -> ValueTest {
    var test = ValueTest(.codes("IN", identifiers), [.identifier])
    test.limit = 100
    test.isSingle = true
    return test
  }

  /// None of these identifiers (PIM 7.0 and later).
  public static func identifier(noneOf identifiers: [String]) -> ValueTest {
    ValueTest(.codes("NOT IN", identifiers), [.identifier])
  }

  /// A number.
  public static func number(_ test: NumberTest) -> ValueTest { ValueTest(test.test, [.number]) }

  /// The amount of a metric. The server compares in the unit where one is given, and in the attribute's otherwise.
  public static func metric(_ test: NumberTest, unit: String? = nil) -> ValueTest {
    ValueTest(test.test.wrapping("unit", unit), [.metric])
  }

  /// The amount of a price, in a currency where one is given.
  public static func price(_ test: NumberTest, currency: Code<Currency>? = nil) -> ValueTest {
    ValueTest(test.test.wrapping("currency", currency?.rawValue), [.priceCollection])
  }

  /// `true` or `false`.
  public static func boolean(_ value: Bool) -> ValueTest { boolean("=", value) }
  /// Neither `true` nor, as the case may be, `false`.
  public static func boolean(isNot value: Bool) -> ValueTest { boolean("!=", value) }

  private static func boolean(_ operator: String, _ value: Bool) -> ValueTest {
    ValueTest(Test(`operator`, .json(JSONSlice(bool: value))), [.boolean])
  }

  /// A day of a date attribute.
  public static func day(_ test: DayTest) -> ValueTest { ValueTest(test.test, [.date]) }

  /// One of these products and product models (SaaS Enterprise).
  public static func links(anyOf links: [LinkedProduct]) -> ValueTest { linked("IN", links) }
  /// None of these products and product models (SaaS Enterprise).
  public static func links(noneOf links: [LinkedProduct]) -> ValueTest { linked("NOT IN", links) }

  private static func linked(_ operator: String, _ links: [LinkedProduct]) -> ValueTest {
    let flaw = Flaw("has an empty list", "Leave the filter out, or do not ask at all.")
    return ValueTest(
      Test(`operator`, .json(JSONSlice(array: links.map(\.json))), flaw: links.isEmpty ? flaw : nil), [.productLink])
  }

  /// A cell of a table (SaaS): a row, a column, and a test that suits the column's type. Without a row, any row.
  public static func cell(row: String?, column: String, _ test: ValueTest) -> ValueTest {
    var flaw = test.test.flaw
    if test.types == [.table] {
      flaw = flaw ?? Flaw("looks for a cell in a cell", "Give a test that suits the column's type.")
    }
    if column.isEmpty { flaw = flaw ?? Flaw("looks for a cell without a column", "Give the column's code.") }
    var members = [("column", JSONSlice(string: column))]
    if let row { members.append(("row", JSONSlice(string: row))) }
    if let json = test.test.withNumberAsText.json { members.append(("value", json)) }
    return ValueTest(Test(test.test.operator, .json(JSONSlice(object: members)), flaw: flaw), [.table])
  }

  /// Whether the API takes the test for an attribute type. A type that this package does not know takes any.
  package func suits(_ type: AttributeType) -> Bool {
    guard let types, Self.known.contains(type.canonical) else { return true }
    return types.contains(type.canonical)
  }

  /// The attribute types of products whose tests the documentation lists.
  package static let known: [AttributeType] = [
    .identifier, .text, .textarea, .number, .metric, .priceCollection, .simpleSelect, .multiSelect, .boolean, .date,
    .file, .image, .referenceDataSimpleSelect, .referenceDataMultiSelect, .referenceEntity,
    .referenceEntityCollection, .assetCollection, .productLink, .table,
  ]
}

extension Test {
  /// The amount together with its unit or currency.
  fileprivate func wrapping(_ name: String, _ text: String?) -> Test {
    guard let text, case .json(let amount) = value else { return self }
    return Test(
      `operator`, .json(JSONSlice(object: [("amount", amount), (name, JSONSlice(string: text))])), flaw: flaw)
  }
}
