/// How many decimals a converted amount keeps. A half is rounded away from zero.
///
/// See https://api.akeneo.com/concepts/target-market-settings.html#measurement-conversion-units
public struct DecimalPlaces: Sendable, Hashable {
  /// The number of decimals, 0 to 30.
  public let count: Int
  /// Whether zeros at the end are left out.
  public let isTrimmed: Bool

  /// Exactly so many decimals, 0 to 30: `4.40`.
  public static func fixed(_ count: Int) -> DecimalPlaces {
    DecimalPlaces(count: min(max(count, 0), 30), isTrimmed: false)
  }

  /// At most so many decimals, 0 to 30, without zeros at the end: `4.4`.
  public static func trimmed(upTo count: Int = 12) -> DecimalPlaces {
    DecimalPlaces(count: min(max(count, 0), 30), isTrimmed: true)
  }
}
