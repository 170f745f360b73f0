public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension SyncEngine {
  /// A record as a dashboard shows it (C5).
  public struct Item: Sendable, Hashable, Identifiable {
    /// The record.
    public let key: RecordKey
    /// The same.
    public var id: RecordKey { key }
    /// How it stands.
    public let state: State
    /// What ``SyncPolicy/Detail/display`` names: `name`, `sku`, `type`, `price`, `visibility`, `modified` unless chosen
    /// otherwise. Fields that the record did not have are left out.
    public let display: [String: String]
    /// When the destination accepted it last.
    public let lastExported: Date?
    /// The destination's own key, where it made one.
    public let destinationID: String?
    /// Why its last action was not applied, where it was not.
    public let problem: String?
    /// Its content as the destination accepted it, where the ledger keeps payloads.
    public let json: RawJSON?

    /// How a record stands at the destination. More cases may come, so a `switch` needs a `default`.
    public enum State: String, Sendable, Hashable, CaseIterable {
      /// It is there, as wanted.
      case present
      /// It is there and not shown.
      case disabled
      /// Its last action was rejected.
      case rejected
      /// The destination failed at its last action.
      case failed
      /// Something else holds it up.
      case blocked
      /// It is not known whether its last action took effect.
      case unknown
      /// It was taken out of the synchronisation, and comes back when it is chosen by name. What the destination has of it
      /// is no longer looked after.
      case unsynced
    }
  }

  /// Which items are looked for. A value without anything finds all.
  public struct ItemQuery: Sendable, Hashable {
    /// A text that the key, the destination's key or one of the display fields contains, in upper or lower case.
    public var text: String
    /// The feeds of records; `nil` for all that the mapping makes.
    public var feeds: Set<SyncFeed>?
    /// How they stand; `nil` for all (D6).
    public var states: Set<Item.State>?

    /// Creates a query.
    public init(_ text: String = "", in feeds: Set<SyncFeed>? = nil, states: Set<Item.State>? = nil) {
      self.text = text
      self.feeds = feeds
      self.states = states
    }
  }

  /// Items that the destination has or was to have, by name or SKU, by feed and by state (C5, D6). Their keys can be
  /// passed to ``plan(_:_:deleted:releasing:only:progress:)``.
  ///
  /// Rows of the store are looked through in the order of feeds and keys, with one page of them in memory.
  ///
  /// - Parameters:
  ///   - query: What is looked for.
  ///   - place: Behind which record to go on; `nil` for the start.
  ///   - limit: The most items of the page, at least 1. Fewer of them say that there are no more.
  public func items(
    _ query: ItemQuery = ItemQuery(), after place: RecordKey? = nil, limit: Int = 50
  ) async throws(SyncError) -> [Item] {
    let ledger = Ledger(in: store)
    let letters = DeadLetters(in: store)
    let text = query.text.lowercased()
    var found: [Item] = []
    for feed in (query.feeds ?? recordFeeds).sorted(by: { $0.rawValue < $1.rawValue }) {
      if let place, feed.rawValue < place.feed.rawValue { continue }
      var after = place.flatMap { $0.feed == feed ? $0.id : nil }
      // Records that the destination never accepted have no row in the ledger.
      var new = try await newLetters(in: feed, after: after)
      while true {
        let page = try await ledger.page(of: feed, after: after, limit: 500)
        let isLast = page.count < 500
        let problems = try await letters.letters(for: page.map(\.key))
        var items = page.map { Item($0.key, $0.entry, problems[$0.key]) }
        let end = page.last?.key
        let ahead = new.prefix { letter in isLast || end.map { letter.action.key < $0 } ?? true }
        new.removeFirst(ahead.count)
        if !ahead.isEmpty {
          items = (items + ahead.map { Item($0.action.key, nil, $0) }).sorted { $0.key < $1.key }
        }
        for item in items where item.matches(text, query.states) {
          found.append(item)
          if found.count == max(1, limit) { return found }
        }
        guard !isLast else { break }
        after = end?.id
        if Task.isCancelled { throw .cancelled }
      }
    }
    return found
  }

  private func newLetters(in feed: SyncFeed, after id: String?) async throws(SyncError) -> [DeadLetter] {
    var letters: [DeadLetter] = []
    var place: String?
    repeat {
      let page = try await deadLetters(after: place, limit: 1_000)
      place = page.next
      let own = page.letters.filter { letter in
        letter.action.key.feed == feed && id.map { RecordKey(feed, $0) < letter.action.key } ?? true
      }
      let entries = try await Ledger(in: store).entries(for: own.map(\.action.key))
      letters += own.filter { entries[$0.action.key] == nil }
    } while place != nil
    return letters.sorted { $0.action.key < $1.action.key }
  }
}

extension SyncEngine.Item {
  init(_ key: RecordKey, _ entry: LedgerEntry?, _ letter: DeadLetter?) {
    self.key = key
    display = letter?.action.display.isEmpty == false ? letter?.action.display ?? [:] : entry?.display ?? [:]
    lastExported = entry?.appliedAt
    destinationID = entry?.destinationID
    problem = letter?.reason
    json = entry?.payload
    state =
      switch letter?.state {
      case .rejected: .rejected
      case .failed: .failed
      case .blocked: .blocked
      case .unknown: .unknown
      case nil:
        switch entry?.state {
        case .disabled: .disabled
        case .unlinked: .unsynced
        case .present, nil: .present
        }
      }
  }

  fileprivate func matches(_ text: String, _ states: Set<State>?) -> Bool {
    if let states, !states.contains(state) { return false }
    if text.isEmpty || key.id.lowercased().contains(text) { return true }
    if destinationID?.lowercased().contains(text) == true { return true }
    return display.values.contains { $0.lowercased().contains(text) }
  }
}
