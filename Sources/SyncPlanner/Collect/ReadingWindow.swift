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
  var start: Date?
  /// What must be the same as then for a watermark to hold: the channel's locales and tree. Stands for nothing else.
  var basis = ""
  var overlap: Duration = .zero
  var since: [SyncFeed: Watermark] = [:]

  /// The wanted ones among the feeds that can be asked for their changes. They are read alike, in full or not, since
  /// the values of all products say which records are wanted. All other feeds are always read in full (N14).
  var feeds: [SyncFeed] = []

  static let feedsWithChanges: [SyncFeed] = [.products, .productModels, .referenceEntityRecords, .assets]

  func watermark(of feed: SyncFeed) -> Watermark? {
    guard let start, feeds.contains(feed) else { return nil }
    return Watermark(rawValue: "1 \(Int(start.timeIntervalSince1970)) \(basis)")
  }

  /// From when on changes of a feed are asked for; `nil` where everything must be read.
  func begin(of feed: SyncFeed) -> Date? {
    guard start != nil, feeds.allSatisfy({ seconds(of: $0) != nil }), let seconds = seconds(of: feed) else {
      return nil
    }
    // One second more, for `>` is strict and seconds are the grain (N24).
    return Date(timeIntervalSince1970: Double(seconds - max(0, Int(overlap.components.seconds)) - 1))
  }

  /// When the run began that wrote a feed's watermark, where the watermark holds.
  private func seconds(of feed: SyncFeed) -> Int? {
    guard let parts = since[feed]?.rawValue.split(separator: " "), parts.count == 3, parts[0] == "1",
      let seconds = Int(parts[1]), abs(seconds) < 1 << 40, parts[2] == basis
    else { return nil }
    return seconds
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
      window.start = try await client.serverTime()
    } catch {
      guard error.code == .unexpectedContent else { throw error }
      try await note(.source, nil, "The server does not tell its time, so every run has to read everything.")
    }
  }

  /// Fixes what watermarks rest on, once channel and locales are known.
  func fixBasis() {
    var hasher = FingerprintHasher()
    hasher.combine(market.channel?.code.rawValue ?? "")
    hasher.combine(market.channel?.categoryTree?.rawValue ?? "")
    for locale in (market.locales ?? []).map(\.rawValue).sorted() { hasher.combine(locale) }
    window.basis = hasher.finalize().hex
  }
}
