public import CatalogModels

/// Filters of products and product models by their values.
///
/// See https://api.akeneo.com/documentation/filter.html#filter-on-product-values
extension Filter where Item: ProductEntity {
  /// The value of an attribute.
  ///
  /// - Parameters:
  ///   - code: The attribute's code.
  ///   - test: A test that suits the attribute's type.
  ///   - locale: The locale, where the attribute is localizable.
  ///   - channel: The channel, where the attribute is scopable.
  public static func attribute(
    _ code: Code<Attribute>, _ test: ValueTest, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) -> Filter {
    let filter: Filter = test.test.filter(code.rawValue, .iso8601).at(locale, channel)
    return test.isSingle ? filter.cuttable(limit: test.limit) : filter
  }

  /// The value of an attribute whose definition is known. What the attribute does not take fails before it is sent: a
  /// test of another type, a locale or channel where it has none, none where it has one and the query gives none.
  ///
  /// - Parameters:
  ///   - attribute: The attribute.
  ///   - test: A test that suits its type.
  ///   - locale: The locale, where it is localizable; ``Query/searchLocale(_:)`` may give it too.
  ///   - channel: The channel, where it is scopable; ``Query/searchChannel(_:)`` may give it too.
  public static func attribute(
    _ attribute: Attribute, _ test: ValueTest, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) -> Filter {
    var filter: Filter = .attribute(attribute.code, test, locale: locale, channel: channel)
    filter.needs = Needs(
      locale: attribute.isLocalizable && locale == nil, channel: attribute.isScopable && channel == nil)
    if !test.suits(attribute.type) {
      filter = filter.flawed(Flaw("does not suit the type `\(attribute.type)`", "Give a test of that type."))
    }
    if locale != nil, !attribute.isLocalizable {
      filter = filter.flawed(Flaw("has a locale, and its attribute has none", "Leave the locale out."))
    }
    if channel != nil, !attribute.isScopable {
      filter = filter.flawed(Flaw("has a channel, and its attribute has none", "Leave the channel out."))
    }
    if let locale, !attribute.availableLocales.isEmpty, !attribute.availableLocales.contains(where: locale.matches) {
      filter = filter.flawed(
        Flaw("has the locale `\(locale)`, which its attribute does not have", "Give one of its own locales."))
    }
    return filter
  }
}
