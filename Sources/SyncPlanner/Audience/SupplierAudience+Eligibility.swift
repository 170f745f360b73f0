public import CatalogModels
import ValueParser

extension SupplierAudience {
  /// Whether a product goes to a supplier. More cases may come, so a `switch` needs a `default`.
  public enum Eligibility: String, Sendable, Hashable {
    /// It does.
    case eligible
    /// Its family is not linked with the supplier (A5).
    case familyNotLinked
    /// It names no supplier (A7).
    case noSupplier
    /// It names another supplier.
    case otherSupplier
    /// It has no supplier reference (A7).
    case noReference
  }

  /// Whether a product goes to this supplier, and why not.
  public func eligibility(of item: SourceItem, in context: CatalogContext) -> Eligibility {
    guard links(family: item.raw.code("family")) else { return .familyNotLinked }
    guard let values = item.values, let owner = text(supplier, values) else { return .noSupplier }
    guard owner.contains(where: { $0.matchesCode(name) }) else { return .otherSupplier }
    return text(reference, values) == nil ? .noReference : .eligible
  }

  private func text(_ attribute: Code<Attribute>, _ values: TypedValues) -> [String]? {
    guard let data = values.best(attribute, locales: locales, channel: channel)?.data else { return nil }
    let texts = data.text.map { [$0] } ?? data.amount.map { [$0.text] } ?? FieldContent.codes(data) ?? []
    let present = texts.filter { !$0.isEmpty }
    return present.isEmpty ? nil : present
  }

  /// Whether a supplier may enrich an attribute of a family's products in a locale (A8): the attribute is linked and one
  /// of the family's, and where it is localizable, the channel requires it, the locale is active in the channel, and
  /// linked.
  public func canEnrich(
    _ attribute: Code<Attribute>, locale: Code<CatalogLocale>? = nil, in family: Code<Family>, _ context: CatalogContext
  ) -> Bool {
    guard links(family: family), links(attribute: attribute), let family = context.schema.family(family),
      let definition = context.schema.attribute(attribute),
      family.attributes.contains(where: { $0.matches(attribute) })
    else { return false }
    guard definition.isLocalizable else { return locale == nil }
    guard let locale, links(locale: locale) else { return false }
    return requirements(of: family).contains { $0.matches(attribute) }
      && context.schema.locales(of: channel).contains { $0.matches(locale) }
  }

  /// What a supplier can filter its products by: exactly what is synchronised (A6).
  public struct FilterProperty: Sendable, Hashable {
    /// The attribute.
    public let attribute: Code<Attribute>
    /// Its type, which decides which tests it takes.
    public let type: AttributeType
    /// The locales, for a localizable attribute; none for any other.
    public let locales: [Code<CatalogLocale>]
    /// The codes of its options, for a select.
    public let options: [String]
  }

  /// What a supplier can filter its products by.
  public func filterProperties(in context: CatalogContext) -> [FilterProperty] {
    var codes: [String: Code<Attribute>] = [:]
    for family in context.schema.families where links(family: family.code) {
      for code in family.attributes where links(attribute: code) { codes[code.rawValue.asciiLowercased] = code }
    }
    return codes.values.sorted().compactMap { code in
      guard let attribute = context.schema.attribute(code) else { return nil }
      let active = context.schema.locales(of: channel)
      return FilterProperty(
        attribute: code, type: attribute.type,
        locales: attribute.isLocalizable ? locales.filter { locale in active.contains { $0.matches(locale) } } : [],
        options: context.schema.options(of: code).map(\.code.rawValue))
    }
  }
}

extension Sequence<SupplierAudience> {
  /// The suppliers that a product may go to: those linked with its family, where the product bears a supplier and that
  /// supplier's reference (A5, A7).
  public func eligibleAudiences(for item: SourceItem, in context: CatalogContext) -> [SupplierAudience] {
    filter { $0.eligibility(of: item, in: context) == .eligible }
  }
}
