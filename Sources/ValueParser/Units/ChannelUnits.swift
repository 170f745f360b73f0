internal import CatalogModels

/// The units into which a channel converts measurements, by the API's three levels of rules (N10).
///
/// All keys are in the case in which codes are compared.
/// See https://api.akeneo.com/concepts/target-market-settings.html#measurement-conversion-units
struct ChannelUnits: Sendable {
  private var byAttribute: [String: ConversionTarget] = [:]
  private var byAttributeAndLocale: [String: [String: ConversionTarget]] = [:]
  private var byFamilyAndLocale: [String: [String: ConversionTarget]] = [:]

  init(_ json: RawJSON) {
    for (key, value) in json.members {
      switch key {
      case "pim_config_attribute_locale_rules": byAttributeAndLocale = Self.byLocale(value)
      case "pim_config_family_rules": byFamilyAndLocale = Self.byLocale(value)
      default: byAttribute[key.asciiLowercased] = ConversionTarget(value)
      }
    }
  }

  /// The unit for a value: by attribute and locale, else by attribute, else by measurement family and locale.
  func target(attribute: String, family: String?, locale: String?) -> ConversionTarget? {
    if let locale, let target = byAttributeAndLocale[attribute]?[locale] { return target }
    if let target = byAttribute[attribute] { return target }
    guard let family, let locale else { return nil }
    return byFamilyAndLocale[family]?[locale]
  }

  private static func byLocale(_ json: RawJSON) -> [String: [String: ConversionTarget]] {
    var rules: [String: [String: ConversionTarget]] = [:]
    for (key, cells) in json.members {
      for (locale, cell) in cells.members {
        rules[key.asciiLowercased, default: [:]][locale.asciiLowercased] = ConversionTarget(cell)
      }
    }
    return rules
  }
}

/// The unit into which a value is converted, and how its decimals are written.
public struct ConversionTarget: Sendable, Hashable {
  /// The unit's code.
  public let unit: String
  /// How many decimals are kept; `nil` where the channel leaves that to the attribute.
  public let places: DecimalPlaces?

  /// Reads `"POUND"`, or an object that also says how decimals are written. No unit is no rule.
  init?(_ json: RawJSON) {
    guard let unit = json.string ?? json["unit"]?.string, !unit.isEmpty else { return nil }
    self.unit = unit
    places = DecimalPlaces(strategy: json["decimal_places_strategy"]?.string, count: json["decimal_places"])
  }
}

extension DecimalPlaces {
  /// Reads the API's strategies: `round` to a number of decimals, and `trim`.
  init?(strategy: String?, count: RawJSON?) {
    switch strategy {
    case "round":
      guard let count = count?.int ?? count?.string.flatMap({ Int($0) }) else { return nil }
      self = .fixed(count)
    case "trim": self = .trimmed()
    default: return nil
    }
  }
}
