public import CatalogModels

/// An entry of a custom list of the server, which the API names by code and does not list.
///
/// See https://api.akeneo.com/concepts/products.html#reference-data-simple-and-multi-select-attribute
public struct ReferenceDatum: Sendable, Hashable {
  /// The list's name, where the attribute gives it.
  public let list: String?
  /// The entry's code.
  public let code: String

  /// Creates an entry.
  public init(list: String?, code: String) {
    self.list = list
    self.code = code
  }
}

/// A record that a value names.
public struct RecordLink: Sendable, Hashable {
  /// The reference entity.
  public let entity: Code<ReferenceEntity>
  /// The record, as the value spells it.
  public let code: Code<ReferenceEntityRecord>

  /// Creates a link.
  public init(entity: Code<ReferenceEntity>, code: Code<ReferenceEntityRecord>) {
    self.entity = entity
    self.code = code
  }
}

/// An asset that a value names.
public struct AssetLink: Sendable, Hashable {
  /// The asset family, spelled as its attribute does: routes of asset families heed the case (N15).
  public let family: Code<AssetFamily>
  /// The asset, as the value spells it.
  public let code: Code<Asset>
  /// What the server sent of the asset beside its code, such as `share_links` (N4).
  public let linkedData: RawJSON?

  /// Creates a link.
  public init(family: Code<AssetFamily>, code: Code<Asset>, linkedData: RawJSON? = nil) {
    self.family = family
    self.code = code
    self.linkedData = linkedData
  }
}

/// A product or product model that a value names. More cases may come, so a `switch` needs a `default`.
///
/// See https://api.akeneo.com/concepts/products.html#product-link-attribute
public enum ProductLink: Sendable, Hashable {
  /// A product, by UUID or by identifier.
  case product(ProductReference)
  /// A product model.
  case productModel(Code<ProductModel>)
}
