import CatalogModels
import ValueParser

extension PublicationGate {
  /// Whether an item may be published, and what becomes of it where not.
  func standing(of item: SourceItem, in context: CatalogContext) -> SyncRecord.Standing {
    guard item.feed == .products else { return .wanted }
    for rule in rules {
      guard let lack = rule.lack(of: item, in: context) else { continue }
      let reason = "It is not ready to be published: \(lack)."
      return switch below {
      case .hold: .held(reason: reason)
      case .disable: .disabled(reason: reason)
      case .keep: .kept(reason: reason)
      }
    }
    return .wanted
  }
}

extension PublicationGate.Rule {
  /// What an item lacks; `nil` where it has what the rule asks for.
  func lack(of item: SourceItem, in context: CatalogContext) -> String? {
    guard let channel = channel ?? context.channel?.code else {
      return attribute == nil ? "the rule names no channel, and the scope has none" : value(of: item, nil, context)
    }
    if attribute != nil { return value(of: item, channel, context) }
    let locales = locales ?? context.schema.locales(of: channel).filter { context.wants($0) }
    guard !locales.isEmpty else { return "no locale of the channel `\(channel)` is known" }
    for locale in locales {
      let place = "for `\(channel)` in \(locale)"
      if let completeness {
        let percent = item.raw.completenesses.last { $0.channel.matches(channel) && $0.locale.matches(locale) }?.percent
        guard let percent else { return "its completeness \(place) is not known" }
        if percent < completeness { return "it is \(percent) % complete \(place), not \(completeness) %" }
      }
      if let quality {
        let score = item.raw.qualityScores.last { $0.channel.matches(channel) && $0.locale.matches(locale) }?.score
        guard let score else { return "its quality score \(place) is not known" }
        if score > quality { return "its quality score \(place) is \(score), not \(quality)" }
      }
      if let readiness {
        let percent = item.raw.readiness(readiness, channel, locale)
        guard let percent else { return "its readiness `\(readiness)` \(place) is not known" }
        if percent < atLeast ?? 100 { return "it is \(percent) % ready \(place), not \(atLeast ?? 100) %" }
      }
    }
    return nil
  }

  private func value(of item: SourceItem, _ channel: Code<Channel>?, _ context: CatalogContext) -> String? {
    guard let attribute, let values = item.values else { return nil }
    // Each locale must have it, where locales are named; else any value will do.
    let places: [[Code<CatalogLocale>]] = locales.map { $0.map { [$0] } } ?? [context.locales ?? []]
    for locales in places {
      let place = self.locales == nil ? "" : " in \(locales[0])"
      guard let value = values.best(attribute, locales: locales, channel: channel) else {
        return "`\(attribute)` is empty\(place)"
      }
      guard let wanted = `is` else { continue }
      let texts = Self.texts(value.data)
      if !texts.contains(where: wanted.contains) {
        return "`\(attribute)`\(place) is \(texts.joined(separator: ", ")), not \(wanted.joined(separator: " or "))"
      }
    }
    return nil
  }

  private static func texts(_ data: TypedData) -> [String] {
    if let text = data.text { return [text] }
    if let value = data.boolean { return ["\(value)"] }
    if let amount = data.amount { return [amount.text] }
    if let date = data.date { return ["\(date)"] }
    return FieldContent.codes(data) ?? []
  }
}

extension RawObject {
  /// The field `readiness`, which a source adds where a gate needs it: `[{"code", "scope", "locale", "data"}]`.
  func readiness(_ code: String, _ channel: Code<Channel>, _ locale: Code<CatalogLocale>) -> Int? {
    (self["readiness"]?.list ?? []).last { mark in
      mark["code"]?.string == code && mark["scope"]?.string.map { Code<Channel>($0).matches(channel) } == true
        && mark["locale"]?.string.map { Code<CatalogLocale>($0).matches(locale) } == true
    }?["data"]?.lenientInt
  }
}
