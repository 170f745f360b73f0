/// A unit of a measurement family.
///
/// See https://api.akeneo.com/concepts/target-market-settings.html#focus-on-the-units
public struct MeasurementUnit: Sendable, Hashable, Codable {
  /// The code, such as `KILOGRAM`.
  public let code: String
  /// The symbol, such as `kg`.
  public let symbol: String?
  /// The names.
  public let labels: Labels
  /// The steps, in order, that lead from this unit to the standard unit: for `GRAM`, where `KILOGRAM` is the standard,
  /// `mul 0.001`. The API calls the field `convert_from_standard` and means this direction, as its own example shows:
  /// from Fahrenheit to the standard Kelvin by `sub 32`, `div 1.8`, `add 273.15`.
  ///
  /// Empty where a step could not be read: such a unit cannot be converted, rather than wrongly.
  public let conversionFromStandard: [Operation]

  /// A step of a conversion.
  public struct Operation: Sendable, Hashable, Codable {
    /// `mul`, `div`, `add` or `sub`.
    public let `operator`: String
    /// The operand, as text.
    public let value: String

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - operator: `mul`, `div`, `add` or `sub`.
    ///   - value: The operand, a decimal number as text.
    public init(_ operator: String, _ value: String) {
      self.operator = `operator`
      self.value = value
    }

    init?(_ json: RawJSON) {
      guard let name = json["operator"]?.string, let value = json["value"]?.lenientNumberText else { return nil }
      self.operator = name
      self.value = value
    }
  }

  /// Creates a unit.
  ///
  /// - Parameters:
  ///   - code: The code, such as `KILOGRAM`.
  ///   - symbol: The symbol, such as `kg`.
  ///   - labels: The names.
  ///   - steps: The steps, 1 to 5, that lead from this unit to the standard unit.
  public init(_ code: String, symbol: String? = nil, labels: Labels = [:], conversionFromStandard steps: [Operation]) {
    self.code = code
    self.symbol = symbol
    self.labels = labels
    conversionFromStandard = steps
  }

  init?(code key: String, _ json: RawJSON) {
    guard json.kind == .object else { return nil }
    code = json["code"]?.string ?? key
    symbol = json["symbol"]?.string
    labels = Labels(json["labels"])
    let steps = json["convert_from_standard"]?.list ?? []
    let operations = steps.compactMap(Operation.init)
    conversionFromStandard = operations.count == steps.count ? operations : []
  }
}
