public import CatalogModels

/// What a product must have before it is published, and what becomes of one that has not (G2).
///
/// ```swift
/// let gate = PublicationGate(
///   below: .hold, [.completeness(100, channel: "webshop", locales: ["en_US"]), .value("on_sale", is: ["true"])])
/// ```
///
/// It judges products, variants included. A product model has neither completeness nor readiness and passes.
/// Completenesses and quality scores come along when `PIMSource.Configuration.includesScores` says so; what did not come
/// counts as below.
public struct PublicationGate: Codable, Sendable, Hashable {
  /// What becomes of products that lack something.
  public var below: Below
  /// All that a product must have.
  public var rules: [Rule]

  /// What becomes of a product below the gate. What the destination does not have is never created.
  /// More cases may come, so a `switch` needs a `default`.
  public enum Below: String, Codable, Sendable, Hashable, CaseIterable {
    /// Nothing is sent: the destination keeps what it accepted last.
    case hold
    /// It is disabled at the destination.
    case disable
    /// It stays published, and its changes are sent.
    case keep
  }

  /// Creates a gate.
  public init(below: Below, _ rules: [Rule]) {
    self.below = below
    self.rules = rules
  }

  /// One thing that a product must have, in a channel and in all of some locales.
  public struct Rule: Codable, Sendable, Hashable {
    /// The channel; `nil` for the scope's.
    public var channel: Code<Channel>?
    /// The locales; `nil` for all of the channel's.
    public var locales: [Code<CatalogLocale>]?
    /// At least so many percent complete.
    public var completeness: Int?
    /// At least this quality score, `A` being the best and `E` the worst.
    public var quality: String?
    /// The code of a readiness configuration that must reach 100 percent, or ``atLeast`` (SaaS Enterprise, in beta).
    ///
    /// `PIMSource` does not bring readiness, since the API filters by it and does not tell it with products: only a source
    /// of your own that adds the member `readiness` to them passes anything by this rule. To read ready products alone
    /// from the PIM, filter by it in ``SyncScope/productFilters``.
    public var readiness: String?
    /// The percents of readiness that suffice.
    public var atLeast: Int?
    /// An attribute that must have a value.
    public var attribute: Code<Attribute>?
    /// The values that suffice: text, an option's code, a number, `true` or `false`. `nil` for any.
    public var `is`: [String]?

    /// So many percent complete.
    public static func completeness(
      _ percent: Int = 100, channel: Code<Channel>? = nil, locales: [Code<CatalogLocale>]? = nil
    ) -> Rule { Rule(channel: channel, locales: locales, completeness: percent) }

    /// A quality score.
    public static func quality(
      _ score: String, channel: Code<Channel>? = nil, locales: [Code<CatalogLocale>]? = nil
    ) -> Rule { Rule(channel: channel, locales: locales, quality: score) }

    /// So many percent ready.
    public static func readiness(
      _ code: String, _ percent: Int = 100, channel: Code<Channel>? = nil, locales: [Code<CatalogLocale>]? = nil
    ) -> Rule { Rule(channel: channel, locales: locales, readiness: code, atLeast: percent) }

    /// A value.
    public static func value(
      _ attribute: Code<Attribute>, is values: [String]? = nil, channel: Code<Channel>? = nil,
      locales: [Code<CatalogLocale>]? = nil
    ) -> Rule { Rule(channel: channel, locales: locales, attribute: attribute, is: values) }
  }
}
