import CatalogModels
import PIMClient
import ValueParser

/// Where a catalog is sold, as far as a scope wants it.
struct Market {
  /// The channel of the scope; `nil` for all.
  var channel: Channel?
  /// All channels that are wanted.
  var channels: [Channel] = []
  /// The locales that are wanted; `nil` for all.
  var locales: [Code<CatalogLocale>]?
}

extension PIMCollection {
  /// Channels, locales, currencies, measurement families, association types.
  func collectMarket() async throws {
    let client = client
    async let channels = client.channels.all()
    async let locales = client.locales.all(.where(.enabled(true)))
    try await resolve(channels, locales.filter(\.isEnabled))
    try await collectCurrencies()
    try await readingAll(.measurementFamilies, client.measurementFamilies) { families in
      schema = schema.adding(measurementFamilies: families)
      structure.units += families.map { $0.raw.detached() }
    }
    try await readingAll(.associationTypes, client.associationTypes) { types in
      associationTypes += types.map { $0.detached() }
    }
  }

  /// The channel's currencies, or all that are enabled.
  private func collectCurrencies() async throws {
    guard scope.wants(.currencies) else { return }
    let own = market.channel.map { Set($0.currencies.map(\.folded)) }
    try await reading(.currencies) {
      let wanted = try await client.currencies.all().filter { $0.isEnabled && (own?.contains($0.code.folded) ?? true) }
      try await deliver(wanted.map { SourceItem(.currencies, $0) })
      return .complete
    }
  }

  /// A feed whose list is wanted as it is.
  private func readingAll<Item: CodedEntity>(
    _ feed: SyncFeed, _ endpoint: Endpoint<Item>, note: ([Item]) -> Void = { _ in }
  ) async throws {
    guard scope.reads(feed) else { return }
    try await reading(feed) {
      try await endpoint.each { items in
        note(items)
        try await deliver(items.map { SourceItem(feed, $0) })
      }
      return .complete
    }
  }

  /// Checks channel and locales of the scope, and delivers them.
  private func resolve(_ channels: [Channel], _ locales: [CatalogLocale]) async throws {
    if let code = scope.channel {
      guard let channel = channels.first(where: { $0.code.matches(code) }) else {
        throw SyncError(unknown: "channel", code.rawValue, among: channels.map(\.code.rawValue))
      }
      market.channel = channel
      market.channels = [channel]
    } else {
      market.channels = channels
    }
    let active = market.channel?.locales ?? locales.map(\.code)
    if let wanted = scope.locales {
      market.locales = try wanted.map { code in
        guard let locale = active.first(where: { $0.matches(code) }) else {
          let place = market.channel.map { " of the channel `\($0.code)`" } ?? ""
          throw SyncError(unknown: "locale\(place)", code.rawValue, among: active.map(\.rawValue))
        }
        return locale
      }
    } else {
      market.locales = market.channel?.locales
    }

    schema = schema.adding(channels: channels).adding(locales: locales.map(\.code))
    schema.labelLocales = market.locales ?? active
    try await deliver(market.channels.map { SourceItem(.channels, $0) })
    try await finish(.channels)
    let wanted = market.locales.map { Set($0.map(\.folded)) }
    try await deliver(
      locales.filter { wanted?.contains($0.code.folded) ?? true }.map { SourceItem(.locales, $0) })
    try await finish(.locales)
  }
}

extension SyncError {
  /// A scope names what the PIM does not have.
  init(unknown what: String, _ code: String, among codes: [String]) {
    let known = codes.sorted()
    let listed = known.prefix(30).joined(separator: ", ") + (known.count > 30 ? " and \(known.count - 30) more" : "")
    self.init(
      .invalidScope, "The PIM has no \(what) with the code `\(code)`.",
      advice: known.isEmpty ? "It shows none to this connection." : "It has \(listed).")
  }
}
