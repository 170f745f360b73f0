internal import CatalogJSON
import CatalogModels

/// What a scan of the whole destination found, by the values by which records are matched.
struct LiveIndex {
  private let rules: [SyncFeed: [SyncPolicy.Matching.Rule]]
  private var ids: [String] = []
  private var parents: [String?] = []
  private var places: [Fingerprint128: [Int32]] = [:]
  /// How many records are variants of one, by its own key.
  private(set) var variants: [String: Int] = [:]
  private var counts: [SyncFeed: Int] = [:]

  /// A record of the destination that matches one of ours.
  struct Match {
    let id: String
    let parent: String?
  }

  /// Scans the feeds in which records are matched.
  ///
  /// - Throws: ``SyncError`` with `destination` where the destination cannot be scanned.
  init(
    of destination: any Destination, _ capabilities: DestinationCapabilities, by policy: SyncPolicy.Matching
  ) async throws(SyncError) {
    rules = policy.rules
    guard capabilities.canScan else {
      throw SyncError(
        .destination, "The destination cannot be scanned, so that nothing can be matched with what it has.",
        advice: "Use the policy that creates, or a destination that can be scanned.")
    }
    for feed in policy.rules.keys where capabilities.feeds?.contains(feed) ?? true {
      var place: String?
      var seen: Set<String> = []
      repeat {
        let page = try await Self.page(of: destination, feed, after: place)
        for record in page.records { add(record, feed) }
        place = page.next
        if let place, !seen.insert(place).inserted {
          throw SyncError(.destination, "The destination's scan of \(feed) came to the place \(place) twice.")
        }
        if Task.isCancelled { throw .cancelled }
      } while place != nil
    }
  }

  func isEmpty(_ feed: SyncFeed) -> Bool { (counts[feed] ?? 0) == 0 }

  /// The records that match by the first rule of which ours has a value.
  func matches(of action: SyncAction) -> [Match] {
    guard let rules = rules[action.key.feed] else { return [] }
    for rule in rules {
      guard let text = Matcher.text(of: action.fields[rule.field]) else { continue }
      let found = places[Matcher.digest(action.key.feed, rule.liveField, text)] ?? []
      if !found.isEmpty { return found.map { Match(id: ids[Int($0)], parent: parents[Int($0)]) } }
    }
    return []
  }

  private mutating func add(_ record: DestinationPage.Record, _ feed: SyncFeed) {
    counts[feed, default: 0] += 1
    if let parent = record.parent { variants[parent, default: 0] += 1 }
    let place = Int32(clamping: ids.count)
    var isKept = false
    for field in Set((rules[feed] ?? []).map(\.liveField)) {
      guard let text = Matcher.text(of: record.fields[field]) else { continue }
      places[Matcher.digest(feed, field, text), default: []].append(place)
      isKept = true
    }
    guard isKept else { return }
    ids.append(record.id)
    parents.append(record.parent)
  }

  private static func page(
    of destination: any Destination, _ feed: SyncFeed, after place: String?
  ) async throws(SyncError) -> DestinationPage {
    do {
      return try await destination.scan(feed, after: place)
    } catch {
      throw SyncError(
        destination: error, "The destination could not be scanned to the end, so that nothing can be matched.",
        advice: "Run again.")
    }
  }
}
