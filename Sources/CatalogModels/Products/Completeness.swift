/// How complete a product is for a channel and a locale.
public struct Completeness: Sendable, Hashable, Codable {
  /// The channel.
  public let channel: Code<Channel>
  /// The locale.
  public let locale: Code<CatalogLocale>
  /// 0 to 100 percent. A fraction is cut off, so that 100 always says complete.
  public let percent: Int

  /// Creates a mark.
  public init(channel: Code<Channel>, locale: Code<CatalogLocale>, percent: Int) {
    self.channel = channel
    self.locale = locale
    self.percent = percent
  }
}

/// How good a product's data are for a channel and a locale.
public struct QualityScore: Sendable, Hashable, Codable {
  /// The channel.
  public let channel: Code<Channel>
  /// The locale.
  public let locale: Code<CatalogLocale>
  /// `A`, the best, to `E`.
  public let score: String

  /// Creates a mark.
  public init(channel: Code<Channel>, locale: Code<CatalogLocale>, score: String) {
    self.channel = channel
    self.locale = locale
    self.score = score
  }
}

extension RawObject {
  /// The field `completenesses`.
  package var completenesses: [Completeness] {
    self["completenesses"].marks { channel, locale, data in
      let text = data.lenientNumberText?.prefix { $0 != "." }
      return (data.int ?? text.flatMap { Int($0) }).map { Completeness(channel: channel, locale: locale, percent: $0) }
    }
  }

  /// The field `quality_scores`.
  package var qualityScores: [QualityScore] {
    self["quality_scores"].marks { channel, locale, data in
      data.string.map { QualityScore(channel: channel, locale: locale, score: $0) }
    }
  }
}

extension RawJSON? {
  /// Reads what is said for each channel and locale: a list of `{"scope": …, "locale": …, "data": …}`, a map of such or
  /// of data by channel and locale, or `{}` for an empty list (N1).
  fileprivate func marks<Mark>(_ make: (Code<Channel>, Code<CatalogLocale>, RawJSON) -> Mark?) -> [Mark] {
    (self?.map ?? []).flatMap { name, entry -> [Mark] in
      if let locale: Code<CatalogLocale> = entry["locale"]?.code(), let data = entry["data"] {
        guard let channel: Code<Channel> = (entry["scope"] ?? entry["channel"])?.code() else { return [] }
        return [make(channel, locale, data)].compactMap(\.self)
      }
      return entry.members.compactMap { locale, data in make(Code(name), Code(locale), data["data"] ?? data) }
    }
  }
}
