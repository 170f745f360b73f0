import CatalogModels
import ValueParser

/// Which fields are in a run's sight: what is not seen is not empty (F3, N11).
extension PlanRun {
  /// Takes fields that the scope does not ask for out of what a record is to lose: the destination keeps them.
  func takeOutOfSight(
    from changes: inout (changed: [String], cleared: [String]), in feed: SyncFeed
  ) -> [String] {
    guard !changes.cleared.isEmpty else { return [] }
    let kept = outOfSight(changes.cleared, in: feed)
    guard !kept.isEmpty else { return [] }
    changes.cleared.removeAll { kept.contains($0) }
    summary.keep(kept, in: feed)
    return kept
  }

  /// Among fields that a record no longer has, those that the scope does not ask for.
  func outOfSight(_ fields: [String], in feed: SyncFeed) -> [String] {
    fields.filter { field in
      guard let origin = mapping.origin(of: field, in: feed) else { return false }
      if let locale = origin.locale, let wanted = scope.locales, !wanted.contains(where: { $0.matches(locale) }) {
        return true
      }
      if let channel = origin.channel, let own = scope.channel, !own.matches(channel) { return true }
      return false
    }
  }

  /// Whether a field's attribute, locale or channel is not in the source's structure any more. A source that tells
  /// nothing of its structure cannot show that.
  func hasVanished(_ field: String, in feed: SyncFeed) -> Bool {
    guard let origin = mapping.origin(of: field, in: feed) else { return false }
    let schema = context.schema
    if let attribute = origin.attribute, schema.knowsAttributes, schema.attribute(attribute) == nil { return true }
    if let locale = origin.locale {
      if let wanted = context.locales {
        if !wanted.contains(where: { $0.matches(locale) }) { return true }
      } else if schema.knowsLocales, !schema.knows(locale) {
        return true
      }
    }
    if let channel = origin.channel, schema.knowsChannels, !schema.knows(channel) { return true }
    return false
  }
}
