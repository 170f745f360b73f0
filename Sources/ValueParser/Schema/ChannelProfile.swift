internal import CatalogModels

/// What the parser has to know of a channel.
struct ChannelProfile: Sendable {
  let locales: [Code<CatalogLocale>]
  let currencies: [Code<Currency>]
  let units: ChannelUnits

  init(_ channel: Channel) {
    locales = channel.locales
    currencies = channel.currencies
    units = ChannelUnits(channel.conversionUnits.json)
  }
}
