public import CatalogModels

/// What an uploaded file belongs to, and with that, where it is sent.
public struct MediaOwner: Sendable, Hashable {
  let kind: MediaFiles.Kind
  /// The form's field that ties the file to a value, with its JSON.
  let tie: Tie?

  struct Tie: Sendable, Hashable {
    let field: String
    let json: RawJSON
  }

  /// Assets, whose values name the file afterwards.
  ///
  /// See https://api.akeneo.com/api-reference.html#post_asset_media_files
  public static let assets = MediaOwner(kind: .asset, tie: nil)
  /// Reference entities and their records, whose values name the file afterwards.
  ///
  /// See https://api.akeneo.com/api-reference.html#post_reference_entity_media_files
  public static let referenceEntities = MediaOwner(kind: .referenceEntity, tie: nil)

  /// The value of a product, by its identifier: the API knows no UUID here. The upload sets the value.
  ///
  /// See https://api.akeneo.com/api-reference.html#post_media_files
  public static func product(
    _ identifier: Code<IdentifiedProduct>, _ attribute: Code<Attribute>, locale: Code<CatalogLocale>? = nil,
    channel: Code<Channel>? = nil
  ) -> MediaOwner {
    value("product", ("identifier", identifier.patchJSON), attribute, locale, channel)
  }

  /// The value of a product model. The upload sets the value.
  public static func productModel(
    _ code: Code<ProductModel>, _ attribute: Code<Attribute>, locale: Code<CatalogLocale>? = nil,
    channel: Code<Channel>? = nil
  ) -> MediaOwner {
    value("product_model", ("code", code.patchJSON), attribute, locale, channel)
  }

  /// The value of an enriched category. The upload sets the value.
  ///
  /// See https://api.akeneo.com/api-reference.html#post_category_media_files
  public static func category(
    _ code: Code<CatalogCategory>, _ attribute: Code<CategoryAttribute>, locale: Code<CatalogLocale>? = nil,
    channel: Code<Channel>? = nil
  ) -> MediaOwner {
    MediaOwner(
      kind: .category,
      tie: Tie(
        field: "category",
        json: .object([
          ("code", code.patchJSON), ("attribute_code", attribute.patchJSON), ("channel", channel.patchJSON),
          ("locale", locale.patchJSON),
        ])))
  }

  private static func value(
    _ field: String, _ key: (String, RawJSON), _ attribute: Code<Attribute>, _ locale: Code<CatalogLocale>?,
    _ channel: Code<Channel>?
  ) -> MediaOwner {
    MediaOwner(
      kind: .product,
      tie: Tie(
        field: field,
        json: .object([
          key, ("attribute", attribute.patchJSON), ("scope", channel.patchJSON), ("locale", locale.patchJSON),
        ])))
  }
}
