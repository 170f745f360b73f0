public import CatalogModels

extension Query where Item: ValuedEntity {
  /// Values of these locales only, beside those without locale. One unknown locale refuses the whole query (N25).
  public func locales(_ locales: [Code<CatalogLocale>]) -> Query { changed { $0.locales = locales } }

  /// Values of this channel only, beside those without channel. For products and product models it also leaves out
  /// what is not in the channel's category tree (N12).
  public func channel(_ channel: Code<Channel>) -> Query { changed { $0.channel = channel } }
}

extension Query where Item: ProductEntity {
  /// Values of these attributes only. One unknown attribute refuses the whole query (N25).
  public func attributes(_ attributes: [Code<Attribute>]) -> Query { changed { $0.attributes = attributes } }

  /// Option labels come with the values, as `linked_data` (PIM 5.0 and later; for product models N18).
  public func withAttributeOptions() -> Query { extra("with_attribute_options", "true") }

  /// Quality scores come with the items (PIM 5.0 and later, product models 6.0).
  public func withQualityScores() -> Query { extra("with_quality_scores", "true") }

  /// The share links of assets come with asset collections (SaaS).
  public func withAssetShareLinks() -> Query { extra("with_asset_share_links", "true") }

  /// The states of the items' own workflows come with them; a variant's does not hold those of its models (SaaS).
  public func withWorkflowStatuses() -> Query { extra("with_workflow_execution_statuses", "true") }

  /// The locale of filters on attributes that name none: `search_locale`. Some servers forget it on the way to the
  /// next page, which the client notices (N20).
  /// See https://api.akeneo.com/documentation/filter.html#search_locale-query-parameter
  public func searchLocale(_ locale: Code<CatalogLocale>) -> Query { extra("search_locale", locale.rawValue) }

  /// The channel of filters on attributes that name none: `search_scope`.
  /// See https://api.akeneo.com/documentation/filter.html#search_scope-query-parameter
  public func searchChannel(_ channel: Code<Channel>) -> Query { extra("search_scope", channel.rawValue) }

  /// Metrics come in the units that a channel asks for (SaaS). The query is also cut to that channel, without which
  /// the API refuses to convert. Converted metrics can bear a locale on an attribute that has none (N10).
  /// See https://api.akeneo.com/concepts/target-market-settings.html#requesting-converted-values
  public func convertMeasurements(in channel: Code<Channel>) -> Query {
    self.channel(channel).extra("convert_measurements", "true")
  }
}

extension Query where Item: ProductKind {
  /// Completenesses come with the products (PIM 6.0 and later).
  public func withCompletenesses() -> Query { extra("with_completenesses", "true") }
}

extension Query where Item == Attribute {
  /// The options of select columns come with table attributes (PIM 7.0 and later).
  public func withTableSelectOptions() -> Query { extra("with_table_select_options", "true") }
}

extension Query where Item == CatalogCategory {
  /// The categories' places among their siblings come with them (PIM 7.0 and later).
  public func withPosition() -> Query { extra("with_position", "true") }

  /// The values of enriched categories come with them (SaaS).
  public func withEnrichedAttributes() -> Query { extra("with_enriched_attributes", "true") }
}
