public import CatalogModels

/// One value of an attribute for one locale and one channel, typed.
public struct TypedValue: Sendable, Hashable {
  /// The attribute, spelled as its definition does.
  public let attribute: Code<Attribute>
  /// The locale, for an attribute that is localizable.
  public var locale: Code<CatalogLocale>? { source.locale }
  /// The channel, for an attribute that is scopable.
  public var channel: Code<Channel>? { source.channel }
  /// What it holds.
  public let data: TypedData
  /// The value as it came. It holds on to its page.
  public let source: RawValue

  func isFor(_ locale: Code<CatalogLocale>?, _ channel: Code<Channel>?) -> Bool {
    Self.isSame(self.locale, locale) && Self.isSame(self.channel, channel)
  }

  private static func isSame<Entity>(_ a: Code<Entity>?, _ b: Code<Entity>?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.matches(b)
  }
}
