package import CatalogModels

/// What a schema was told of, for whoever must tell what vanished from what was never said.
extension CatalogSchema {
  /// Whether it has any attribute of products.
  package var knowsAttributes: Bool { !attributesByCode.isEmpty }
  /// Whether it has any locale.
  package var knowsLocales: Bool { locales.count > 0 }
  /// Whether it has any channel.
  package var knowsChannels: Bool { !channelsByCode.isEmpty }

  /// Whether it has a locale.
  package func knows(_ locale: Code<CatalogLocale>) -> Bool { locales.place(of: locale.rawValue) != nil }
  /// Whether it has a channel.
  package func knows(_ channel: Code<Channel>) -> Bool { channelsByCode[channel.folded] != nil }
}
