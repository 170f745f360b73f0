public import CatalogModels

/// Items whose values a patch can set.
public protocol TakesValues: Writable {
  /// Whose codes name the values.
  associatedtype ValueAttribute
}

/// An attribute of enriched categories. The API names them by code only, so this type is never made.
public enum CategoryAttribute: Sendable {}

extension Product: TakesValues {
  /// An attribute of the catalog.
  public typealias ValueAttribute = Attribute
}
extension IdentifiedProduct: TakesValues {
  /// An attribute of the catalog.
  public typealias ValueAttribute = Attribute
}
extension ProductModel: TakesValues {
  /// An attribute of the catalog.
  public typealias ValueAttribute = Attribute
}
extension ReferenceEntityRecord: TakesValues {
  /// An attribute of the reference entity.
  public typealias ValueAttribute = ReferenceEntityAttribute
}
extension Asset: TakesValues {
  /// An attribute of the asset family.
  public typealias ValueAttribute = AssetFamilyAttribute
}
extension CatalogCategory: TakesValues {
  /// An attribute of enriched categories.
  public typealias ValueAttribute = CategoryAttribute
}

extension CatalogPatch where Item: TakesValues {
  /// Sets the value of an attribute for exactly this locale and this channel; `nil` stands for values that have none.
  public mutating func setValue(
    _ attribute: Code<Item.ValueAttribute>, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil,
    to data: ValueData
  ) {
    if self[raw: "values"] != nil { self[raw: "values"] = nil }
    values[key(attribute, locale, channel)] = data.json
  }

  /// Empties the value of an attribute for exactly this locale and this channel: sends `null`.
  ///
  /// See https://api.akeneo.com/documentation/update.html#erase-a-product-value
  public mutating func clearValue(
    _ attribute: Code<Item.ValueAttribute>, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) {
    setValue(attribute, locale: locale, channel: channel, to: .raw(.null))
  }

  /// Takes a value out of the patch, so that the PIM keeps what it has.
  public mutating func keepValue(
    _ attribute: Code<Item.ValueAttribute>, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) {
    values[key(attribute, locale, channel)] = nil
  }

  /// The value that the patch sets, `nil` where it sets none.
  public func value(
    _ attribute: Code<Item.ValueAttribute>, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) -> ValueData? {
    values[key(attribute, locale, channel)].map(ValueData.raw)
  }

  private func key(
    _ attribute: Code<Item.ValueAttribute>, _ locale: Code<CatalogLocale>?, _ channel: Code<Channel>?
  ) -> PatchedValues.Key {
    PatchedValues.Key(attribute: attribute.rawValue, locale: locale?.rawValue, channel: channel?.rawValue)
  }
}
