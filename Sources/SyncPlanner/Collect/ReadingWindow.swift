import CatalogJSON
import CatalogModels
import PIMClient

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// From when to when a run looks for changes: fixed at its start by the server's clock, so that what changes while it
/// reads falls into the next window, and no clock of this machine matters.
struct ReadingWindow {
  /// The server's time when the run began; `nil` where the server does not tell it.
  private(set) var start: Date?
  /// The server's latest time so far.
  private var latest: Date?
  /// What must be the same as then for a watermark to hold: the channel's locales and tree, and the definitions of
  /// attributes and units. Stands for nothing else.
  var basis = ""
  /// How long the server's search index may lag.
  var overlap: Duration = .zero
  var since: [SyncFeed: SourceWatermark] = [:]
  /// How the server reads the moments of product filters. Without a zone of its own, moments are taken as far back as
  /// no two zones are apart.
  var zone: FilterZone?

  /// Whether an earlier run began to read all products, and this one goes on: models are then read for their changes.
  private(set) var isGoingOn = false

  /// The wanted ones among the feeds that can be asked for their changes. They are read alike, in full or not, since
  /// the values of all products say which records are wanted. All other feeds are always read in full (N14).
  var feeds: [SyncFeed] = []

  static let feedsWithChanges: [SyncFeed] = [.products, .productModels, .referenceEntityRecords, .assets]
  private static let feedsInServerTime: Set<SyncFeed> = [.products, .productModels]

  /// Notes the server's clock. One that is set back in mid-run moves the start back, so that nothing lies between.
  mutating func note(_ time: Date?) {
    guard let time else { return }
    start = min(start ?? time, time)
    latest = max(latest ?? time, time)
  }

  func watermark(of feed: SyncFeed) -> SourceWatermark? {
    guard let start, let latest, feeds.contains(feed) else { return nil }
    let lasted = Int(latest.timeIntervalSince(start).rounded(.up))
    return SourceWatermark(rawValue: "2 \(Int(start.timeIntervalSince1970)) \(lasted) \(basis)")
  }

  /// Goes on with a reading that began earlier: its window is that of the beginning, and what was read in full then is
  /// asked for its changes since.
  mutating func goOn(since begin: Int) {
    isGoingOn = true
    note(Date(timeIntervalSince1970: Double(begin)))
  }

  /// Whether changes are asked for, not everything.
  var isOfChanges: Bool { begin(of: .products) != nil || feeds.contains { begin(of: $0) != nil } }

  /// From when on changes of a feed are asked for, as the client is to write it; `nil` where everything must be read.
  func begin(of feed: SyncFeed) -> Date? {
    let holds = isGoingOn ? feed == .productModels : feeds.allSatisfy { mark(of: $0) != nil }
    guard start != nil, holds, let mark = mark(of: feed) else { return nil }
    // As far back as the index may lag, and as the last run took: what it had read by then may have changed behind it.
    let overlap = max(0, Int(overlap.components.seconds), mark.lasted)
    // One second more, for `>` is strict and seconds are the grain (N24).
    let begin = mark.start - overlap - 1
    guard Self.feedsInServerTime.contains(feed) else { return Date(timeIntervalSince1970: Double(begin)) }
    // Where the server has a zone of its own, its clock may have been set by an hour since.
    let margin = zone.map { $0.isUTC ? 0 : 3_600 } ?? 14 * 3_600
    return Date(timeIntervalSince1970: Double(begin + (zone?.shift ?? 0) - margin))
  }

  /// When the run began that wrote a feed's watermark, and how long it took, where the watermark holds.
  private func mark(of feed: SyncFeed) -> (start: Int, lasted: Int)? {
    guard let parts = since[feed]?.rawValue.split(separator: " "), parts.count >= 3, let seconds = Int(parts[1]),
      abs(seconds) < 1 << 40, parts[parts.count - 1] == basis
    else { return nil }
    // A server's clock that stands before the last run's was wrong then or is now.
    guard let start, Double(seconds) <= start.timeIntervalSince1970 else { return nil }
    switch (parts[0], parts.count) {
    case ("1", 3): return (seconds, 0)
    case ("2", 4):
      guard let lasted = Int(parts[2]), (0..<1 << 30).contains(lasted) else { return nil }
      return (seconds, lasted)
    default: return nil
    }
  }
}

extension PIMCollection {
  func openWindow() async throws {
    window.overlap = configuration.overlap
    window.since = request.since
    // Only the server can decide further filters, so that what they let through is read in full (G7).
    let isDecidable = scope.productFilters.isEmpty && scope.productModelFilters.isEmpty
    window.feeds = ReadingWindow.feedsWithChanges.filter { isDecidable && scope.wants($0) }
    do {
      window.note(try await client.serverTime())
    } catch {
      guard error.code == .unexpectedContent else { throw error }
      try await note(.source, nil, "The server does not tell its time, so every run has to read everything.")
    }
  }

  /// Fixes what watermarks rest on, once channel, locales and definitions are known, and tries out how the server reads
  /// moments where that matters.
  func fixBasis() async throws {
    var hasher = FingerprintHasher()
    hasher.combine(market.channel?.code.rawValue ?? "")
    hasher.combine(market.channel?.categoryTree?.rawValue ?? "")
    for locale in (market.locales ?? []).map(\.rawValue).sorted() { hasher.combine(locale) }
    for (code, attribute) in structure.attributes.sorted(by: { $0.key < $1.key }) {
      hasher.combine("\u{0}\(code)")
      hasher.combine(Self.definition(of: attribute.raw).description)
    }
    let others = (structure.entityAttributes.map(\.raw) + structure.assetAttributes.map(\.raw) + structure.units)
    for text in others.map({ Self.definition(of: $0).description }).sorted() { hasher.combine("\u{1}\(text)") }
    window.basis = hasher.finalize().hex
    place = request.place.flatMap { ReadingPlace($0, basis: window.basis) }
    if let place { window.goOn(since: place.start) }

    guard window.isOfChanges, scope.wants(.products) || scope.wants(.productModels) else { return }
    do {
      window.zone = try await client.products.filterZone()
    } catch {
      guard !error.endsCollection else { throw error }
    }
    if window.zone == nil {
      try await note(
        .source, nil, "In which time zone the server reads moments could not be tried out: a day more is looked back.")
    }
  }

  /// Stands for a definition without what says nothing of values.
  private static func definition(of raw: RawObject) -> Fingerprint {
    let members = raw.fields.filter { !unimportant.contains($0) }.compactMap { name in raw[name].map { (name, $0) } }
    return Fingerprint(of: .object(members))
  }

  private static let unimportant: Set<String> = [
    "_links", "sort_order", "order", "group", "group_labels", "guidelines", "is_read_only", "useable_as_grid_filter",
  ]
}
