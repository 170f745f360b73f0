/// The units into which a channel converts measurements, by rules on three levels (N10).
///
/// ``rule(for:of:locale:)`` gives the rule that counts for a value; ``json`` has all that came, known here or not.
/// See https://api.akeneo.com/concepts/target-market-settings.html#measurement-conversion-units
public struct ConversionUnits: Sendable, Hashable, Codable {
  /// The rules as they came.
  public let json: RawJSON

  /// `[]` stands for no rules (N1).
  package init(_ json: RawJSON?) {
    self.json = json.flatMap { $0.kind == .object ? $0 : nil } ?? .object([:])
  }

  /// One unit, and what it is for.
  public struct Rule: Sendable, Hashable, Codable {
    /// The keys that lead to it, from the outermost level to the innermost: one to three.
    public let path: [String]
    /// The attribute, for a rule that names one.
    public let attribute: Code<Attribute>?
    /// The measurement family, for a rule that names one.
    public let measurementFamily: Code<MeasurementFamily>?
    /// The locale, for a rule that holds for one.
    public let locale: Code<CatalogLocale>?
    /// The unit's code.
    public let unit: String
    /// `round` to keep ``decimalPlaces``, `trim` to drop zeros at the end; `nil` leaves it to the attribute.
    public let decimalPlacesStrategy: String?
    /// The decimals to keep.
    public let decimalPlaces: Int?
  }

  /// All rules, in the order in which they came.
  public var rules: [Rule] {
    json.members.flatMap { name, value -> [Rule] in
      switch name {
      case Self.familyRules: Self.nested(value, below: name) { (nil, Code($0)) }
      case Self.attributeRules: Self.nested(value, below: name) { (Code($0), nil) }
      default: Self.cell(value, [name], Code(name), nil)
      }
    }
  }

  /// The unit of an attribute, where a single one holds for all its values.
  public func unit(for attribute: Code<Attribute>) -> String? {
    rules.last { $0.path.count == 1 && $0.attribute?.matches(attribute) == true }?.unit
  }

  /// The rule for a value, by the order in which the PIM looks: attribute and locale, attribute, measurement family and
  /// locale. `nil` leaves the value as it is.
  public func rule(
    for attribute: Code<Attribute>, of family: Code<MeasurementFamily>? = nil, locale: Code<CatalogLocale>? = nil
  ) -> Rule? {
    let rules = rules
    func isHere(_ rule: Rule) -> Bool { locale.map { rule.locale?.matches($0) == true } ?? false }
    func isFamily(_ rule: Rule) -> Bool { family.map { rule.measurementFamily?.matches($0) == true } ?? false }
    return rules.last { $0.attribute?.matches(attribute) == true && isHere($0) }
      ?? rules.last { $0.attribute?.matches(attribute) == true && $0.locale == nil }
      ?? rules.last { isFamily($0) && isHere($0) }
      ?? rules.last { isFamily($0) && $0.locale == nil }
  }

  /// The reserved keys; no attribute can have them as its code.
  private static let familyRules = "pim_config_family_rules"
  private static let attributeRules = "pim_config_attribute_locale_rules"

  private typealias Subject = (attribute: Code<Attribute>?, family: Code<MeasurementFamily>?)

  private static func nested(_ json: RawJSON, below key: String, _ subject: (String) -> Subject) -> [Rule] {
    json.members.flatMap { name, value -> [Rule] in
      let (attribute, family) = subject(name)
      return cell(value, [key, name], attribute, family)
    }
  }

  /// Reads `"UNIT"`, `{"unit": "UNIT", …}` or either of them by locale.
  private static func cell(
    _ json: RawJSON, _ path: [String], _ attribute: Code<Attribute>?, _ family: Code<MeasurementFamily>?,
    locale: String? = nil
  ) -> [Rule] {
    if let unit = json.string ?? json["unit"]?.string {
      return [
        Rule(
          path: path + (locale.map { [$0] } ?? []), attribute: attribute, measurementFamily: family,
          locale: locale.map { Code($0) }, unit: unit, decimalPlacesStrategy: json["decimal_places_strategy"]?.string,
          decimalPlaces: json["decimal_places"]?.lenientInt)
      ]
    }
    guard locale == nil else { return [] }
    return json.members.flatMap { cell($0.value, path, attribute, family, locale: $0.name) }
  }
}
