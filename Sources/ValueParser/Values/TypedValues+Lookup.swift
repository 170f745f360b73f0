public import CatalogModels

extension TypedValues {
  /// The value of an attribute for exactly this locale and this channel; `nil` stands for values that have none.
  ///
  /// Where a value stands twice, the last one counts.
  public subscript(
    _ attribute: Code<Attribute>, locale locale: Code<CatalogLocale>? = nil, channel channel: Code<Channel>? = nil
  ) -> TypedValue? {
    for range in ranges(of: attribute).reversed() {
      if let place = range.last(where: { self[$0].isFor(locale, channel) }) { return self[place] }
    }
    return nil
  }

  /// All values of an attribute, in the order in which they came.
  public func all(_ attribute: Code<Attribute>) -> [TypedValue] {
    ranges(of: attribute).flatMap { self[$0] }
  }

  /// The attributes that have a value, each once, in the order in which they came.
  public var attributes: [Code<Attribute>] {
    var seen: Set<String> = []
    return map(\.attribute).filter { seen.insert($0.folded).inserted }
  }

  /// The value that fits best, of those that hold something: for each locale in turn the one for the channel and then
  /// the one without channel; at last the one without locale.
  ///
  /// - Parameters:
  ///   - attribute: The attribute.
  ///   - locales: The locales, the best first. No other locale's value is ever taken.
  ///   - channel: The channel; `nil` for values without channel only.
  public func best(
    _ attribute: Code<Attribute>, locales: some Sequence<Code<CatalogLocale>>, channel: Code<Channel>? = nil
  ) -> TypedValue? {
    let candidates = all(attribute)
    guard !candidates.isEmpty else { return nil }
    let wanted: [Code<CatalogLocale>?] = Array(locales) + [nil]
    let channels: [Code<Channel>?] = channel == nil ? [nil] : [channel, nil]
    for locale in wanted {
      for channel in channels {
        if let value = candidates.last(where: { $0.isFor(locale, channel) && !$0.data.isEmpty }) { return value }
      }
    }
    return nil
  }

  /// The measurement that the server converted for a locale or channel that its attribute does not have (N10).
  public func converted(
    _ attribute: Code<Attribute>, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) -> TypedValue? {
    converted.last { $0.attribute.matches(attribute) && $0.isFor(locale, channel) }
  }
}
