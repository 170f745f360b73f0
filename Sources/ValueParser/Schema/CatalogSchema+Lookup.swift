public import CatalogModels

extension CatalogSchema {
  /// The definition of an attribute of products.
  public func attribute(_ code: Code<Attribute>) -> Attribute? { attributesByCode[code.folded] }

  /// The known options of an attribute of products, in their order.
  public func options(of attribute: Code<Attribute>) -> [SelectedOption] {
    products.options(of: attribute.rawValue)?.all ?? []
  }

  /// A family.
  public func family(_ code: Code<Family>) -> Family? { familiesByCode[code.folded] }

  /// The axes and levels of a family variant.
  public func structure(of familyVariant: Code<FamilyVariant>) -> VariantStructure? {
    structures[familyVariant.folded]
  }

  /// The currencies of a channel; none for a channel that is not known.
  public func currencies(of channel: Code<Channel>) -> [Code<Currency>] {
    channelsByCode[channel.folded]?.currencies ?? []
  }

  /// The locales of a channel; none for a channel that is not known.
  public func locales(of channel: Code<Channel>) -> [Code<CatalogLocale>] {
    channelsByCode[channel.folded]?.locales ?? []
  }

  /// The name of an attribute, in the first of ``labelLocales`` that has one, else its code.
  public func label(of attribute: Code<Attribute>) -> String {
    attributesByCode[attribute.folded]?.labels.first(of: labelLocales) ?? attribute.rawValue
  }

  /// The text of the attribute that serves as the name of a family's products.
  ///
  /// - Returns: The text in the first of ``labelLocales`` that has one; `nil` where the family is not known, names no
  ///   such attribute, or the item has no value for it.
  public func name(of item: TypedValues, in family: Code<Family>, channel: Code<Channel>? = nil) -> String? {
    familiesByCode[family.folded]?.attributeAsLabel
      .flatMap { item.best($0, locales: labelLocales, channel: channel) }?.data.text
  }
}
